import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { InvoiceRow } from './invoice-row.js';
import { asBytes } from './content-hash.js';
import { type ArrayColumn, arraysOf, unnested } from './row-arrays.js';

/** What the database knows about a row that needs work. */
export interface Found {
  /** The invoice's id; a new one where the invoice is not known. */
  readonly id: string;
  readonly isKnown: boolean;
  /** False: the invoice is as known, only its case must be opened. */
  readonly isChanged: boolean;
  readonly currency: string | null;
  readonly clientId: string | null;
  /** An id to give to the client, where it is not known. */
  readonly spareClientId: string;
}

/** Where the records come from, and how old they are. */
export interface Origin {
  readonly accountId: string;
  readonly connectionId: string;
  /** When the provider was asked: what was written later is newer than the record. */
  readonly askedAt: Date;
  /** Unchanged invoices due until this day must have a case. */
  readonly opensUntil: string;
}

/**
 * Answers only the rows that need work: an unchanged invoice comes back as nothing, and nothing is locked.
 *
 * Each row is looked up by its own key (`limit 1` forbids anything else). Left to itself the planner
 * takes a new account for an empty one, until statistics are gathered, and reads all of it for each row.
 */
export async function findChanged(
  tx: Transaction,
  origin: Origin,
  rows: readonly InvoiceRow[],
): Promise<Map<InvoiceRow, Found>> {
  const found = await tx.query<Found & { n: number }>(FIND, [
    origin.accountId,
    origin.connectionId,
    origin.askedAt,
    origin.opensUntil,
    ...arraysOf(COLUMNS, rows),
  ]);
  return new Map(found.map((one) => [rows[one.n]!, one]));
}

const COLUMNS: readonly ArrayColumn<InvoiceRow>[] = [
  { name: 'collection', type: 'text', of: (row) => row.record.collection },
  { name: 'external_id', type: 'text', of: (row) => row.record.externalId },
  { name: 'hash', type: 'bytea', of: (row) => asBytes(row.contentHash) },
  { name: 'client_key', type: 'text', of: (row) => row.clientKey },
  { name: 'pay_link', type: 'text', of: (row) => row.record.payLink },
  { name: 'n', type: 'int', of: (_row, index) => index },
];

const FIND = prepared(
  `select g.n, coalesce(i.id, uuidv7()) as id, i.id is not null as "isKnown", i.currency,
            i.id is null or i.content_hash is distinct from g.hash or coalesce(g.pay_link <> i.pay_link, g.pay_link is not null) as "isChanged",
            l.id as "clientId", uuidv7() as "spareClientId"
       from ${unnested('g', COLUMNS, 5)}
       left join lateral (
         select * from invoices x
          where x.account_id = $1 and x.connection_id = $2 and x.collection = g.collection and x.external_id = g.external_id limit 1) i on true
       left join lateral (
         select id from clients x where x.account_id = $1 and x.connection_id = $2 and x.external_id = g.client_key limit 1) l on true
       left join lateral (select id from cases x where x.account_id = $1 and x.invoice_id = i.id limit 1) c on true
      where i.id is null
         -- told of a payment and not known whether it was taken: what the provider says may count it or not
         or i.updated_at <= $3 and not exists (
              select 1 from payment_writes w where w.account_id = $1 and w.invoice_id = i.id and w.state = 'unknown')
            and (i.content_hash is distinct from g.hash or coalesce(g.pay_link <> i.pay_link, g.pay_link is not null))
         or c.id is null and i.balance_minor > 0 and i.due_on <= $4 and i.kind not in ('proforma', 'credit_note')
            and not i.is_draft and i.cancelled_on is null and i.removed_on is null`,
);
