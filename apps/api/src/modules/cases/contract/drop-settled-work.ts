import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { cancelNotice } from './cancel-notice.js';
import { dropSettledCases, type LastLook, whyNothing } from './drop-settled-cases.js';
import { holdDebts } from './hold-debts.js';
import type { Moment } from './moment.js';

/**
 * The last look at a letter or task before somebody writes it out, posts it or says that it is done: cases
 * that are settled, held or disputed by now are taken out, and what speaks of nothing any more is taken back.
 * The caller holds its row.
 *
 * @returns null where nothing is left of it
 */
export async function dropSettledWork(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  work: { readonly id: string; readonly clientId: string },
): Promise<LastLook | null> {
  await holdDebts(tx, scope, [work.id]);
  const look = await dropSettledCases(tx, scope, at, work);
  if (look.kept.length > 0) return look;
  await cancelNotice(tx, scope, at, work.id, whyNothing(look));
  return null;
}
