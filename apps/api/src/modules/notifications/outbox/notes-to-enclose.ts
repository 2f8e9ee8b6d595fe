import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../../cases/contract/moment.js';
import {
  type NoteToSend,
  readNotesToEncloseOf,
} from '../../late-payment/contract/notes-to-send.js';
import type { ClaimedNotice } from './claimed-notice.js';

/**
 * The interest notes that go with notices, by the notice's id. The firm's own people get no notes of a client, and of
 * several notices to one client the first takes them along.
 */
export async function notesToEnclose(
  tx: Transaction,
  { accountId }: AccountScope,
  { today }: Moment,
  notices: readonly ClaimedNotice[],
): Promise<Map<string, readonly NoteToSend[]>> {
  const takers = new Map<string, string>();
  for (const { audience, clientId, id } of notices)
    if (audience === 'client' && !takers.has(clientId)) takers.set(clientId, id);
  const notes = await readNotesToEncloseOf(tx, accountId, [...takers.keys()], today);
  return new Map([...notes].map(([clientId, mine]) => [takers.get(clientId)!, mine]));
}
