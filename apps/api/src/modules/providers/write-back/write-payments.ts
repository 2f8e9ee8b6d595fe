import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { noteRefusedKey } from '../connections/note-refused-key.js';
import { StoredKey } from '../connections/stored-key.js';
import { ProviderCalls } from '../provider-calls.js';
import { claimWrite } from './pending-write.js';
import { concludeWrite } from './conclude-write.js';
import { tellPayment } from './tell-payment.js';

const CALLS = { maxWaitMs: 30_000, retries: 2 };

/** Tells a provider of the payments that were recorded here, one after the other. Safe to run twice, and side by side. */
@Injectable()
export class WritePayments {
  private readonly logger = new Logger('write-back');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
  ) {}

  /** Goes on until nothing is due. What cannot be told now waits, and the tick comes back to it. */
  async execute(scope: AccountScope, connectionId: string, signal: AbortSignal): Promise<void> {
    const connection = await this.tenancy.inAccount(scope, (tx) =>
      this.keys.open(tx, scope, connectionId),
    );
    if (connection.state !== 'active') return;
    const { provider, context } = this.calls.open(connection.provider, connection.credentials, {
      ...CALLS,
      accountId: scope.accountId,
      signal,
    });
    const { recordPayment, paymentRules } = provider;
    if (recordPayment === undefined || paymentRules === undefined) return;
    const recorder = { recordPayment: recordPayment.bind(provider), paymentRules };
    for (;;) {
      signal.throwIfAborted();
      const write = await this.tenancy.inAccount(scope, (tx) =>
        claimWrite(tx, scope, connectionId, this.clock.wallNow()),
      );
      if (write === undefined) return;
      const told = await tellPayment(recorder, context, write);
      await this.tenancy.inAccount(scope, async (tx) => {
        await concludeWrite(tx, scope, write, told, {
          wall: this.clock.wallNow(),
          now: this.clock.now(),
        });
        if (told.kind === 'later' && told.error.actor === 'reconnect')
          await noteRefusedKey(tx, scope, connectionId);
      });
      if (told.kind !== 'later') continue;
      this.logger.warn(
        { accountId: scope.accountId, connectionId, code: told.error.code },
        'a payment cannot be told now',
      );
      if (told.error.actor !== 'bug') return;
    }
  }
}
