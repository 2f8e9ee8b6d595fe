import { Body, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '#describe';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import {
  ByHandFilter,
  ByHandOutcomes,
  LetterFileQuery,
  LetterPage,
  LettersBody,
  LettersPostedBody,
} from './by-hand.dto.js';
import { ByHandQuery } from './by-hand.query.js';
import { PostLetters } from './post-letters.js';
import { PrintLetters } from './print-letters.js';

@InAccount('letters', 'letters')
export class LettersController {
  constructor(
    private readonly query: ByHandQuery,
    private readonly printLetters: PrintLetters,
    private readonly postLetters: PostLetters,
  ) {}

  /** Letters that somebody of the firm is to post, and those that were. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: ByHandFilter): Promise<LetterPage> {
    return this.query.letters(scope, filter);
  }

  /** Writes letters out with the figures of this moment; the file has them then. */
  @Post('print')
  @HttpCode(200)
  async print(
    @Scope() scope: AccountScope,
    @Body() { letterIds }: LettersBody,
  ): Promise<ByHandOutcomes> {
    return { items: await this.printLetters.execute(scope, letterIds) };
  }

  /** Written letters as one document. */
  @Get('file')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Scope() scope: AccountScope,
    @Query() { letters }: LetterFileQuery,
  ): Promise<StreamableFile> {
    const content = await this.printLetters.file(scope, letters.split(','));
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: 'attachment; filename="letters.pdf"',
      length: content.length,
    });
  }

  /** Marks letters as posted: their stages count from that day. */
  @Post('posted')
  @HttpCode(200)
  async posted(
    @Scope() scope: AccountScope,
    @Body() body: LettersPostedBody,
  ): Promise<ByHandOutcomes> {
    return { items: await this.postLetters.execute(scope, body) };
  }
}
