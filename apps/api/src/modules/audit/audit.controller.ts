import { Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '#describe';

import { InAccount } from '../../platform/auth/in-account.js';
import { Scope } from '../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { auditFile } from './audit-file.js';
import {
  AuditEntryPage,
  AuditExportFilter,
  AuditListFilter,
  AuditStatusView,
} from './audit.dto.js';
import { AuditQuery } from './audit.query.js';
import { ExportAudit } from './export-audit.js';

@InAccount('audit', 'audit')
export class AuditController {
  constructor(
    private readonly query: AuditQuery,
    private readonly exports: ExportAudit,
  ) {}

  /** Who did what in the account, newest first. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: AuditListFilter): Promise<AuditEntryPage> {
    return this.query.page(scope, filter);
  }

  /** Whether the chain of entries held when it was last verified. */
  @Get('status')
  status(@Scope() scope: AccountScope): Promise<AuditStatusView> {
    return this.query.status(scope);
  }

  /** The same entries as a file: CSV for spreadsheets, or one JSON object a line. */
  @Get('export')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string' } })
  async export(
    @Scope() scope: AccountScope,
    @Query() filter: AuditExportFilter,
  ): Promise<StreamableFile> {
    return auditFile(await this.exports.ofAccount(scope, filter), filter.format);
  }
}
