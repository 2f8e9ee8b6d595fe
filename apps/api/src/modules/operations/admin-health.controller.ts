import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';

import { AdminHealthView } from './admin-health.dto.js';
import { AdminHealthQuery } from './admin-health.query.js';

@ApiBearerAuth()
@ApiTags('admin')
@Controller('admin/health')
export class AdminHealthController {
  constructor(private readonly query: AdminHealthQuery) {}

  /** What an operator has to look at, how the queues stand, and which sealing keys are in use. */
  @Get()
  show(): Promise<AdminHealthView> {
    return this.query.show();
  }
}
