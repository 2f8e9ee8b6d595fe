import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { DomainError, Invalid, NotFound } from '../../platform/http/domain-error.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { Language } from './contract/languages.js';
import { hashPassword } from './passwords.js';

export interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly language: Language;
  readonly isInstanceAdmin: boolean;
}

/** Makes people, and gives them new passwords: for the command line and the first start. */
@Injectable()
export class CreateUser {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `username-taken`, or Invalid `password-length` */
  async execute(user: NewUser): Promise<string> {
    requirePasswordLength(user.password);
    const passwordHash = await hashPassword(user.password);
    return this.tenancy.withoutScope(async (tx) => {
      const taken = await tx.one('select id from system_find_user($1)', [user.username]);
      if (taken !== undefined)
        throw new DomainError(
          'conflict',
          'username-taken',
          `There is a user "${user.username}" already.`,
        );
      const row = await tx.one<{ id: string }>(
        'select system_create_user($1, $2, $3, $4, $5, $6, $7) as id',
        [
          user.username,
          user.email,
          user.name,
          passwordHash,
          user.language,
          user.isInstanceAdmin,
          this.clock.wallNow(),
        ],
      );
      return row!.id;
    });
  }

  /** Sets a new password and ends every session of the person. */
  async resetPassword(username: string, password: string): Promise<void> {
    requirePasswordLength(password);
    const passwordHash = await hashPassword(password);
    const user = await this.tenancy.withoutScope((tx) =>
      tx.one<{ id: string }>('select id from system_find_user($1)', [username]),
    );
    if (user === undefined) throw new NotFound('user');
    const now = this.clock.wallNow();
    await this.tenancy.asUser(user.id, async (tx) => {
      await tx.execute('update users set password_hash = $2, updated_at = $3 where id = $1', [
        user.id,
        passwordHash,
        now,
      ]);
      await tx.execute(
        'update sessions set ended_at = $2 where user_id = $1 and ended_at is null',
        [user.id, now],
      );
    });
  }

  async isNobodyThere(): Promise<boolean> {
    const row = await this.tenancy.withoutScope((tx) =>
      tx.one<{ count: string }>('select system_count_users() as count'),
    );
    return row?.count === '0';
  }
}

/** Twelve to 128 characters of any kind, as ASVS 6.2 has it. */
export function requirePasswordLength(password: string): void {
  if (password.length < 12 || password.length > 128) {
    throw new Invalid('password-length', 'A password has 12 to 128 characters.', [
      { field: 'password', code: 'length', message: 'must have 12 to 128 characters' },
    ]);
  }
}
