import { Module } from '@nestjs/common';

import { AuditController } from './audit.controller.js';
import { AuditQuery } from './audit.query.js';
import { ExportAudit } from './export-audit.js';
import { InstanceAuditController } from './instance-audit.controller.js';
import { VerifyAuditJob } from './jobs/verify-audit.job.js';
import { VerifyAudit } from './verify-audit.js';

@Module({
  controllers: [AuditController, InstanceAuditController],
  providers: [AuditQuery, ExportAudit, VerifyAudit, VerifyAuditJob],
  exports: [VerifyAuditJob],
})
export class AuditModule {}
