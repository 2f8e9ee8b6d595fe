import { Inject, Injectable } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { PasskeyView, SecondFactorView } from './second-factors.dto.js';

/** What a person has set up besides the password. */
@Injectable()
export class SecondFactorQuery {
  constructor(
    private readonly tenancy: Tenancy,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  show(userId: string): Promise<SecondFactorView> {
    return this.tenancy.asUser(userId, async (tx) => {
      const row = await tx.one<{ since: Date | null; left: number }>(
        `select (select confirmed_at from user_totp where user_id = $1) as since,
                (select count(*)::int from recovery_codes where user_id = $1 and used_at is null) as left`,
        [userId],
      );
      return {
        totp: { isOn: row!.since !== null, since: row!.since?.toISOString() ?? null },
        passkeys: await passkeysOf(tx, userId),
        recoveryCodesLeft: row!.left,
        isRequired: await isSecondFactorRequired(tx, userId, this.settings.DEMO),
      };
    });
  }
}

/** Whether one of the person's accounts asks for a second factor, or the installation asks it of its admins. */
export async function isSecondFactorRequired(
  tx: Transaction,
  userId: string,
  isDemo: boolean,
): Promise<boolean> {
  const row = await tx.one<{ is_required: boolean }>(
    `select u.is_instance_admin and not $2
            or exists (select 1 from memberships m join accounts a on a.id = m.account_id
                        where m.user_id = u.id and a.is_second_factor_required) as is_required
       from users u where u.id = $1`,
    [userId, isDemo],
  );
  return row?.is_required === true;
}

async function passkeysOf(tx: Transaction, userId: string): Promise<PasskeyView[]> {
  const rows = await tx.query<{
    id: string;
    name: string;
    created_at: Date;
    last_used_at: Date | null;
  }>(
    'select id, name, created_at, last_used_at from user_passkeys where user_id = $1 order by created_at, id',
    [userId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}
