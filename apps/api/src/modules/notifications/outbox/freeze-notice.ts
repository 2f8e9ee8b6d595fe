import { randomUUID } from 'node:crypto';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { RenderedNotice } from '../contract/render-notice.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { Delivery } from './delivery.js';

/**
 * Writes down exactly what is about to leave and to whom, and marks notice and first delivery as being handed over.
 * Addresses that accepted it before are left alone; those that are no longer the client's are left out.
 *
 * @param leaseEnd until when the worker may be busy with it, in real time
 * @param sender whom it goes through; message ids end with its domain
 * @returns the deliveries to be made, the marked one first
 */
export async function freezeNotice(
  tx: Transaction,
  scope: AccountScope,
  at: { readonly now: Date; readonly leaseEnd: Date },
  notice: ClaimedNotice,
  rendered: RenderedNotice,
  sender: Pick<WorkingSender, 'id' | 'fromEmail'>,
): Promise<Delivery[]> {
  const { recipients } = rendered;
  const rows = await tx.query<Delivery & { isFirst: boolean }>(FREEZE, [
    scope.accountId,
    notice.id,
    notice.fence,
    at.now,
    at.leaseEnd,
    rendered.subject,
    rendered.bodyText,
    rendered.bodyHtml,
    rendered.templateVersion,
    recipients.map((recipient) => recipient.contactId),
    recipients.map((recipient) => recipient.email),
    // A message id is fixed with its row, before the first attempt, and stays.
    recipients.map(() => `<${randomUUID()}@${sender.fromEmail.split('@').at(-1)!}>`),
    sender.id,
  ]);
  return rows.sort((one, other) => Number(other.isFirst) - Number(one.isFirst));
}

const FREEZE = prepared(`
  with notice as (
    update notices set state = 'handing_over', attempts = attempts + 1, handed_over_at = coalesce(handed_over_at, $4), lease_until = $5,
           subject = $6, body_text = $7, body_html = $8, template_version = $9
     where account_id = $1 and id = $2 and fence = $3
  ), given as materialized (
    select r.*, row_number() over (order by r.place) as turn
      from unnest($10::uuid[], $11::text[], $12::text[]) with ordinality as r(contact_id, email, message_id, place)
     where not exists (select 1 from deliveries o
                        where o.account_id = $1 and o.notice_id = $2 and o.recipient = r.email and o.state not in ('planned', 'deferred', 'skipped'))
  ), left_out as (
    update deliveries set state = 'skipped'
     where account_id = $1 and notice_id = $2 and state in ('planned', 'deferred') and recipient <> all ($11::text[])
  )
  insert into deliveries as d (account_id, notice_id, contact_id, recipient, message_id, handed_over_at, state, attempts, sender_id, attempted_at)
  select $1, $2, contact_id, email, message_id, $4, case when turn = 1 then 'handing_over' else 'planned' end, case when turn = 1 then 1 else 0 end,
         case when turn = 1 then $13::uuid end, case when turn = 1 then $4 end
    from given order by turn
  on conflict (account_id, notice_id, recipient) do update set state = excluded.state, attempts = d.attempts + excluded.attempts,
    sender_id = coalesce(excluded.sender_id, d.sender_id), attempted_at = coalesce(excluded.attempted_at, d.attempted_at)
  returning id, recipient, message_id as "messageId", handed_over_at as "handedOverAt", state = 'handing_over' as "isFirst"`);
