import { IsBoolean, IsUUID } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { NoticeClient } from '../notices/notices.dto.js';
import { AttachmentView } from '../attachments/attachment-view.dto.js';

export class PreviewedNotice {
  client: NoticeClient;
  stageKey: string;
  audience: 'client' | 'staff';
  amounts: Money[];
  caseCount: number;
  recipients: string[];
  subject: string;
  bodyText: string;
  bodyHtml: string;
  attachments: AttachmentView[];
}

export class SendingProblem {
  code:
    | 'sender-missing'
    | 'sender-not-tested'
    | 'company-details-missing'
    | 'bank-account-missing'
    | 'text-broken';
  detail: string;
}

export class SendingPreview {
  /** Shown to whoever switches sending on: proof that somebody has looked. */
  id: string;
  asOf: string;
  /** The first notices, rendered; `noticeCount` says how many there are. */
  items: PreviewedNotice[];
  totals: Money[];
  noticeCount: number;
  /** There are even more than were counted. */
  isTruncated: boolean;
  problems: SendingProblem[];
}

export class SendingSwitchBody {
  @IsBoolean()
  isOn: boolean;

  /** The preview that was looked at; needed to switch on. */
  @Omittable()
  @IsUUID()
  previewId?: string;
}

export class SendingSwitchView {
  isAutomaticSending: boolean;
  automaticSendingSince: string | null;
}
