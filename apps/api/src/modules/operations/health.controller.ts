import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '#describe';

import { DomainError } from '../../platform/http/domain-error.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { HealthView } from './operations.dto.js';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(private readonly tenancy: Tenancy) {}

  /** The process answers. */
  @Get('live')
  live(): HealthView {
    return { status: 'ok' };
  }

  /** The process can do its work: it reaches the database. */
  @Get('ready')
  async ready(): Promise<HealthView> {
    try {
      await this.tenancy.withoutScope((tx) => tx.query('select 1'));
    } catch (error) {
      throw new DomainError(
        'unavailable',
        'database-unreachable',
        `The database does not answer (${(error as Error).name}).`,
        [],
        5,
      );
    }
    return { status: 'ok' };
  }
}
