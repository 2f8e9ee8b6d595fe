import { Injectable } from '@nestjs/common';

import { addDays, localDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { interestNotePdf } from '../../notifications/contract/interest-note-pdf.js';
import { readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';
import type { InterestNoteDraftBody } from './interest-notes.dto.js';
import { readNoteSettings } from './note-settings.reader.js';
import { type NoteDraft, readNoteDraft, requireWhole } from './read-note-draft.js';

/** Days ahead that a note may give at most. */
const LONGEST_TERM = 365;

/** A draft with what its number is made of. */
export interface NumberlessNote {
  readonly draft: NoteDraft;
  readonly pattern: string;
}

/** Works out what a note would say if it were issued now. */
@Injectable()
export class DraftNote {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  /** @throws as `readNoteDraft`, or Invalid `day-out-of-range` */
  execute(scope: AccountScope, body: InterestNoteDraftBody): Promise<NoteDraft> {
    return this.tenancy.inAccount(scope, async (tx) => (await this.read(tx, scope, body)).draft);
  }

  /** The document as it would be, marked as a draft. @throws also DomainError `note-blocked` */
  async file(scope: AccountScope, body: InterestNoteDraftBody): Promise<Buffer> {
    const draft = await this.execute(scope, body);
    requireWhole(draft);
    return interestNotePdf(draft.facts);
  }

  async read(
    tx: Transaction,
    scope: AccountScope,
    { caseIds, parts, language, payBy }: InterestNoteDraftBody,
  ): Promise<NumberlessNote> {
    const today = await this.day.today(tx, scope);
    const late = await readLatePaymentSettings(tx, scope.accountId);
    const { numberPattern, patternOfLaw, paymentDays } = await readNoteSettings(
      tx,
      scope.accountId,
      late,
    );
    const wanted = {
      caseIds,
      parts: parts ?? ['interest' as const, 'compensation' as const],
      language: language ?? null,
      payBy: checkedDay(payBy, today) ?? addDays(localDate(today), paymentDays),
    };
    const issuer = await nameOf(tx, actingUser(scope));
    const draft = await readNoteDraft(tx, scope.accountId, wanted, { today, issuer }, late);
    return { draft, pattern: numberPattern ?? patternOfLaw };
  }
}

function checkedDay(payBy: string | undefined, today: string): string | null {
  if (payBy === undefined) return null;
  const latest = addDays(localDate(today), LONGEST_TERM);
  if (payBy >= today && payBy <= latest) return payBy;
  const message = `must be between ${today} and ${latest}`;
  throw new Invalid('day-out-of-range', `The field payBy ${message}.`, [
    { field: 'payBy', code: 'day-out-of-range', message },
  ]);
}

async function nameOf(tx: Transaction, userId: string | null): Promise<string> {
  if (userId === null) return '';
  const row = await tx.one<{ name: string }>('select name from users where id = $1', [userId]);
  return row?.name ?? '';
}
