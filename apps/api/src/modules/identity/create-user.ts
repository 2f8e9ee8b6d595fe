import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { DomainError, Invalid, NotFound } from '../../platform/http/domain-error.js';
import { auditInstance } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { Language } from './contract/languages.js';
import { hashPassword } from './passwords.js';
import { requireGoodPassword } from './passwords/password-rules.js';
import { setPassword } from './passwords/set-password.js';
import { tellPerson } from './tell-person.js';

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

  /** @throws DomainError `username-taken`, or Invalid `password-length`, `password-known` or `name-of-another` */
  async execute(user: NewUser): Promise<string> {
    requireGoodPassword(user.password, 'password', [user.username, user.email, user.name]);
    requireOwnAddress(user);
    const passwordHash = await hashPassword(user.password);
    return this.tenancy.withoutScope(async (tx) => {
      const taken =
        (await tx.one('select id from system_find_user($1)', [user.username])) ??
        (await tx.one('select id from system_find_user($1)', [user.email]));
      if (taken !== undefined)
        throw new DomainError(
          'conflict',
          'username-taken',
          `There is a user "${user.username}" or with the address ${user.email} already.`,
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

  /** Sets a new password, ends every session of the person, and tells them. */
  async resetPassword(username: string, password: string): Promise<void> {
    requireGoodPassword(password, 'password', [username]);
    const passwordHash = await hashPassword(password);
    const user = await this.tenancy.withoutScope((tx) =>
      tx.one<{ id: string }>('select id from system_find_user($1)', [username]),
    );
    if (user === undefined) throw new NotFound('user');
    const now = this.clock.wallNow();
    await this.tenancy.asUser(user.id, async (tx) => {
      await setPassword(tx, user.id, passwordHash, now);
      await tellPerson(tx, now, user.id, 'password-changed', null);
      await auditInstance(tx, now, {
        actor: { kind: 'command' },
        action: 'password.reset',
        objectKind: 'user',
        objectId: user.id,
      });
    });
  }

  async isNobodyThere(): Promise<boolean> {
    const row = await this.tenancy.withoutScope((tx) =>
      tx.one<{ count: string }>('select system_count_users() as count'),
    );
    return row?.count === '0';
  }
}

/** People sign in by name or by address: a name that is an address must be the person's own. */
function requireOwnAddress({ username, email }: NewUser): void {
  if (!username.includes('@') || username.toLowerCase() === email.toLowerCase()) return;
  throw new Invalid('name-of-another', 'A name with an @ must be the address of the person.', [
    { field: 'username', code: 'not-own-address', message: 'must be the address of the person' },
  ]);
}
