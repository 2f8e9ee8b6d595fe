import { HttpCode, Param, Post } from '@nestjs/common';

import { Scope } from '../../../platform/auth/request-parameters.js';
import { InAccount } from '../../../platform/auth/in-account.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ConnectionParams } from '../connections/connections.dto.js';
import { SyncRunView } from '../runs/sync-runs.dto.js';
import { SyncRunsQuery } from '../runs/sync-runs.query.js';
import { StartSync } from './start-sync.js';

@InAccount('connections/:connectionId/syncs', 'providers')
export class StartSyncController {
  constructor(
    private readonly start: StartSync,
    private readonly runs: SyncRunsQuery,
  ) {}

  /** Starts a sync now. While one is waiting or running, that one is answered. */
  @Post()
  @HttpCode(202)
  async now(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: ConnectionParams,
  ): Promise<SyncRunView> {
    return this.runs.one(scope, await this.start.execute(scope, connectionId, 'person'));
  }
}
