import { Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '#describe';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AttachmentParams } from './attachments.dto.js';
import { readAttachments } from './stored-attachments.js';

@InAccount('notices', 'notifications')
export class AttachmentsController {
  constructor(private readonly tenancy: Tenancy) {}

  /** A file that left with a notice, byte for byte. */
  @Get(':noticeId/attachments/:position')
  @ApiProduces('application/pdf', 'image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Scope() scope: AccountScope,
    @Param() { noticeId, position }: AttachmentParams,
  ): Promise<StreamableFile> {
    const files = await this.tenancy.inAccount(scope, (tx) => readAttachments(tx, scope, noticeId));
    const file = files[position - 1];
    if (file === undefined) throw new NotFound('attachment');
    return new StreamableFile(file.content, {
      type: file.contentType,
      disposition: `attachment; filename="${file.name}"`,
      length: file.content.length,
    });
  }
}
