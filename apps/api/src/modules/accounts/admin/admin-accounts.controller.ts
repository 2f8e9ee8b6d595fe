import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '#describe';

import { CurrentActor } from '../../../platform/auth/request-parameters.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import {
  AdminAccountBody,
  AdminAccountFilter,
  AdminAccountPage,
  AdminAccountParams,
  AdminAccountView,
  DeleteAccountBody,
  ReasonBody,
} from './admin-accounts.dto.js';
import { AdminAccountsQuery } from './admin-accounts.query.js';
import { ChangeAccountState } from './change-account-state.js';
import { ExportAccount } from './export-account.js';
import { OpenAccount } from './open-account.js';

@ApiBearerAuth()
@ApiTags('admin')
@Controller('admin/accounts')
export class AdminAccountsController {
  constructor(
    private readonly accounts: AdminAccountsQuery,
    private readonly openAccount: OpenAccount,
    private readonly state: ChangeAccountState,
    private readonly exportAccount: ExportAccount,
  ) {}

  /** All accounts of the installation, by name. */
  @Get()
  page(@Query() filter: AdminAccountFilter): Promise<AdminAccountPage> {
    return this.accounts.page(filter);
  }

  /** Opens an account, and invites its first admin. */
  @Post()
  async open(
    @CurrentActor() actor: Actor,
    @Body() body: AdminAccountBody,
  ): Promise<AdminAccountView> {
    return this.accounts.one(await this.openAccount.execute(actor, body));
  }

  /** Stops an account: its members are out, nothing is synced or sent. */
  @Post(':accountId/suspend')
  @HttpCode(200)
  async suspend(
    @CurrentActor() actor: Actor,
    @Param() { accountId }: AdminAccountParams,
    @Body() { reason }: ReasonBody,
  ): Promise<AdminAccountView> {
    await this.state.suspend(actor, accountId, reason);
    return this.accounts.one(accountId);
  }

  /** Lets a suspended account go on. */
  @Post(':accountId/resume')
  @HttpCode(200)
  async resume(
    @CurrentActor() actor: Actor,
    @Param() { accountId }: AdminAccountParams,
  ): Promise<AdminAccountView> {
    await this.state.resume(actor, accountId);
    return this.accounts.one(accountId);
  }

  /** Closes an account; in 30 days it is removed with all its rows. */
  @Post(':accountId/delete')
  @HttpCode(200)
  async close(
    @CurrentActor() actor: Actor,
    @Param() { accountId }: AdminAccountParams,
    @Body() { name }: DeleteAccountBody,
  ): Promise<AdminAccountView> {
    await this.state.close(actor, accountId, name);
    return this.accounts.one(accountId);
  }

  /** Takes a deletion back. */
  @Post(':accountId/restore')
  @HttpCode(200)
  async restore(
    @CurrentActor() actor: Actor,
    @Param() { accountId }: AdminAccountParams,
  ): Promise<AdminAccountView> {
    await this.state.restore(actor, accountId);
    return this.accounts.one(accountId);
  }

  /** Everything the account has, as a ZIP of JSON lines by table; secrets are left out. */
  @Get(':accountId/export')
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async download(
    @CurrentActor() actor: Actor,
    @Param() { accountId }: AdminAccountParams,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.exportAccount.execute(actor, accountId), {
      type: 'application/zip',
      disposition: `attachment; filename="account-${accountId}.zip"`,
    });
  }
}
