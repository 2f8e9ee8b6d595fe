import { Body, Get, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { ChangeLatePaymentSettings } from './change-late-payment-settings.js';
import { LatePaymentSettingsBody, LatePaymentSettingsView } from './late-payment-settings.dto.js';
import { readLatePaymentSettings } from './late-payment-settings.reader.js';

@InAccount('late-payment/settings', 'late-payment')
export class LatePaymentSettingsController {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly change: ChangeLatePaymentSettings,
  ) {}

  /** How the account reads the law of late payment where the law leaves a choice. */
  @Get()
  async show(
    @Scope() scope: AccountScope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LatePaymentSettingsView> {
    const settings = await this.tenancy.inAccount(scope, (tx) =>
      readLatePaymentSettings(tx, scope.accountId),
    );
    setETag(reply, settings.version);
    return settings;
  }

  /** Changes it; claims are worked out anew wherever they are shown, and what was sent stays as it was. */
  @Put()
  async save(
    @Scope() scope: AccountScope,
    @IfMatch() version: number,
    @Body() body: LatePaymentSettingsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LatePaymentSettingsView> {
    const settings = await this.change.execute(scope, version, body);
    setETag(reply, settings.version);
    return settings;
  }
}
