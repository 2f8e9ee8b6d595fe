import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readApiKey } from './api-key-view.js';
import type { ApiKeyBody, NewApiKeyView } from './api-keys.dto.js';
import { storeApiKey } from './store-api-key.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Keys an account may have that still work: more than any office needs, fewer than a mistake in a loop makes. */
const MOST_KEYS = 50;

/** Makes a key for a program of the account. */
@Injectable()
export class CreateApiKey {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws Invalid `too-many-api-keys` */
  execute(scope: AccountScope, body: ApiKeyBody): Promise<NewApiKeyView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      await requireRoom(tx, scope.accountId, now);
      const { id, key } = await storeApiKey(tx, scope, {
        name: body.name,
        scopes: body.scopes,
        createdAt: now,
        expiresAt: new Date(now.getTime() + body.expiresInDays * DAY_MS),
      });
      const view = await readApiKey(tx, scope.accountId, id, now);
      await audit(tx, scope, now, {
        action: 'api-key.created',
        objectKind: 'api-key',
        objectId: id,
        after: view,
      });
      return { ...view, key };
    });
  }
}

/** The account's row is the lock: of two requests at once the second counts the first. */
async function requireRoom(tx: Transaction, accountId: string, now: Date): Promise<void> {
  await tx.execute('select 1 from accounts where id = $1 for no key update', [accountId]);
  const row = await tx.one<{ count: number }>(
    `select count(*)::int as count from api_keys
      where account_id = $1 and revoked_at is null and least(expires_at, ends_at) > $2`,
    [accountId, now],
  );
  if (row!.count >= MOST_KEYS) {
    throw new Invalid(
      'too-many-api-keys',
      `An account may have ${MOST_KEYS} keys. Revoke those that nobody uses.`,
    );
  }
}
