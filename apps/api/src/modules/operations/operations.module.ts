import { Module } from '@nestjs/common';

import { LatePaymentModule } from '../late-payment/late-payment.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { AdminHealthController } from './admin-health.controller.js';
import { AdminHealthQuery } from './admin-health.query.js';
import { HealthController } from './health.controller.js';
import { InstanceController } from './instance.controller.js';

@Module({
  imports: [ProvidersModule, LatePaymentModule],
  controllers: [AdminHealthController, HealthController, InstanceController],
  providers: [AdminHealthQuery],
})
export class OperationsModule {}
