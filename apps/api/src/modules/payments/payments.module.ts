import { Module } from '@nestjs/common';

import { AccountsModule } from '../accounts/accounts.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { CasePaymentsQuery } from './case-payments.query.js';
import { DesignatePayment } from './designations/designate-payment.js';
import { PaymentsController } from './payments.controller.js';
import { RecordPayment } from './record-payment.js';
import { RetryWriteBack } from './retry-write-back.js';
import { TakeBackPayment } from './take-back-payment.js';

@Module({
  imports: [AccountsModule, ProvidersModule],
  controllers: [PaymentsController],
  providers: [CasePaymentsQuery, DesignatePayment, RecordPayment, RetryWriteBack, TakeBackPayment],
})
export class PaymentsModule {}
