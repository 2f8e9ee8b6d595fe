import { Injectable } from '@nestjs/common';

import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { ChangeSender } from './change-sender.js';
import { readSenderView } from './sender-view.js';

/** Gives the stored mail server another password and leaves the rest as it is. */
@Injectable()
export class SetSenderPassword {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly change: ChangeSender,
  ) {}

  /** @throws NotFound without a stored mail server */
  async execute(scope: AccountScope, password: string): Promise<void> {
    const { version, host, port, security, username, fromName, fromEmail, replyTo } =
      await this.tenancy.inAccount(scope, (tx) => readSenderView(tx, scope.accountId));
    if (version === 0) throw new NotFound('mail server of this account');
    await this.change.execute(scope, version, {
      host,
      port,
      security,
      username,
      fromName,
      fromEmail,
      replyTo,
      password,
    });
  }
}
