import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { LastLook } from '../../cases/contract/drop-settled-cases.js';
import type { Moment } from '../../cases/contract/moment.js';
import type { Language } from '../../identity/contract/languages.js';
import type { NoteToSend } from '../../late-payment/contract/notes-to-send.js';
import {
  type LetterMaterial,
  readLetterMaterial,
  type RenderedNotice,
  writeNotice,
} from '../contract/render-notice.js';
import { BrokenText } from '../texts/liquid.js';
import type { ClaimedNotice } from './claimed-notice.js';

/** A notice of which something may leave, and what the last look has left of it. */
export interface Leaving {
  readonly notice: ClaimedNotice;
  readonly look: LastLook;
  /** Interest notes that go with it. */
  readonly notes: readonly NoteToSend[];
}

/** Writes notices out as they are to leave; null where the account's own text cannot be filled. */
export async function writeLeaving(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  leaving: readonly Leaving[],
): Promise<{ notice: ClaimedNotice; rendered: RenderedNotice | null }[]> {
  if (leaving.length === 0) return [];
  const material = await readLetterMaterial(
    tx,
    scope,
    leaving.map(({ notice, look, notes }) => ({
      notes,
      clientId: notice.clientId,
      audience: notice.audience,
      stageKey: look.stageKey!,
      senderKind: notice.senderKind,
      language: notice.language as Language,
      caseIds: look.kept,
      credit: look.credit,
      today: at.today,
    })),
  );
  return Promise.all(
    leaving.map(async ({ notice }, index) => ({
      notice,
      rendered: await writtenOrNull(material[index]!),
    })),
  );
}

async function writtenOrNull(material: LetterMaterial): Promise<RenderedNotice | null> {
  try {
    return await writeNotice(material);
  } catch (error) {
    if (error instanceof BrokenText) return null;
    throw error;
  }
}
