import { Module } from '@nestjs/common';

import { ClaimsController } from './claims.controller.js';

@Module({ controllers: [ClaimsController] })
export class LatePaymentModule {}
