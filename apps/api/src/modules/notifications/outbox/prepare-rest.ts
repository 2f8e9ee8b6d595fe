import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { readClientCredit } from '../../cases/contract/client-credit.js';
import type { Moment } from '../../cases/contract/moment.js';
import type { RenderedText } from '../texts/render-text.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { Delivery } from './delivery.js';

/**
 * Prepares a notice that counts already for the addresses that were told to wait: the same text once
 * more, because it is the same letter. If anything it says has changed since, the rest is left out.
 *
 * @param leaseEnd until when the worker may be busy with it, in real time
 * @returns null when there is nothing left to send
 */
export async function prepareRest(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notice: ClaimedNotice,
  leaseEnd: Date,
): Promise<{ text: RenderedText; deliveries: Delivery[] } | null> {
  const isStillTrue = await saysTheTruth(tx, scope, at, notice);
  const deliveries = await tx.query<Delivery & { isLeft: boolean }>(
    `update deliveries d set state = case when $3 and left_out.is_left then 'planned' else 'skipped' end
       from (select o.id, o.contact_id is null or exists (
               select 1 from client_contacts k where k.account_id = $1 and k.id = o.contact_id and k.is_dunning and k.refused_at is null) as is_left
               from deliveries o where o.account_id = $1 and o.notice_id = $2 and o.state in ('planned', 'deferred')) left_out
      where d.account_id = $1 and d.id = left_out.id
     returning d.id, d.recipient, d.message_id as "messageId", d.handed_over_at as "handedOverAt", d.state = 'planned' as "isLeft"`,
    [scope.accountId, notice.id, isStillTrue],
  );
  const left = deliveries.filter((delivery) => delivery.isLeft);
  const text = await tx.one<RenderedText>(
    `update notices set state = $4, reason = case when $4 = 'sent' then null else reason end, attempts = attempts + case when $4 = 'sent' then 0 else 1 end,
            lease_until = case when $4 = 'sent' then null else $5::timestamptz end
      where account_id = $1 and id = $2 and fence = $3 returning subject, body_text as "bodyText", body_html as "bodyHtml"`,
    [
      scope.accountId,
      notice.id,
      notice.fence,
      left.length === 0 ? 'sent' : 'handing_over',
      leaseEnd,
    ],
  );
  return left.length === 0 ? null : { text: text!, deliveries: left };
}

/** Every case is still open, for the amount the letter names, nobody holds it, and it may still be written about. */
async function saysTheTruth(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notice: ClaimedNotice,
): Promise<boolean> {
  const { credited } = await readClientCredit(tx, scope, notice.clientId, at.today);
  const changed = await tx.one(
    `select 1 from notice_cases k
       left join unnest($4::uuid[], $5::bigint[]) as credit(case_id, minor) on credit.case_id = k.case_id
       join cases c on c.account_id = k.account_id and c.id = k.case_id
       join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
      cross join lateral asked_of(c.account_id, c.id, i.balance_minor) asked
      cross join lateral case_hold(c.account_id, c.id, c.client_id) h
      cross join lateral case_entry($1, i.connection_id, c.client_id, c.is_old_debt, i.due_on, c.policy_id, c.policy_version) e
      where k.account_id = $1 and k.notice_id = $2 and k.outcome <> 'dropped'
        and (c.state <> 'active' or c.cycle <> k.cycle or asked.minor <> k.amount_minor or coalesce(credit.minor, 0) <> k.credited_minor
             or not may_enter(e.entry, e.up_to, k.stage_key, k.stage_position)
             or not coalesce(h.until <= $3::date, h.hold_id is null)) limit 1`,
    [
      scope.accountId,
      notice.id,
      at.today,
      [...credited.keys()],
      [...credited.values()].map(({ minor }) => minor),
    ],
  );
  return changed === undefined;
}
