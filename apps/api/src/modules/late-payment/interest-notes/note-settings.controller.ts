import { Body, Get, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';
import { ChangeNoteSettings } from './change-note-settings.js';
import { InterestNoteSettingsBody, InterestNoteSettingsView } from './note-settings.dto.js';
import { readNoteSettings } from './note-settings.reader.js';

@InAccount('late-payment/note-settings', 'late-payment')
export class NoteSettingsController {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly change: ChangeNoteSettings,
  ) {}

  /** How interest notes are numbered, and how long clients have to pay them. */
  @Get()
  async show(
    @Scope() scope: AccountScope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InterestNoteSettingsView> {
    const settings = await this.tenancy.inAccount(scope, async (tx) =>
      readNoteSettings(tx, scope.accountId, await readLatePaymentSettings(tx, scope.accountId)),
    );
    setETag(reply, settings.version);
    return settings;
  }

  /** Changes it for later notes. A pattern that was not used before counts from 1. */
  @Put()
  async save(
    @Scope() scope: AccountScope,
    @IfMatch() version: number,
    @Body() body: InterestNoteSettingsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InterestNoteSettingsView> {
    const settings = await this.change.execute(scope, version, body);
    setETag(reply, settings.version);
    return settings;
  }
}
