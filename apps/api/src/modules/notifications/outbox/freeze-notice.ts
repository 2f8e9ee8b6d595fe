import { randomUUID } from 'node:crypto';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { RenderedNotice } from '../contract/render-notice.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { Delivery } from './delivery.js';

/**
 * Writes down exactly what is about to leave and to whom, and marks the notice as being handed over.
 * Addresses that accepted it before are left alone; those that are no longer the client's are left out.
 *
 * @param senderDomain what message ids end with
 * @returns the deliveries to be made
 */
export async function freezeNotice(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
  notice: ClaimedNotice,
  rendered: RenderedNotice,
  senderDomain: string,
): Promise<Delivery[]> {
  await tx.execute(
    `update notices set state = 'handing_over', attempts = attempts + 1, handed_over_at = coalesce(handed_over_at, $4),
            subject = $5, body_text = $6, body_html = $7, template_version = $8
      where account_id = $1 and id = $2 and fence = $3`,
    [
      scope.accountId,
      notice.id,
      notice.fence,
      now,
      rendered.subject,
      rendered.bodyText,
      rendered.bodyHtml,
      rendered.templateVersion,
    ],
  );
  const addresses = rendered.recipients.map((recipient) => recipient.email);
  await tx.execute(
    `update deliveries set state = 'skipped' where account_id = $1 and notice_id = $2 and state in ('planned', 'deferred') and recipient <> all ($3::text[])`,
    [scope.accountId, notice.id, addresses],
  );
  // A message id is fixed with its row, before the first attempt, and stays.
  return tx.query<Delivery>(
    `insert into deliveries as d (account_id, notice_id, contact_id, recipient, message_id, state, handed_over_at)
     select $1, $2, r.contact_id, r.email, r.message_id, 'planned', $3 from unnest($4::uuid[], $5::text[], $6::text[]) as r(contact_id, email, message_id)
     on conflict (account_id, notice_id, recipient) do update set state = 'planned' where d.state in ('planned', 'deferred', 'skipped')
     returning id, recipient, message_id as "messageId", handed_over_at as "handedOverAt"`,
    [
      scope.accountId,
      notice.id,
      now,
      rendered.recipients.map((recipient) => recipient.contactId),
      addresses,
      rendered.recipients.map(() => `<${randomUUID()}@${senderDomain}>`),
    ],
  );
}
