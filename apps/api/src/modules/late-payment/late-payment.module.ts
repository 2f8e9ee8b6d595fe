import { Module } from '@nestjs/common';

import { ClaimsController } from './claims.controller.js';
import { RatesReader } from './contract/rates-reader.js';
import { AdminRatesController } from './rates/admin-rates.controller.js';
import { RatesQuery } from './rates/rates.query.js';
import { RecordRate } from './rates/record-rate.js';

@Module({
  controllers: [ClaimsController, AdminRatesController],
  providers: [RatesReader, RatesQuery, RecordRate],
  exports: [RatesReader],
})
export class LatePaymentModule {}
