import { Module } from '@nestjs/common';

import { HealthController } from './health.controller.js';
import { InstanceController } from './instance.controller.js';

@Module({ controllers: [HealthController, InstanceController] })
export class OperationsModule {}
