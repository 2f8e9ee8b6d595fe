import { Injectable, type OnModuleInit } from '@nestjs/common';

import { BrokenSettings } from '../../config/env.js';
import { Clock } from '../clock/clock.js';
import { Tenancy } from '../tenancy/tenancy.js';
import { CannotUnseal, Sealer } from './sealer.js';

const CANARY = 'InvoiceTracker';

/**
 * Refuses to start with a key that is not the one that sealed here under its name: every secret would
 * look broken, and new ones would be sealed beside old ones that nobody can open any more.
 */
@Injectable()
export class SealingCanary implements OnModuleInit {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** @throws BrokenSettings naming the key */
  async onModuleInit(): Promise<void> {
    const keyId = this.sealer.newestKeyId;
    const place = {
      accountId: 'installation',
      table: 'sealing_keys',
      column: 'canary',
      rowId: keyId,
    };
    const row = await this.tenancy.withoutScope(async (tx) => {
      await tx.execute(
        'insert into sealing_keys (key_id, canary, created_at) values ($1, $2, $3) on conflict (key_id) do nothing',
        [keyId, this.sealer.seal(CANARY, place), this.clock.wallNow()],
      );
      return tx.one<{ canary: string }>('select canary from sealing_keys where key_id = $1', [
        keyId,
      ]);
    });
    try {
      this.sealer.unseal(row!.canary, place);
    } catch (error) {
      if (!(error instanceof CannotUnseal)) throw error;
      throw new BrokenSettings(
        `SEALING_KEYS: "${keyId}" is not the key that sealed the secrets of this database. Give the right one, or a new one under another name in front of it.`,
      );
    }
  }
}
