import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { holdDebts } from '../../cases/contract/hold-debts.js';
import type { Moment } from '../../cases/contract/moment.js';
import type { RenderedText } from '../texts/render-text.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { Delivery } from './delivery.js';
import { isStillTrue } from './is-still-true.js';

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
  await holdDebts(tx, scope, [notice.id]);
  const isTrue = await isStillTrue(tx, scope, at, notice);
  const deliveries = await tx.query<Delivery & { isLeft: boolean }>(
    `update deliveries d set state = case when $3 and left_out.is_left then 'planned' else 'skipped' end
       from (select o.id, o.contact_id is null or exists (
               select 1 from client_contacts k where k.account_id = $1 and k.id = o.contact_id and k.is_dunning and k.refused_at is null) as is_left
               from deliveries o where o.account_id = $1 and o.notice_id = $2 and o.state in ('planned', 'deferred')) left_out
      where d.account_id = $1 and d.id = left_out.id
     returning d.id, d.recipient, d.message_id as "messageId", d.handed_over_at as "handedOverAt", d.state = 'planned' as "isLeft"`,
    [scope.accountId, notice.id, isTrue],
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
