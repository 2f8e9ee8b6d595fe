import { Body, HttpCode, Param, Post } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { InterestNoteQuery } from './interest-note.query.js';
import {
  InterestNoteParams,
  InterestNotePaymentBody,
  InterestNotePaymentParams,
  InterestNoteReversalBody,
  InterestNoteView,
} from './interest-notes.dto.js';
import { RecordNotePayment } from './record-note-payment.js';

@InAccount('interest-notes/:interestNoteId/payments', 'late-payment')
export class NotePaymentsController {
  constructor(
    private readonly query: InterestNoteQuery,
    private readonly payments: RecordNotePayment,
  ) {}

  /** Records money that came in for a note: all of it or a part. */
  @Post()
  @HttpCode(200)
  async record(
    @Scope() scope: AccountScope,
    @Param() { interestNoteId }: InterestNoteParams,
    @Body() body: InterestNotePaymentBody,
  ): Promise<InterestNoteView> {
    await this.payments.execute(scope, interestNoteId, body);
    return this.query.show(scope, interestNoteId);
  }

  /** Takes an entry back that was wrong, or whose money went back. Both stay in the history. */
  @Post(':notePaymentId/reversal')
  @HttpCode(200)
  async reverse(
    @Scope() scope: AccountScope,
    @Param() { interestNoteId, notePaymentId }: InterestNotePaymentParams,
    @Body() { reason }: InterestNoteReversalBody,
  ): Promise<InterestNoteView> {
    await this.payments.reverse(scope, interestNoteId, notePaymentId, reason);
    return this.query.show(scope, interestNoteId);
  }
}
