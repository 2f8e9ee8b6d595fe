import { Body, Get, Patch, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { Scope } from '../../platform/auth/request-parameters.js';
import { InAccount } from '../../platform/auth/in-account.js';
import { IfMatch, setETag } from '../../platform/http/if-match.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { readAccount } from './account.query.js';
import { AccountPatch, AccountView, SetupView } from './accounts.dto.js';
import { ChangeAccount } from './change-account.js';
import { SetupQuery } from './setup.query.js';

@InAccount('', 'accounts')
export class AccountsController {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly changeAccount: ChangeAccount,
    private readonly setup: SetupQuery,
  ) {}

  /** The account's details and schedule. */
  @Get()
  async show(
    @Scope() scope: AccountScope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    const account = await this.tenancy.inAccount(scope, (tx) => readAccount(tx, scope.accountId));
    setETag(reply, account.version);
    return account;
  }

  /** Changes details or schedule; send only what changes. */
  @Patch()
  async change(
    @Scope() scope: AccountScope,
    @IfMatch() version: number,
    @Body() body: AccountPatch,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountView> {
    const account = await this.changeAccount.execute(scope, version, body);
    setETag(reply, account.version);
    return account;
  }

  /** What is still missing before the account runs by itself. */
  @Get('setup')
  showSetup(@Scope() scope: AccountScope): Promise<SetupView> {
    return this.setup.show(scope);
  }
}
