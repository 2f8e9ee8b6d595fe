import { Body, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { Clock } from '../../../platform/clock/clock.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AddSender } from './add-sender.js';
import { ChangeSender } from './change-sender.js';
import { CheckDomain } from './domain/check-domain.js';
import { DomainCheck, DomainCheckFilter } from './domain/domain-check.dto.js';
import {
  SenderDeliveryFilter,
  SenderDeliveryPage,
  SenderHealth,
  SenderHealthFilter,
} from './health/sender-health.dto.js';
import { SenderHealthQuery } from './health/sender-health.query.js';
import { RemoveSender } from './remove-sender.js';
import { ResumeSender } from './resume-sender.js';
import {
  SenderBody,
  SenderList,
  SenderParams,
  SenderTestBody,
  SenderTestView,
  SenderView,
} from './sender.dto.js';
import { readSenders, readSenderView } from './sender-view.js';
import { TestSender } from './test-sender.js';

@InAccount('senders', 'notifications')
export class SendersController {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly addSender: AddSender,
    private readonly changeSender: ChangeSender,
    private readonly removeSender: RemoveSender,
    private readonly resumeSender: ResumeSender,
    private readonly testSender: TestSender,
    private readonly health: SenderHealthQuery,
    private readonly checkDomain: CheckDomain,
  ) {}

  /** The mail servers the account sends through, and how each fares. Never their passwords. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<SenderList> {
    return this.tenancy.inAccount(scope, (tx) =>
      readSenders(tx, scope.accountId, this.clock.now()),
    );
  }

  /** Stores one more mail server. Who had its use before becomes a spare. */
  @Post()
  async add(
    @Scope() scope: AccountScope,
    @Body() body: SenderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SenderView> {
    return shown(reply, await this.addSender.execute(scope, body));
  }

  /** One mail server. */
  @Get(':senderId')
  async show(
    @Scope() scope: AccountScope,
    @Param() { senderId }: SenderParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SenderView> {
    const sender = await this.tenancy.inAccount(scope, (tx) =>
      readSenderView(tx, scope.accountId, senderId, this.clock.now()),
    );
    return shown(reply, sender);
  }

  /** Changes a mail server. A password that is left out stays, as long as it is for the same server and name. */
  @Put(':senderId')
  async change(
    @Scope() scope: AccountScope,
    @Param() { senderId }: SenderParams,
    @IfMatch() version: number,
    @Body() body: SenderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SenderView> {
    return shown(reply, await this.changeSender.execute(scope, senderId, version, body));
  }

  /** Forgets a mail server that is not the default. */
  @Delete(':senderId')
  @HttpCode(204)
  remove(@Scope() scope: AccountScope, @Param() { senderId }: SenderParams): Promise<void> {
    return this.removeSender.execute(scope, senderId);
  }

  /** What became of its messages, day by day. */
  @Get(':senderId/health')
  healthOf(
    @Scope() scope: AccountScope,
    @Param() { senderId }: SenderParams,
    @Query() { days }: SenderHealthFilter,
  ): Promise<SenderHealth> {
    return this.health.days(scope, senderId, days);
  }

  /** The messages behind a day of its health, latest first. */
  @Get(':senderId/deliveries')
  deliveries(
    @Scope() scope: AccountScope,
    @Param() { senderId }: SenderParams,
    @Query() filter: SenderDeliveryFilter,
  ): Promise<SenderDeliveryPage> {
    return this.health.page(scope, senderId, filter);
  }

  /** Asks the name servers whether receivers will believe its letters: SPF, DKIM and DMARC of its domain. */
  @Get(':senderId/domain')
  domain(
    @Scope() scope: AccountScope,
    @Param() { senderId }: SenderParams,
    @Query() { selector }: DomainCheckFilter,
  ): Promise<DomainCheck> {
    return this.checkDomain.execute(scope, senderId, selector ?? null);
  }

  /** Tries a mail server that waits again at once. */
  @Post(':senderId/resume')
  @HttpCode(200)
  resume(@Scope() scope: AccountScope, @Param() { senderId }: SenderParams): Promise<SenderView> {
    return this.resumeSender.execute(scope, senderId);
  }

  /** Sends a real test mail through a stored server. */
  @Post(':senderId/test')
  @HttpCode(200)
  test(
    @Scope() scope: AccountScope,
    @Param() { senderId }: SenderParams,
    @Body() body: SenderTestBody,
  ): Promise<SenderTestView> {
    return this.testSender.execute(scope, senderId, body.to);
  }
}

function shown(reply: FastifyReply, sender: SenderView): SenderView {
  setETag(reply, sender.version);
  return sender;
}
