import { randomUUID } from 'node:crypto';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { RenderedNotice } from '../contract/render-notice.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { Delivery } from './delivery.js';

/** A notice as it is about to leave. */
export interface WrittenNotice {
  readonly notice: ClaimedNotice;
  readonly rendered: RenderedNotice;
}

/**
 * Writes down exactly what is about to leave and to whom, and marks each notice and its first delivery as being handed
 * over. Addresses that accepted it before are left alone; those that are no longer the client's are left out.
 *
 * @param at until when the worker may be busy with it, in real time, beside the moment
 * @param sender whom it goes through; message ids end with its domain
 * @returns the deliveries to be made by notice id, the marked one first
 */
export async function freezeNotices(
  tx: Transaction,
  scope: AccountScope,
  at: { readonly now: Date; readonly leaseEnd: Date },
  written: readonly WrittenNotice[],
  sender: Pick<WorkingSender, 'id' | 'fromEmail'>,
): Promise<Map<string, Delivery[]>> {
  const domain = sender.fromEmail.split('@').at(-1)!;
  const addressed = written.flatMap(({ notice, rendered }) =>
    rendered.recipients.map((recipient) => ({ ...recipient, noticeId: notice.id })),
  );
  const rows = await tx.query<FrozenRow>(FREEZE, [
    scope.accountId,
    written.map(({ notice }) => notice.id),
    written.map(({ notice }) => notice.fence),
    at.now,
    at.leaseEnd,
    written.map(({ rendered }) => rendered.subject),
    written.map(({ rendered }) => rendered.bodyText),
    written.map(({ rendered }) => rendered.bodyHtml),
    written.map(({ rendered }) => rendered.templateVersion),
    addressed.map(({ noticeId }) => noticeId),
    addressed.map(({ contactId }) => contactId),
    addressed.map(({ email }) => email),
    // A message id is fixed with its row, before the first attempt, and stays.
    addressed.map(() => `<${randomUUID()}@${domain}>`),
    sender.id,
  ]);
  rows.sort((one, other) => Number(other.isFirst) - Number(one.isFirst));
  return Map.groupBy<string, Delivery & { noticeId: string }>(rows, (row) => row.noticeId);
}

type FrozenRow = Delivery & { readonly noticeId: string; readonly isFirst: boolean };

const FREEZE = prepared(`
  with frozen as (
    update notices n set state = 'handing_over', attempts = attempts + 1, handed_over_at = coalesce(handed_over_at, $4), lease_until = $5,
           subject = w.subject, body_text = w.body_text, body_html = w.body_html, template_version = w.version
      from unnest($2::uuid[], $3::bigint[], $6::text[], $7::text[], $8::text[], $9::int[]) w(id, fence, subject, body_text, body_html, version)
     where n.account_id = $1 and n.id = w.id and n.fence = w.fence
  ), given as materialized (
    select r.*, row_number() over (partition by r.notice_id order by r.place) as turn
      from unnest($10::uuid[], $11::uuid[], $12::text[], $13::text[]) with ordinality as r(notice_id, contact_id, email, message_id, place)
     -- "offset 0": one look-up each, however few deliveries there were when the plan was made
     where not exists (select 1 from deliveries o
                        where o.account_id = $1 and o.notice_id = r.notice_id and o.recipient = r.email and o.state not in ('planned', 'deferred', 'skipped') offset 0)
  ), left_out as (
    update deliveries d set state = 'skipped'
      from unnest((select $2::uuid[])) w(id)
     cross join lateral (select o.id, o.recipient from deliveries o
                          where o.account_id = $1 and o.notice_id = w.id and o.state in ('planned', 'deferred') offset 0) o
     where d.account_id = $1 and d.id = o.id
       and not exists (select 1 from unnest($10::uuid[], $12::text[]) r(notice_id, email) where r.notice_id = w.id and r.email = o.recipient)
  )
  insert into deliveries as d (account_id, notice_id, contact_id, recipient, message_id, handed_over_at, state, attempts, sender_id, attempted_at)
  select $1, notice_id, contact_id, email, message_id, $4, case when turn = 1 then 'handing_over' else 'planned' end, case when turn = 1 then 1 else 0 end,
         case when turn = 1 then $14::uuid end, case when turn = 1 then $4 end
    from given order by notice_id, turn
  on conflict (account_id, notice_id, recipient) do update set state = excluded.state, attempts = d.attempts + excluded.attempts,
    sender_id = coalesce(excluded.sender_id, d.sender_id), attempted_at = coalesce(excluded.attempted_at, d.attempted_at)
  returning notice_id as "noticeId", id, recipient, message_id as "messageId", handed_over_at as "handedOverAt", state = 'handing_over' as "isFirst"`);
