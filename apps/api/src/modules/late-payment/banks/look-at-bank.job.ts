import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { LookAtBank } from './look-at-bank.js';

@Injectable()
export class LookAtBankJob extends JobHandler<'look-at-bank'> {
  readonly queue = 'look-at-bank';

  constructor(private readonly look: LookAtBank) {
    super();
  }

  async handle({ bank }: JobData['look-at-bank']): Promise<void> {
    await this.look.execute(bank);
  }
}
