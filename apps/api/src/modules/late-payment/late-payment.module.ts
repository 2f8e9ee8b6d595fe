import { Module } from '@nestjs/common';

import { AccountsModule } from '../accounts/accounts.module.js';
import { CaseClaimQuery } from './case-claims/case-claim.query.js';
import { CaseClaimsController } from './case-claims/case-claims.controller.js';
import { ClaimsController } from './claims.controller.js';
import { RatesReader } from './contract/rates-reader.js';
import { AdminRatesController } from './rates/admin-rates.controller.js';
import { RatesQuery } from './rates/rates.query.js';
import { RecordRate } from './rates/record-rate.js';
import { ChangeLatePaymentSettings } from './settings/change-late-payment-settings.js';
import { LatePaymentSettingsController } from './settings/late-payment-settings.controller.js';

@Module({
  imports: [AccountsModule],
  controllers: [
    ClaimsController,
    AdminRatesController,
    CaseClaimsController,
    LatePaymentSettingsController,
  ],
  providers: [RatesReader, RatesQuery, RecordRate, CaseClaimQuery, ChangeLatePaymentSettings],
  exports: [RatesReader],
})
export class LatePaymentModule {}
