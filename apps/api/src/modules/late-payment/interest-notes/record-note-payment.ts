import { Injectable } from '@nestjs/common';

import { InvalidAmount, parseAmount } from '@invoicetracker/money';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError, Invalid, NotFound } from '../../../platform/http/domain-error.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { type HeldNote, holdNote } from './hold-note.js';
import type { InterestNotePaymentBody } from './interest-notes.dto.js';
import { tellCasesOfNote } from './tell-cases-of-note.js';

interface Entry {
  readonly paidOn: string;
  readonly amountMinor: bigint;
  readonly reverses: string | null;
  readonly remark: string | null;
}

/** Records what was paid on a note, and takes wrong entries back. */
@Injectable()
export class RecordNotePayment {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, DomainError `note-void`, or Invalid naming the field */
  execute(scope: AccountScope, noteId: string, body: InterestNotePaymentBody): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const note = await holdNote(tx, scope.accountId, noteId);
      if (note.isVoid)
        throw new DomainError('conflict', 'note-void', 'The note is void: nothing is owed on it.');
      const amountMinor = checkedAmount(body.amount, note);
      const today = await this.day.today(tx, scope);
      if (body.paidOn > today || body.paidOn < note.issuedOn)
        throw invalid('paidOn', 'day-out-of-range', `must be from ${note.issuedOn} to ${today}`);
      const { paidOn, remark = null } = body;
      await this.write(tx, scope, noteId, note, { paidOn, amountMinor, reverses: null, remark });
    });
  }

  /** @throws NotFound, or DomainError `payment-reversed` where that was done before */
  reverse(scope: AccountScope, noteId: string, paymentId: string, reason: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const note = await holdNote(tx, scope.accountId, noteId);
      const payment = await tx.one<{ amount: string; paidOn: string; isReversed: boolean }>(
        `select p.amount_minor as amount, p.paid_on as "paidOn",
                exists (select 1 from interest_note_payments r where r.account_id = $1 and r.reverses = p.id) as "isReversed"
           from interest_note_payments p where p.account_id = $1 and p.note_id = $2 and p.id = $3 and p.reverses is null`,
        [scope.accountId, noteId, paymentId],
      );
      if (payment === undefined) throw new NotFound('payment');
      if (payment.isReversed)
        throw new DomainError('conflict', 'payment-reversed', 'The payment is reversed already.');
      await this.write(tx, scope, noteId, note, {
        paidOn: payment.paidOn,
        amountMinor: -BigInt(payment.amount),
        reverses: paymentId,
        remark: reason,
      });
    });
  }

  private async write(
    tx: Transaction,
    scope: AccountScope,
    noteId: string,
    { number, currency }: HeldNote,
    { paidOn, amountMinor, reverses, remark }: Entry,
  ): Promise<void> {
    const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
    await tx.execute(
      `with entry as (
         insert into interest_note_payments (account_id, note_id, paid_on, amount_minor, reverses, remark, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
       )
       update interest_notes set paid_minor = paid_minor + $4 where account_id = $1 and id = $2`,
      [scope.accountId, noteId, paidOn, amountMinor, reverses, remark, actingUser(scope), at.now],
    );
    await tellCasesOfNote(tx, scope, at, noteId, {
      kind: reverses === null ? 'interest_note_paid' : 'interest_note_payment_reversed',
      amountMinor,
    });
    await audit(tx, scope, this.clock.wallNow(), {
      action: reverses === null ? 'interest-note.paid' : 'interest-note.payment-reversed',
      objectKind: 'interest-note',
      objectId: noteId,
      after: { number, amountMinor: String(amountMinor), currency, paidOn, remark },
    });
  }
}

function checkedAmount(
  { amount, currency }: InterestNotePaymentBody['amount'],
  note: HeldNote,
): bigint {
  if (currency !== note.currency)
    throw invalid('amount', 'other-currency', `must be in ${note.currency}, as the note is`);
  const minor = minorOf(amount, currency);
  if (minor === null || minor <= 0n)
    throw invalid('amount', 'amount-malformed', `must be an amount in ${currency}`);
  if (minor > note.totalMinor - note.paidMinor)
    throw invalid('amount', 'amount-exceeds-balance', 'must not be more than what is open');
  return minor;
}

function minorOf(text: string, currency: string): bigint | null {
  try {
    return parseAmount(text, currency).minor;
  } catch (error) {
    if (error instanceof InvalidAmount) return null;
    throw error;
  }
}

function invalid(field: string, code: string, message: string): Invalid {
  return new Invalid(code, `The field ${field} ${message}.`, [{ field, code, message }]);
}
