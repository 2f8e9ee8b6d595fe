import { IsIn, IsString, IsUUID, Length } from 'class-validator';

import { Money } from '../../../platform/http/money.dto.js';

export class ApprovalLinkToken {
  /** The secret of the link in the mail. */
  @IsString()
  @Length(1, 200)
  token: string;
}

export class ApprovalLinkBody extends ApprovalLinkToken {
  @IsUUID()
  noticeId: string;

  @IsIn(['approve', 'skip', 'hold'])
  verb: 'approve' | 'skip' | 'hold';
}

export class ApprovalLinkNotice {
  id: string;
  clientName: string;
  stageKey: string;
  /**
   * `waiting` can be decided; `changed` says something else than the mail did, or cannot be written out: it is
   * decided about after signing in; the others are over.
   */
  standing: 'waiting' | 'changed' | 'approved' | 'sent' | 'skipped' | 'held' | 'gone';
  amounts: Money[];
  /** The letter, while it waits. */
  subject: string | null;
  bodyText: string | null;
  bodyHtml: string | null;
}

export class ApprovalLinkView {
  accountName: string;
  /** Its time has passed: it shows how the notices stand, and decides nothing. */
  isOver: boolean;
  items: ApprovalLinkNotice[];
}
