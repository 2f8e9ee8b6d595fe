import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';

import { InAccount } from '../../platform/auth/in-account.js';
import { Scope } from '../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { CasePaymentsQuery } from './case-payments.query.js';
import { DesignatePayment } from './designations/designate-payment.js';
import {
  CasePaymentsParams,
  DesignationBody,
  PaymentBody,
  PaymentList,
  PaymentParams,
} from './payments.dto.js';
import { RecordPayment } from './record-payment.js';
import { RetryWriteBack } from './retry-write-back.js';
import { TakeBackPayment } from './take-back-payment.js';

@InAccount('cases/:caseId/payments', 'payments')
export class PaymentsController {
  constructor(
    private readonly payments: CasePaymentsQuery,
    private readonly record: RecordPayment,
    private readonly retry: RetryWriteBack,
    private readonly takeBack: TakeBackPayment,
    private readonly designate: DesignatePayment,
  ) {}

  /** What was paid on the invoice of a case, and what its provider knows of it. */
  @Get()
  list(
    @Scope() scope: AccountScope,
    @Param() { caseId }: CasePaymentsParams,
  ): Promise<PaymentList> {
    return this.payments.list(scope, caseId);
  }

  /** Records by hand that money came in. Its provider is told where the connection says so. */
  @Post()
  async add(
    @Scope() scope: AccountScope,
    @Param() { caseId }: CasePaymentsParams,
    @Body() body: PaymentBody,
  ): Promise<PaymentList> {
    const { note = null, openBefore = null, designation = null } = body;
    await this.record.execute(scope, caseId, { ...body, note, openBefore, designation });
    return this.payments.list(scope, caseId);
  }

  /** Takes back what was recorded by hand, while the provider has not heard of it. What it settled is open again. */
  @Delete(':paymentId')
  async undo(
    @Scope() scope: AccountScope,
    @Param() { caseId, paymentId }: PaymentParams,
  ): Promise<PaymentList> {
    await this.takeBack.execute(scope, caseId, paymentId);
    return this.payments.list(scope, caseId);
  }

  /** Writes down what the payer said a payment is for. Claims are worked out by it; what is open by the ledger stays. */
  @Post(':paymentId/designation')
  @HttpCode(200)
  async say(
    @Scope() scope: AccountScope,
    @Param() { caseId, paymentId }: PaymentParams,
    @Body() { towards, isFollowed, reason }: DesignationBody,
  ): Promise<PaymentList> {
    await this.designate.execute(scope, caseId, paymentId, {
      towards,
      isFollowed,
      reason: reason ?? null,
    });
    return this.payments.list(scope, caseId);
  }

  /** Tells the provider once more of a payment that it has refused, or that waits. */
  @Post(':paymentId/write-back')
  @HttpCode(200)
  async tellAgain(
    @Scope() scope: AccountScope,
    @Param() { caseId, paymentId }: PaymentParams,
  ): Promise<PaymentList> {
    await this.retry.execute(scope, caseId, paymentId);
    return this.payments.list(scope, caseId);
  }
}
