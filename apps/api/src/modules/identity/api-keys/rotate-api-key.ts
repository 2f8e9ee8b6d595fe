import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readApiKey } from './api-key-view.js';
import type { NewApiKeyView } from './api-keys.dto.js';
import { storeApiKey } from './store-api-key.js';

const HOUR_MS = 60 * 60 * 1000;

interface OldKey {
  readonly name: string;
  readonly scopes: string[];
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly is_active: boolean;
}

/** Replaces a key by a new one of the same name, scopes and length of life. */
@Injectable()
export class RotateApiKey {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /**
   * @param overlapHours how long the old key goes on working, so that no program stands still
   * @throws NotFound, or DomainError `api-key-ended` for one that was replaced, revoked or has expired
   */
  execute(scope: AccountScope, apiKeyId: string, overlapHours: number): Promise<NewApiKeyView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const old = await tx.one<OldKey>(
        `select name, scopes, created_at, expires_at, revoked_at is null and replaced_by is null and expires_at > $3 as is_active
           from api_keys where account_id = $1 and id = $2 for update`,
        [scope.accountId, apiKeyId, now],
      );
      if (old === undefined) throw new NotFound('API key');
      if (!old.is_active) throw ended();
      const life = old.expires_at.getTime() - old.created_at.getTime();
      const { id, key } = await storeApiKey(tx, scope, {
        name: old.name,
        scopes: old.scopes,
        createdAt: now,
        expiresAt: new Date(now.getTime() + life),
      });
      await tx.execute(
        'update api_keys set replaced_by = $3, ends_at = $4 where account_id = $1 and id = $2',
        [scope.accountId, apiKeyId, id, new Date(now.getTime() + overlapHours * HOUR_MS)],
      );
      await audit(tx, scope, now, {
        action: 'api-key.rotated',
        objectKind: 'api-key',
        objectId: apiKeyId,
        after: { replacedBy: id, overlapHours },
      });
      return { ...(await readApiKey(tx, scope.accountId, id, now)), key };
    });
  }
}

function ended(): DomainError {
  return new DomainError(
    'conflict',
    'api-key-ended',
    'This key was replaced or revoked, or has expired. Make a new one instead.',
  );
}
