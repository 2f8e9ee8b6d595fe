import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** A payment taken up to be told. */
export interface PendingWrite {
  readonly paymentId: string;
  readonly invoiceId: string;
  /** whether an earlier attempt may have been taken */
  readonly wasUnknown: boolean;
  readonly attempts: number;
  readonly amountMinor: string;
  readonly coversAll: boolean;
  readonly collection: string;
  readonly externalId: string;
  readonly currency: string;
  readonly paidOn: string;
  /** of this invoice, of the same amount and day, told before */
  readonly twinsTold: number;
}

/** A worker that dies while it tells leaves the payment to another after this long. */
const HELD_MS = 5 * 60_000;

/**
 * Takes up the oldest payment that is due, while the connection is active: somebody may pause it between two of them. From here on it counts as told: should this process die, nobody knows.
 *
 * @param wall real time
 */
export function claimWrite(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
  wall: Date,
): Promise<PendingWrite | undefined> {
  return tx.one<PendingWrite>(
    `with next as materialized (
       select payment_id, state from payment_writes
        where account_id = $1 and connection_id = $2 and state in ('waiting', 'unknown') and try_after <= $3
          and exists (select 1 from connections c where c.account_id = $1 and c.id = $2 and c.state = 'active' and account_works($1, c.provider))
        order by created_at, payment_id limit 1 for update skip locked
     ), taken as (
       update payment_writes w set state = 'unknown', code = null, detail = null, attempts = w.attempts + 1, try_after = $4, changed_at = $3
         from next where w.account_id = $1 and w.payment_id = next.payment_id
       returning w.payment_id, w.invoice_id, w.amount_minor, w.covers_all, w.attempts, next.state as was
     )
     select t.payment_id as "paymentId", t.invoice_id as "invoiceId", t.was = 'unknown' as "wasUnknown", t.attempts,
            t.amount_minor as "amountMinor", t.covers_all as "coversAll", i.collection, i.external_id as "externalId",
            i.currency, p.received_on::text as "paidOn",
            (select count(*)::int from payment_writes w join payments q on q.account_id = w.account_id and q.id = w.payment_id
              where w.account_id = $1 and w.invoice_id = t.invoice_id and w.payment_id <> t.payment_id and w.state = 'written'
                and w.amount_minor = t.amount_minor and q.received_on = p.received_on) as "twinsTold"
       from taken t
       join invoices i on i.account_id = $1 and i.id = t.invoice_id
       join payments p on p.account_id = $1 and p.id = t.payment_id`,
    [scope.accountId, connectionId, wall, new Date(wall.getTime() + HELD_MS)],
  );
}
