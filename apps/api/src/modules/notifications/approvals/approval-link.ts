import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { withPictures } from '../attachments/with-pictures.js';
import type { ApprovalLinkNotice, ApprovalLinkView } from './approval-link.dto.js';
import { DecideApprovals } from './decide-approvals.js';
import type { Wish } from './decide-approval.js';
import { waitingContent } from './notice-content.js';

/**
 * What the link of an evening mail shows and does. It is for the notices the mail spoke of, as they were then,
 * and it acts in the name of the person the mail went to.
 */
@Injectable()
export class ApprovalLink {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly decide: DecideApprovals,
  ) {}

  /** Changes nothing. @throws DomainError `approval-link-not-found` */
  async show(token: string): Promise<ApprovalLinkView> {
    const link = await this.find(token);
    const items = await this.tenancy.inAccount(link.scope, (tx) => readNotices(tx, link));
    return { accountName: link.accountName, isOver: link.isOver, items };
  }

  /**
   * Lets one notice go, holds it or leaves it out. Done a second time it changes nothing, and says how the
   * notice stands.
   *
   * @throws DomainError `approval-link-not-found` or `approval-link-over`, NotFound
   */
  async act(token: string, noticeId: string, verb: Wish['kind']): Promise<ApprovalLinkNotice> {
    const link = await this.find(token);
    if (link.isOver) throw linkOver();
    const content = await this.contentOf(link, noticeId);
    await this.decide.execute(
      link.scope,
      [{ id: noticeId, wish: wishOf(verb, content) }],
      'mailed-link',
    );
    const notices = await this.tenancy.inAccount(link.scope, (tx) =>
      readNotices(tx, link, noticeId),
    );
    return notices[0]!;
  }

  private async find(token: string): Promise<Link> {
    const hash = createHash('sha256').update(token).digest();
    const found = await this.tenancy.withoutScope((tx) =>
      tx.one<Found>(
        `select account_id as "accountId", id, user_id as "userId", account_name as "accountName", is_over as "isOver"
           from system_find_approval_link($1, $2)`,
        [hash, this.clock.wallNow()],
      ),
    );
    if (found === undefined) throw linkNotFound();
    const { accountId, userId, ...link } = found;
    return { ...link, scope: { accountId, actor: { kind: 'user', userId } } };
  }

  private async contentOf(link: Link, noticeId: string): Promise<string> {
    const row = await this.tenancy.inAccount(link.scope, (tx) =>
      tx.one<{ content: string }>(
        'select content from approval_link_notices where account_id = $1 and link_id = $2 and notice_id = $3',
        [link.scope.accountId, link.id, noticeId],
      ),
    );
    if (row === undefined) throw new NotFound('notice');
    return row.content;
  }
}

interface Found {
  readonly accountId: string;
  readonly id: string;
  readonly userId: string;
  readonly accountName: string;
  readonly isOver: boolean;
}

interface Link {
  readonly scope: AccountScope;
  readonly id: string;
  readonly accountName: string;
  readonly isOver: boolean;
}

interface Row {
  id: string;
  clientName: string;
  stageKey: string;
  state: string;
  reason: string | null;
  isApproved: boolean;
  content: string;
  amounts: { currency: string; minor: string }[] | null;
}

/** Oldest first; the letter is shown only while it can still be decided about. */
async function readNotices(
  tx: Transaction,
  { scope, id, isOver }: Link,
  noticeId: string | null = null,
): Promise<ApprovalLinkNotice[]> {
  const rows = await tx.query<Row>(NOTICES, [scope.accountId, id, noticeId]);
  const notices: ApprovalLinkNotice[] = [];
  for (const row of rows) {
    const isWaiting = row.state === 'awaiting_approval' && !isOver;
    const content = isWaiting ? await waitingContent(tx, scope, row.id) : null;
    const rendered = content?.fingerprint === row.content ? content.rendered : undefined;
    notices.push({
      id: row.id,
      clientName: row.clientName,
      stageKey: row.stageKey,
      standing: standingOf(row, rendered !== undefined),
      amounts: (row.amounts ?? []).map(({ minor, currency }) => moneyOf(minor, currency)),
      subject: rendered?.subject ?? null,
      bodyText: rendered?.bodyText ?? null,
      bodyHtml: rendered ? withPictures(rendered.bodyHtml, rendered.attachments) : null,
    });
  }
  return notices;
}

const NOTICES = `
select n.id, l.name as "clientName", n.stage_key as "stageKey", n.state, n.reason, n.approved_at is not null as "isApproved", s.content,
       (select jsonb_agg(jsonb_build_object('currency', m.currency, 'minor', m.minor::text) order by m.minor desc)
          from (select k.currency, sum(k.amount_minor) as minor from notice_cases k
                 where k.account_id = n.account_id and k.notice_id = n.id group by k.currency) m) as amounts
  from approval_link_notices s
  join notices n on n.account_id = s.account_id and n.id = s.notice_id
  join clients l on l.account_id = n.account_id and l.id = n.client_id
 where s.account_id = $1 and s.link_id = $2 and ($3::uuid is null or s.notice_id = $3) order by n.id`;

function standingOf(row: Row, isAsMailed: boolean): ApprovalLinkNotice['standing'] {
  if (row.state === 'awaiting_approval') return isAsMailed ? 'waiting' : 'changed';
  if (row.isApproved) return row.state === 'sent' ? 'sent' : 'approved';
  if (row.reason === 'skipped-by-a-person') return 'skipped';
  if (row.reason === 'held-by-a-person') return 'held';
  return 'gone';
}

function wishOf(verb: Wish['kind'], content: string): Wish {
  if (verb === 'approve') return { kind: verb, content };
  return verb === 'skip' ? { kind: verb } : { kind: verb, reason: '', until: null };
}

function linkNotFound(): DomainError {
  return new DomainError(
    'not-found',
    'approval-link-not-found',
    'This link is not known. Sign in to see what waits for you.',
  );
}

function linkOver(): DomainError {
  return new DomainError(
    'conflict',
    'approval-link-over',
    'This link is over. Sign in to see what waits for you.',
  );
}
