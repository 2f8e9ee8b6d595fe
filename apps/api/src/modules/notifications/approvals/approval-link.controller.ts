import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '#describe';

import {
  ApprovalLinkBody,
  ApprovalLinkNotice,
  ApprovalLinkToken,
  ApprovalLinkView,
} from './approval-link.dto.js';
import { ApprovalLink } from './approval-link.js';

@ApiTags('notifications')
@Controller('approval-links')
export class ApprovalLinkController {
  constructor(private readonly link: ApprovalLink) {}

  /** What the link of an evening mail is about; uses nothing up. */
  @Post('show')
  @HttpCode(200)
  show(@Body() { token }: ApprovalLinkToken): Promise<ApprovalLinkView> {
    return this.link.show(token);
  }

  /** Decides about one notice of the mail. */
  @Post('decide')
  @HttpCode(200)
  decide(@Body() { token, noticeId, verb }: ApprovalLinkBody): Promise<ApprovalLinkNotice> {
    return this.link.act(token, noticeId, verb);
  }
}
