import { Injectable } from '@nestjs/common';

import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { toAttachmentView } from '../attachments/attachment-view.js';
import { withPictures } from '../attachments/with-pictures.js';
import type { NoticeText } from '../texts/notice-text.js';
import { WriteDraftLetter } from './write-draft-letter.js';
import type { TemplatePreview } from './templates.dto.js';
import type { TextPlace } from './text-version.js';

/** Shows a draft as it would leave, with everything that is wrong with it. Nothing is stored. */
@Injectable()
export class PreviewTemplate {
  constructor(private readonly write: WriteDraftLetter) {}

  /**
   * @param caseId the case to fill the draft with; null takes made-up invoices
   * @throws NotFound when there is no such case
   */
  async execute(
    scope: AccountScope,
    place: TextPlace,
    draft: NoticeText,
    caseId: string | null,
  ): Promise<TemplatePreview> {
    const { letter, problems } = await this.write.execute(scope, place, draft, caseId);
    if (letter === null)
      return { subject: '', bodyText: '', bodyHtml: '', attachments: [], problems };
    return {
      subject: letter.subject,
      bodyText: letter.bodyText,
      bodyHtml: withPictures(letter.bodyHtml, letter.attachments),
      attachments: letter.attachments.map(toAttachmentView),
      problems,
    };
  }
}
