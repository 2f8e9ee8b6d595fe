import type { Transaction } from '../../../platform/database/transaction.js';
import { type ArrayColumn, rowArrays } from './row-arrays.js';
import type { WritableInvoice } from './write-invoices.js';

/** What money has to be looked at: invoices just written, and documents that are gone. */
export interface MoneyToSettle {
  readonly accountId: string;
  readonly connectionId: string;
  readonly today: string;
  readonly now: Date;
  readonly written: readonly WritableInvoice[];
  readonly removedIds: readonly string[];
}

/** Drafts and pro formas are paid by the invoice that follows them, corrections by the one they correct. */
function isSettledByPayments({ row }: WritableInvoice): boolean {
  return row.kind !== 'credit_note' && row.kind !== 'proforma' && !row.record.isDraft;
}

/**
 * Paid at the provider means nothing is open any more, whatever the amounts beside it say; else what
 * the provider has seen is the total less what it calls open.
 */
const PAID_COLUMNS: readonly ArrayColumn<WritableInvoice>[] = [
  { name: 'id', type: 'uuid', of: ({ id }) => id },
  { name: 'is_settled', type: 'boolean', of: ({ row }) => row.record.paidOn !== null },
  {
    name: 'paid_minor',
    type: 'bigint',
    of: ({ row }) => row.record.grossMinor - row.record.openMinor,
  },
  { name: 'paid_on', type: 'date', of: ({ row }) => row.record.paidOn },
];

/**
 * Brings payments and credit notes to where the provider stands, by adding the difference: a payment
 * with its allocation (negative when the provider takes one back), and for each credit note an
 * allocation on the invoice it corrects, mirrored on the credit note itself so that the two balance.
 *
 * The invoices were written in the same transaction, so their rows are locked: two processes never
 * add the same difference.
 *
 * @returns the invoices whose balance moved
 */
export async function settleMoney(tx: Transaction, money: MoneyToSettle): Promise<string[]> {
  const paid = rowArrays('g', PAID_COLUMNS, money.written.filter(isSettledByPayments), 7);
  const creditNotes = money.written
    .filter(({ row }) => row.kind === 'credit_note')
    .map(({ id }) => id);
  const originals = money.written
    .filter(({ row }) => row.kind !== 'credit_note')
    .map(({ row }) => row.record.externalId);
  const rows = await tx.query<{ invoice_id: string }>(
    `with given as materialized (select * from ${paid.from}),
     credit_notes as materialized (
       select cn.* from unnest($5::uuid[]) as asked(id)
        cross join lateral (select * from invoices x where x.account_id = $1 and x.id = asked.id and x.kind = 'credit_note' limit 1) cn
       union
       select cn.* from unnest($6::text[]) as original(external_id)
        cross join lateral (
          select * from invoices x
           where x.account_id = $1 and x.connection_id = $2 and x.corrects_external_id = original.external_id and x.kind = 'credit_note' offset 0) cn
     ), pairs as (
       select cn.id as credit_note_id, o.id as invoice_id, o.balance_minor,
              case when cn.is_draft or cn.cancelled_on is not null or cn.removed_on is not null then 0 else -cn.gross_minor end
              - coalesce((select sum(a.amount_minor) from allocations a
                           where a.account_id = $1 and a.invoice_id = o.id and a.credit_note_id = cn.id), 0) as amount
         from credit_notes cn
        cross join lateral (
          select * from invoices x
           where x.account_id = $1 and x.connection_id = $2 and x.external_id = cn.corrects_external_id and x.kind <> 'credit_note' offset 0) o
        where cn.currency = o.currency
     ), netted as materialized (select * from pairs where amount <> 0),
     sums as (
       select g.id, g.is_settled, g.paid_minor, coalesce(g.paid_on, $3::date) as received_on, i.gross_minor, i.balance_minor, i.client_id, i.currency,
              coalesce(sum(a.amount_minor) filter (where a.source = 'provider'), 0) as provider,
              coalesce(sum(a.amount_minor) filter (where a.source <> 'provider'), 0)
                + coalesce((select sum(n.amount) from netted n where n.invoice_id = g.id), 0) as other
         from given g
        cross join lateral (select * from invoices x where x.account_id = $1 and x.id = g.id limit 1) i
         left join lateral (select source, amount_minor from allocations x where x.account_id = $1 and x.invoice_id = g.id offset 0) a on true
        group by g.id, g.is_settled, g.paid_minor, g.paid_on, i.gross_minor, i.balance_minor, i.client_id, i.currency
     ), due as materialized (
       select * from (
         select uuidv7() as payment_id, s.*,
                (case when is_settled then greatest(gross_minor - other, 0) else paid_minor end - provider)::bigint as amount
           from sums s) d
        where amount <> 0
     ), payment as (
       insert into payments (account_id, id, client_id, source, received_on, amount_minor, currency, created_at)
       select $1, payment_id, client_id, 'provider', received_on, amount, currency, $4 from due
     ), allocated as (
       insert into allocations (account_id, invoice_id, payment_id, credit_note_id, amount_minor, source, allocated_on, created_at)
       select $1, id, payment_id, null::uuid, amount, 'provider', received_on, $4::timestamptz from due
       union all
       select $1, invoice_id, null, credit_note_id, amount, 'credit_note', $3::date, $4::timestamptz from netted
       union all
       select $1, credit_note_id, null, credit_note_id, -amount, 'credit_note', $3::date, $4::timestamptz from netted
     ), moved as (
       select id as invoice_id, balance_minor, sum(amount)::bigint as amount, string_agg(source, ',') as sources
         from (select id, balance_minor, amount, 'provider' as source from due
               union all select invoice_id, balance_minor, amount, 'credit_note' from netted) m
        group by id, balance_minor
     ), told as (
       insert into case_events (account_id, case_id, at, on_day, kind, data)
       select $1, c.id, $4, $3, 'balance_changed',
              jsonb_build_object('amountMinor', (-m.amount)::text, 'balanceMinor', (m.balance_minor - m.amount)::text, 'source', m.sources)
         from moved m
        cross join lateral (select id from cases x where x.account_id = $1 and x.invoice_id = m.invoice_id and x.state = 'active' limit 1) c
     )
     select invoice_id from moved`,
    [
      money.accountId,
      money.connectionId,
      money.today,
      money.now,
      [...creditNotes, ...money.removedIds],
      originals,
      ...paid.values,
    ],
  );
  return rows.map((row) => row.invoice_id);
}
