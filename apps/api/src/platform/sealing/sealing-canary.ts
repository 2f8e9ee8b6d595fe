import { Injectable, type OnModuleInit } from '@nestjs/common';

import { BrokenSettings } from '../../config/env.js';
import { Clock } from '../clock/clock.js';
import { Tenancy } from '../tenancy/tenancy.js';
import { CannotUnseal, Sealer, type SealPlace } from './sealer.js';
import { SealingUsage } from './sealing-usage.js';

const CANARY = 'InvoiceTracker';

/**
 * Refuses to start with a key that is not the one that sealed here under its name, or without one that
 * still holds values: every secret would look broken, and new ones would be sealed beside old ones that
 * nobody can open any more.
 */
@Injectable()
export class SealingCanary implements OnModuleInit {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly sealer: Sealer,
    private readonly usage: SealingUsage,
    private readonly clock: Clock,
  ) {}

  /** @throws BrokenSettings naming the key */
  async onModuleInit(): Promise<void> {
    for (const { key_id, canary } of await this.canaries()) this.requireSame(key_id, canary);
    const missing = (await this.usage.all()).filter(
      ({ keyId }) => !this.sealer.keyIds.includes(keyId),
    );
    if (missing.length > 0) {
      const places = missing.map(
        ({ keyId, table, column, values }) => `${values} of ${table}.${column} by "${keyId}"`,
      );
      throw new BrokenSettings(
        `SEALING_KEYS: a key is missing that still seals ${places.join(', ')}. Put it back behind the newest one; "keys rotate" then makes it unnecessary.`,
      );
    }
  }

  /** Of the keys of the settings, those that have sealed here before; the newest has by now. */
  private canaries(): Promise<{ key_id: string; canary: string }[]> {
    const newest = this.sealer.newestKeyId;
    return this.tenancy.withoutScope(async (tx) => {
      await tx.execute(
        'insert into sealing_keys (key_id, canary, created_at) values ($1, $2, $3) on conflict (key_id) do nothing',
        [newest, this.sealer.seal(CANARY, placeOf(newest)), this.clock.wallNow()],
      );
      return tx.query('select key_id, canary from sealing_keys where key_id = any ($1)', [
        this.sealer.keyIds,
      ]);
    });
  }

  private requireSame(keyId: string, canary: string): void {
    try {
      this.sealer.unseal(canary, placeOf(keyId));
    } catch (error) {
      if (!(error instanceof CannotUnseal)) throw error;
      throw new BrokenSettings(
        `SEALING_KEYS: "${keyId}" is not the key that sealed the secrets of this database. Give the right one, or a new one under another name in front of it.`,
      );
    }
  }
}

function placeOf(keyId: string): SealPlace {
  return { accountId: 'installation', table: 'sealing_keys', column: 'canary', rowId: keyId };
}
