import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid, NotFound } from '../../../platform/http/domain-error.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { audit, auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { Language } from '../../identity/contract/languages.js';
import { enqueueMail } from '../../system-mail/contract/enqueue-mail.js';
import type { AccountState } from './admin-accounts.dto.js';

/** Days in which a deletion can be taken back. */
const DAYS_TO_REGRET = 30;
const DAY_MS = 24 * 3_600_000;

interface LockedAccount {
  readonly name: string;
  readonly state: AccountState;
  readonly suspended_reason: string | null;
}

/** Suspends accounts, closes them for deletion, and takes both back. What may not happen: `not-in-this-state`. */
@Injectable()
export class ChangeAccountState {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Members are out from their next request on; nothing is synced or sent any more. */
  suspend(actor: Actor, accountId: string, reason: string): Promise<void> {
    return this.change(actor, accountId, 'suspended', async (tx, account) => {
      requireState(account, ['active']);
      await tx.execute(
        "update accounts set state = 'suspended', suspended_reason = $2 where id = $1",
        [accountId, reason],
      );
      return { reason };
    });
  }

  resume(actor: Actor, accountId: string): Promise<void> {
    return this.change(actor, accountId, 'resumed', async (tx, account) => {
      requireState(account, ['suspended']);
      await tx.execute(
        "update accounts set state = 'active', suspended_reason = null where id = $1",
        [accountId],
      );
      return {};
    });
  }

  /**
   * Closes the account at once and removes it in 30 days; its admins are told by mail.
   *
   * @param name the account's name, typed once more
   * @throws Invalid `name-differs`
   */
  close(actor: Actor, accountId: string, name: string): Promise<void> {
    return this.change(actor, accountId, 'closed', async (tx, account) => {
      requireState(account, ['active', 'suspended']);
      if (account.name !== name) {
        throw new Invalid('name-differs', 'Type the name exactly as the account has it.', [
          { field: 'name', code: 'name-differs', message: 'is not the name of the account' },
        ]);
      }
      const now = this.clock.wallNow();
      const deletesOn = new Date(now.getTime() + DAYS_TO_REGRET * DAY_MS)
        .toISOString()
        .slice(0, 10);
      await tx.execute(
        "update accounts set state = 'deleting', deletion_requested_at = $2, deletes_on = $3 where id = $1",
        [accountId, now, deletesOn],
      );
      await this.tellAdmins(tx, accountId, { accountName: account.name, deletesOn }, now);
      return { deletesOn };
    });
  }

  /** Takes a deletion back; an account that was suspended before is so again. */
  restore(actor: Actor, accountId: string): Promise<void> {
    return this.change(actor, accountId, 'restored', async (tx, account) => {
      requireState(account, ['deleting']);
      const state = account.suspended_reason === null ? 'active' : 'suspended';
      await tx.execute(
        'update accounts set state = $2, deletion_requested_at = null, deletes_on = null where id = $1',
        [accountId, state],
      );
      return { state };
    });
  }

  /** Both the account's own trail and the installation's tell who did it. */
  private change(
    actor: Actor,
    accountId: string,
    verb: string,
    work: (tx: Transaction, account: LockedAccount) => Promise<object>,
  ): Promise<void> {
    const scope = { accountId, actor };
    return this.tenancy.inAccount(scope, async (tx) => {
      const account = await tx.one<LockedAccount>(
        'select name, state, suspended_reason from accounts where id = $1 for no key update',
        [accountId],
      );
      if (account === undefined) throw new NotFound('account');
      const after = await work(tx, account);
      const now = this.clock.wallNow();
      const entry = {
        action: `account.${verb}`,
        objectKind: 'account',
        objectId: accountId,
        before: { state: account.state },
        after,
      };
      await audit(tx, scope, now, entry);
      await auditInstance(tx, now, { actor, ...entry });
    });
  }

  private async tellAdmins(
    tx: Transaction,
    accountId: string,
    data: { accountName: string; deletesOn: string },
    now: Date,
  ): Promise<void> {
    const admins = await tx.query<{ email: string; name: string; language: Language }>(
      `select u.email, u.name, u.language from memberships m join users u on u.id = m.user_id
        where m.account_id = $1 and m.role = 'admin' and not u.is_disabled`,
      [accountId],
    );
    for (const { email: to, name, language } of admins)
      await enqueueMail(tx, now, {
        to,
        language,
        kind: 'account-deletion',
        data: { name, ...data },
      });
  }
}

function requireState({ state }: LockedAccount, states: readonly AccountState[]): void {
  if (states.includes(state)) return;
  throw new DomainError(
    'conflict',
    'not-in-this-state',
    `The account is ${state}: this cannot be done now.`,
  );
}
