import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';

import { InAccount } from '../../platform/auth/in-account.js';
import { Scope } from '../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { CasePaymentsQuery } from './case-payments.query.js';
import { CasePaymentsParams, PaymentBody, PaymentList, PaymentParams } from './payments.dto.js';
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
    const { note = null, openBefore = null } = body;
    await this.record.execute(scope, caseId, { ...body, note, openBefore });
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
