import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '#describe';

import { CurrentActor } from '../../platform/auth/request-parameters.js';
import type { Actor } from '../../platform/tenancy/account-scope.js';
import { auditFile } from './audit-file.js';
import {
  AuditEntryPage,
  AuditExportFilter,
  AuditListFilter,
  AuditStatusView,
} from './audit.dto.js';
import { AuditQuery } from './audit.query.js';
import { ExportAudit } from './export-audit.js';

@ApiBearerAuth()
@ApiTags('admin')
@Controller('admin/audit')
export class InstanceAuditController {
  constructor(
    private readonly query: AuditQuery,
    private readonly exports: ExportAudit,
  ) {}

  /** Sign-ins, and who did what to the installation, newest first; days are UTC. */
  @Get()
  page(@Query() filter: AuditListFilter): Promise<AuditEntryPage> {
    return this.query.page(null, filter);
  }

  /** Whether the installation's chain of entries held when it was last verified. */
  @Get('status')
  status(): Promise<AuditStatusView> {
    return this.query.status(null);
  }

  /** The same entries as a file: CSV for spreadsheets, or one JSON object a line. */
  @Get('export')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string' } })
  async export(
    @CurrentActor() actor: Actor,
    @Query() filter: AuditExportFilter,
  ): Promise<StreamableFile> {
    return auditFile(await this.exports.ofInstance(actor, filter), filter.format);
  }
}
