import { Body, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '#describe';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { DraftNote } from './draft-note.js';
import { ExportNotes } from './export-notes.js';
import { InterestNoteListQuery } from './interest-note-list.query.js';
import { InterestNoteQuery } from './interest-note.query.js';
import {
  InterestNoteBody,
  InterestNoteDraft,
  InterestNoteDraftBody,
  InterestNoteExportFilter,
  InterestNoteFilter,
  InterestNotePage,
  InterestNoteParams,
  InterestNoteSendBody,
  InterestNoteView,
  InterestNoteVoidBody,
} from './interest-notes.dto.js';
import { IssueNote } from './issue-note.js';
import { draftView } from './line-view.js';
import { SendNote } from './send-note.js';
import { VoidNote } from './void-note.js';

@InAccount('interest-notes', 'late-payment')
export class InterestNotesController {
  constructor(
    private readonly list: InterestNoteListQuery,
    private readonly query: InterestNoteQuery,
    private readonly draftNote: DraftNote,
    private readonly issueNote: IssueNote,
    private readonly voidNote: VoidNote,
    private readonly sendNote: SendNote,
    private readonly exportNotes: ExportNotes,
  ) {}

  /** Interest notes, the last issued first. */
  @Get()
  page(
    @Scope() scope: AccountScope,
    @Query() filter: InterestNoteFilter,
  ): Promise<InterestNotePage> {
    return this.list.page(scope, filter);
  }

  /** The list as a file for spreadsheets. */
  @Get('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  export(
    @Scope() scope: AccountScope,
    @Query() filter: InterestNoteExportFilter,
  ): Promise<StreamableFile> {
    return this.exportNotes.execute(scope, filter);
  }

  /** What a note would say if it were issued now. Nothing is stored. */
  @Post('draft')
  @HttpCode(200)
  async draft(
    @Scope() scope: AccountScope,
    @Body() body: InterestNoteDraftBody,
  ): Promise<InterestNoteDraft> {
    return draftView(await this.draftNote.execute(scope, body));
  }

  /** The same as a document without a number. */
  @Post('draft/file')
  @HttpCode(200)
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async draftFile(
    @Scope() scope: AccountScope,
    @Body() body: InterestNoteDraftBody,
  ): Promise<StreamableFile> {
    return pdf('draft', await this.draftNote.file(scope, body));
  }

  /** Issues a note: its number, its figures and its document stay as they are. */
  @Post()
  async issue(
    @Scope() scope: AccountScope,
    @Body() body: InterestNoteBody,
  ): Promise<InterestNoteView> {
    return this.query.show(scope, await this.issueNote.execute(scope, body));
  }

  /** One note, with what was paid on it. */
  @Get(':interestNoteId')
  show(
    @Scope() scope: AccountScope,
    @Param() { interestNoteId }: InterestNoteParams,
  ): Promise<InterestNoteView> {
    return this.query.show(scope, interestNoteId);
  }

  /** The document as it was issued, byte for byte. */
  @Get(':interestNoteId/file')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Scope() scope: AccountScope,
    @Param() { interestNoteId }: InterestNoteParams,
  ): Promise<StreamableFile> {
    const { number, content } = await this.query.file(scope, interestNoteId);
    return pdf(number, content);
  }

  /** Hands a note to the outbox: alone, or with the next message to the client. */
  @Post(':interestNoteId/send')
  @HttpCode(200)
  async send(
    @Scope() scope: AccountScope,
    @Param() { interestNoteId }: InterestNoteParams,
    @Body() { how }: InterestNoteSendBody,
  ): Promise<InterestNoteView> {
    await this.sendNote.execute(scope, interestNoteId, how);
    return this.query.show(scope, interestNoteId);
  }

  /** Voids a note: its number is not used again, and its cases have back what stood on it. */
  @Post(':interestNoteId/void')
  @HttpCode(200)
  async void(
    @Scope() scope: AccountScope,
    @Param() { interestNoteId }: InterestNoteParams,
    @Body() { reason }: InterestNoteVoidBody,
  ): Promise<InterestNoteView> {
    await this.voidNote.execute(scope, interestNoteId, reason);
    return this.query.show(scope, interestNoteId);
  }
}

/** A number has signs that no file name can have. */
function pdf(number: string, content: Buffer): StreamableFile {
  const name = number.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  return new StreamableFile(content, {
    type: 'application/pdf',
    disposition: `attachment; filename="${name}.pdf"`,
    length: content.length,
  });
}
