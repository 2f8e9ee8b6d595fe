import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { ChangeSender } from './change-sender.js';
import { bodyOf } from './sender-body-of.js';
import { readSenders } from './sender-view.js';

/** Gives the default mail server another password and leaves the rest as it is. */
@Injectable()
export class SetSenderPassword {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly change: ChangeSender,
  ) {}

  /** @throws NotFound without a stored mail server */
  async execute(scope: AccountScope, password: string): Promise<void> {
    const { items } = await this.tenancy.inAccount(scope, (tx) =>
      readSenders(tx, scope.accountId, this.clock.now()),
    );
    const sender = items.find(({ use }) => use === 'default');
    if (sender === undefined) throw new NotFound('mail server of this account');
    await this.change.execute(scope, sender.id, sender.version, { ...bodyOf(sender), password });
  }
}
