import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { LookAtDocuments } from '../webhooks/look-at-documents.js';

@Injectable()
export class LookAtDocumentsJob extends JobHandler<'look-at-documents'> {
  readonly queue = 'look-at-documents';

  constructor(private readonly look: LookAtDocuments) {
    super();
  }

  async handle(data: JobData['look-at-documents'], signal: AbortSignal): Promise<void> {
    await this.look.execute(systemScope(data.accountId), data.connectionId, signal);
  }
}
