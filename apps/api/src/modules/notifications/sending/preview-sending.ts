import { Injectable } from '@nestjs/common';

import { type Money, sumByCurrency } from '@invoicetracker/money';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readClientCredit } from '../../cases/contract/client-credit.js';
import { type DueNotice, dueNotices } from '../../cases/contract/due-notices.js';
import type { Language } from '../../identity/contract/languages.js';
import { toAttachmentView } from '../attachments/attachment-view.js';
import { withPictures } from '../attachments/with-pictures.js';
import { renderNotice } from '../contract/render-notice.js';
import { BrokenText } from '../texts/liquid.js';
import { readSendingProblems } from './sending-problems.js';
import type { PreviewedNotice, SendingPreview, SendingProblem } from './sending.dto.js';

/** Clients counted, and notices rendered, in one preview. */
const COUNTED_CLIENTS = 2000;
const RENDERED = 50;

/** Shows what the next run would send, rendered as it would leave, and remembers that somebody has looked. */
@Injectable()
export class PreviewSending {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  execute(scope: AccountScope): Promise<SendingPreview> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const asOf = await this.day.today(tx, scope);
      const due = await dueNotices(tx, scope, asOf, COUNTED_CLIENTS);
      // letters and tasks wait for a person: none leaves by itself
      const groups = due.groups.filter(({ channel }) => channel === 'email');
      const problems = await readSendingProblems(tx, scope.accountId);
      const rendered = await renderFirst(tx, scope, groups, asOf);
      const row = await tx.one<{ id: string }>(
        'insert into sending_previews (account_id, as_of, notice_count, created_by, created_at) values ($1, $2, $3, $4, $5) returning id',
        [scope.accountId, asOf, groups.length, actingUser(scope), this.clock.wallNow()],
      );
      return {
        id: row!.id,
        asOf,
        items: rendered.items,
        totals: toApi(groups.flatMap(amounts)),
        noticeCount: groups.length,
        isTruncated: due.isTruncated,
        problems: [...problems, ...rendered.problems],
      };
    });
  }
}

async function renderFirst(
  tx: Transaction,
  scope: AccountScope,
  groups: readonly DueNotice[],
  today: string,
): Promise<{ items: PreviewedNotice[]; problems: SendingProblem[] }> {
  const items: PreviewedNotice[] = [];
  const problems: SendingProblem[] = [];
  const account = await tx.one<{ language: Language }>(
    'select language from accounts where id = $1',
    [scope.accountId],
  );
  for (const group of groups.slice(0, RENDERED)) {
    try {
      const notice = await renderNotice(tx, scope, {
        clientId: group.clientId,
        audience: group.audience,
        stageKey: group.stageKey,
        senderKind: group.senderKind,
        language: group.audience === 'staff' ? account!.language : (group.language as Language),
        caseIds: group.cases.map((one) => one.caseId),
        credit: await readClientCredit(tx, scope, group.clientId, today),
        today,
      });
      items.push({
        client: { id: group.clientId, name: group.clientName },
        stageKey: group.stageKey,
        audience: group.audience,
        amounts: toApi(amounts(group)),
        caseCount: group.cases.length,
        recipients: notice.recipients.map((recipient) => recipient.email),
        subject: notice.subject,
        bodyText: notice.bodyText,
        bodyHtml: withPictures(notice.bodyHtml, notice.attachments),
        attachments: notice.attachments.map(toAttachmentView),
      });
    } catch (error) {
      if (!(error instanceof BrokenText)) throw error;
      problems.push({
        code: 'text-broken',
        detail: `${group.stageKey} (${group.language}): ${error.message}`,
      });
    }
  }
  return { items, problems };
}

function amounts(group: DueNotice): Money[] {
  return group.cases.map((one) => one.asked);
}

function toApi(list: readonly Money[]) {
  return sumByCurrency(list).map((sum) => moneyOf(sum.minor, sum.currency));
}
