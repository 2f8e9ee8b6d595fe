import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { Sealer, type SealPlace } from '../../../platform/sealing/sealer.js';
import { newSeed, otpauthUrl, stepOfCode } from './totp-code.js';

/** What an app needs to make a person's codes. Shown once. */
export interface TotpSetup {
  readonly secret: string;
  readonly otpauthUrl: string;
}

/** The one-time codes of an authenticator app. Every transaction is one of the person's own. */
@Injectable()
export class Totp {
  constructor(private readonly sealer: Sealer) {}

  /** Begins with a new seed; it counts only once a code of it has been seen. @throws DomainError `totp-already-on` */
  async begin(tx: Transaction, userId: string, at: Date): Promise<TotpSetup> {
    const seed = newSeed();
    const count = await tx.execute(
      `insert into user_totp as t (user_id, sealed_seed, created_at) values ($1, $2, $3)
       on conflict (user_id) do update set sealed_seed = excluded.sealed_seed, created_at = excluded.created_at, last_used_step = null
         where t.confirmed_at is null`,
      [userId, this.sealer.seal(seed, placeOf(userId)), at],
    );
    if (count === 0) {
      throw new DomainError(
        'conflict',
        'totp-already-on',
        'Codes from an app are on already. Remove them first to set up another app.',
      );
    }
    const person = await tx.one<{ username: string }>('select username from users where id = $1', [
      userId,
    ]);
    return { secret: seed, otpauthUrl: otpauthUrl(seed, person!.username) };
  }

  /** Counts from now on, if the code is right. @returns whether it was */
  async confirm(tx: Transaction, userId: string, code: string, at: Date): Promise<boolean> {
    const step = await this.stepOf(tx, userId, code, at, 'confirmed_at is null');
    if (step === null) return false;
    await tx.execute(
      'update user_totp set confirmed_at = $2, last_used_step = $3 where user_id = $1',
      [userId, at, step],
    );
    return true;
  }

  /** Uses a code up: it, and every older one, will not be taken again. @returns whether it was right */
  async use(tx: Transaction, userId: string, code: string, at: Date): Promise<boolean> {
    const step = await this.stepOf(tx, userId, code, at, 'confirmed_at is not null');
    if (step === null) return false;
    const count = await tx.execute(
      'update user_totp set last_used_step = $2 where user_id = $1 and last_used_step < $2',
      [userId, step],
    );
    return count > 0;
  }

  private async stepOf(
    tx: Transaction,
    userId: string,
    code: string,
    at: Date,
    condition: 'confirmed_at is null' | 'confirmed_at is not null',
  ): Promise<number | null> {
    const row = await tx.one<{ sealed_seed: string }>(
      `select sealed_seed from user_totp where user_id = $1 and ${condition}`,
      [userId],
    );
    if (row === undefined) return null;
    return stepOfCode(this.sealer.unseal(row.sealed_seed, placeOf(userId)), code, at);
  }
}

/** No account owns a person's seed: the person stands in its place. */
function placeOf(userId: string): SealPlace {
  return { accountId: userId, table: 'user_totp', column: 'sealed_seed', rowId: userId };
}
