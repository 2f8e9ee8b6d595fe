import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';

/** A note whose row the caller holds. */
export interface HeldNote {
  readonly number: string;
  readonly currency: string;
  readonly issuedOn: string;
  readonly totalMinor: bigint;
  readonly paidMinor: bigint;
  readonly isVoid: boolean;
}

/** Takes a note in hand, so that nobody else changes it meanwhile. @throws NotFound */
export async function holdNote(
  tx: Transaction,
  accountId: string,
  noteId: string,
): Promise<HeldNote> {
  const row = await tx.one<
    Omit<HeldNote, 'totalMinor' | 'paidMinor'> & { total: string; paid: string }
  >(
    `select number, currency, issued_on as "issuedOn", total_minor as total, paid_minor as paid, voided_at is not null as "isVoid"
       from interest_notes where account_id = $1 and id = $2 for no key update`,
    [accountId, noteId],
  );
  if (row === undefined) throw new NotFound('interest note');
  const { total, paid, ...note } = row;
  return { ...note, totalMinor: BigInt(total), paidMinor: BigInt(paid) };
}
