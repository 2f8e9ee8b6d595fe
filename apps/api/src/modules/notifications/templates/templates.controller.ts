import { Body, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { Scope } from '../../../platform/auth/request-parameters.js';
import { InAccount } from '../../../platform/auth/in-account.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ChangeTemplate } from './change-template.js';
import { PreviewTemplate } from './preview-template.js';
import { TestTemplate } from './test-template.js';
import {
  RestoreBody,
  TemplateBody,
  TemplateList,
  TemplateParams,
  TemplatePreview,
  TemplatePreviewBody,
  TemplateVersionParams,
  TemplateVersionView,
  TemplateView,
} from './templates.dto.js';
import { SenderTestView } from '../senders/sender.dto.js';
import { TemplatesQuery } from './templates.query.js';

@InAccount('templates', 'notifications')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesQuery,
    private readonly changeTemplate: ChangeTemplate,
    private readonly previewTemplate: PreviewTemplate,
    private readonly testTemplate: TestTemplate,
  ) {}

  /** The text in force for each stage and language. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<TemplateList> {
    return this.templates.list(scope);
  }

  /** One text in force, with the fields it may use and its versions. */
  @Get(':stageKey/:language')
  async show(
    @Scope() scope: AccountScope,
    @Param() { stageKey, language }: TemplateParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TemplateView> {
    const template = await this.templates.one(scope, stageKey, language);
    setETag(reply, template.version);
    return template;
  }

  /** A version as it was written, in force or not; 0 is the shipped text. */
  @Get(':stageKey/:language/versions/:version')
  version(
    @Scope() scope: AccountScope,
    @Param() { stageKey, language, version }: TemplateVersionParams,
  ): Promise<TemplateVersionView> {
    return this.templates.version(scope, { stageKey, language }, version);
  }

  /** Saves a new version and puts it in force. */
  @Put(':stageKey/:language')
  async save(
    @Scope() scope: AccountScope,
    @Param() { stageKey, language }: TemplateParams,
    @IfMatch() version: number,
    @Body() { subject, body }: TemplateBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TemplateView> {
    const place = { stageKey, language };
    const template = await this.changeTemplate.save(scope, place, version, { subject, body });
    setETag(reply, template.version);
    return template;
  }

  /** Puts an earlier version, or the shipped text (0), in force again. */
  @Post(':stageKey/:language/restore')
  @HttpCode(200)
  async restore(
    @Scope() scope: AccountScope,
    @Param() { stageKey, language }: TemplateParams,
    @IfMatch() version: number,
    @Body() body: RestoreBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TemplateView> {
    const place = { stageKey, language };
    const template = await this.changeTemplate.restore(scope, place, version, body.version);
    setETag(reply, template.version);
    return template;
  }

  /** Fills a draft with a case or with made-up invoices, and says what is wrong with it. Nothing is stored. */
  @Post(':stageKey/:language/preview')
  @HttpCode(200)
  preview(
    @Scope() scope: AccountScope,
    @Param() { stageKey, language }: TemplateParams,
    @Body() { subject, body, caseId }: TemplatePreviewBody,
  ): Promise<TemplatePreview> {
    return this.previewTemplate.execute(
      scope,
      { stageKey, language },
      { subject, body },
      caseId ?? null,
    );
  }

  /** Sends a sound draft to whoever asks for it, filled with a case or with made-up invoices. Nothing is stored. */
  @Post(':stageKey/:language/test')
  @HttpCode(200)
  test(
    @Scope() scope: AccountScope,
    @Param() { stageKey, language }: TemplateParams,
    @Body() { subject, body, caseId }: TemplatePreviewBody,
  ): Promise<SenderTestView> {
    return this.testTemplate.execute(
      scope,
      { stageKey, language },
      { subject, body },
      caseId ?? null,
    );
  }
}
