import { Injectable } from '@nestjs/common';

import { isTimeZone } from '@invoicetracker/calendar';

import { Invalid } from '../../../platform/http/domain-error.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { CreateAccount } from '../create-account.js';
import { Invite } from '../invitations/invite.js';
import type { AdminAccountBody } from './admin-accounts.dto.js';

/** An instance admin opens an account, and invites its first admin. They become no member of it themselves. */
@Injectable()
export class OpenAccount {
  constructor(
    private readonly createAccount: CreateAccount,
    private readonly invite: Invite,
  ) {}

  /**
   * @returns the new account's id
   * @throws Invalid `unknown-time-zone`, `unknown-currency` or `system-mail-missing`
   */
  async execute(actor: Actor, { adminEmail, ...account }: AdminAccountBody): Promise<string> {
    requireSense(account);
    if (adminEmail !== undefined) this.invite.requireMail();
    const accountId = await this.createAccount.execute(account, [], actor);
    if (adminEmail !== undefined)
      await this.invite.execute({ accountId, actor }, { email: adminEmail, role: 'admin' });
    return accountId;
  }
}

function requireSense({ timeZone, currency }: { timeZone: string; currency: string }): void {
  if (!isTimeZone(timeZone)) {
    throw new Invalid(
      'unknown-time-zone',
      'Choose a time zone from the list, such as Europe/Warsaw.',
      [{ field: 'timeZone', code: 'unknown-time-zone', message: 'is not a time zone' }],
    );
  }
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new Invalid('unknown-currency', 'Choose a currency such as PLN.', [
      { field: 'currency', code: 'unknown-currency', message: 'is not a currency' },
    ]);
  }
}
