import type { InvoiceRecord, SetAside } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountFacts } from '../records/account-facts.js';
import { DefaultBankAccounts } from '../records/default-bank-accounts.js';
import { type InvoiceRow, invoiceRow, isUnusable } from '../records/invoice-row.js';
import { type Difference, fieldDifferences } from './difference.js';

interface Place {
  readonly accountId: string;
  readonly connectionId: string;
  readonly account: AccountFacts;
}

interface StoredInvoice {
  readonly collection: string;
  readonly external_id: string;
  readonly number: string;
  readonly kind: string;
  readonly is_draft: boolean;
  readonly cancelled_on: string | null;
  readonly removed_on: string | null;
  readonly due_on: string;
  readonly currency: string;
  readonly net_minor: string;
  readonly tax_minor: string;
  readonly gross_minor: string;
  readonly balance_minor: string;
  /** what the provider has said was paid */
  readonly paid_minor: string;
  readonly client_key: string;
}

/** Drafts and pro formas are paid by the invoice that follows them, corrections by the one they correct. */
const WITHOUT_PAYMENTS = new Set(['credit_note', 'proforma', 'draft']);

/** Holds documents as the provider has them against what is stored; reads only. */
export async function compareInvoices(
  tx: Transaction,
  place: Place,
  records: readonly InvoiceRecord[],
): Promise<Difference[]> {
  const stored = await storedInvoices(tx, place, records);
  return records.flatMap((record) => {
    const of = {
      collection: record.collection,
      externalId: record.externalId,
      label: record.number ?? '',
    };
    const row = invoiceRow(record, place.account, NO_BANKS);
    if (isUnusable(row))
      return [{ ...of, kind: 'unusable', field: row.reason, stored: null, provider: row.detail }];
    const known = stored.get(keyOf(record.collection, record.externalId));
    if (known === undefined)
      return [
        { ...of, kind: 'missing-here', field: null, stored: null, provider: stateAtProvider(row) },
      ];
    return differencesOf(of, known, row);
  });
}

/** A row that came and could not be read at all. */
export function unreadable(row: SetAside): Difference {
  return {
    kind: 'unusable',
    collection: row.collection,
    externalId: row.externalId ?? '',
    label: '',
    field: row.reason,
    stored: null,
    provider: row.detail,
  };
}

/** Accounts to pay to are not compared: a default one may come from the firm's own list. */
const NO_BANKS = new DefaultBankAccounts([]);

function keyOf(collection: string, externalId: string): string {
  return `${collection}\n${externalId}`;
}

async function storedInvoices(
  tx: Transaction,
  place: Place,
  records: readonly InvoiceRecord[],
): Promise<Map<string, StoredInvoice>> {
  const rows = await tx.query<StoredInvoice>(
    `select i.collection, i.external_id, i.number, i.kind, i.is_draft, i.cancelled_on, i.removed_on, i.due_on, i.currency, i.net_minor,
            i.tax_minor, i.gross_minor, i.balance_minor, l.external_id as client_key,
            coalesce((select sum(a.amount_minor) from allocations a
                       where a.account_id = $1 and a.invoice_id = i.id and a.source = 'provider'), 0)::bigint as paid_minor
       from unnest($3::text[], $4::text[]) as g(collection, external_id)
      cross join lateral (
        select * from invoices x
         where x.account_id = $1 and x.connection_id = $2 and x.external_id = g.external_id and x.collection = g.collection limit 1) i
       join clients l on l.account_id = $1 and l.id = i.client_id`,
    [
      place.accountId,
      place.connectionId,
      records.map((record) => record.collection),
      records.map((record) => record.externalId),
    ],
  );
  return new Map(rows.map((row) => [keyOf(row.collection, row.external_id), row]));
}

function differencesOf(
  of: Pick<Difference, 'collection' | 'externalId' | 'label'>,
  stored: StoredInvoice,
  row: InvoiceRow,
): Difference[] {
  const { record } = row;
  const state = stateAtProvider(row);
  return fieldDifferences(of, [
    ['number', 'number', stored.number, row.number],
    ['state', 'state', stateHere(stored), state],
    ['due-date', 'dueOn', stored.due_on, row.dueOn],
    ['client', 'client', stored.client_key, row.clientKey],
    ['amount', 'currency', stored.currency, record.currency],
    ['amount', 'net', stored.net_minor, String(record.netMinor)],
    ['amount', 'tax', stored.tax_minor, String(record.taxMinor)],
    ['amount', 'gross', stored.gross_minor, String(record.grossMinor)],
    ...(WITHOUT_PAYMENTS.has(state) ? [] : [openAmount(stored, record)]),
  ]);
}

/** Paid at the provider means that nothing is open, whatever the amounts beside it say. */
function openAmount(
  stored: StoredInvoice,
  record: InvoiceRecord,
): readonly ['open-amount', 'open', string, string] {
  if (record.paidOn !== null) return ['open-amount', 'open', stored.balance_minor, '0'];
  const open = BigInt(stored.gross_minor) - BigInt(stored.paid_minor);
  return ['open-amount', 'open', String(open), String(record.openMinor)];
}

function stateHere(stored: StoredInvoice): string {
  if (stored.removed_on !== null) return 'removed';
  if (stored.cancelled_on !== null) return 'cancelled';
  return stored.is_draft ? 'draft' : stored.kind;
}

function stateAtProvider(row: InvoiceRow): string {
  if (row.cancelledOn !== null) return 'cancelled';
  return row.record.isDraft ? 'draft' : row.kind;
}
