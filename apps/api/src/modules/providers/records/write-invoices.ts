import type { LineRecord } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';
import { asBytes } from './content-hash.js';
import type { InvoiceRow } from './invoice-row.js';
import { type ArrayColumn, rowArrays } from './row-arrays.js';
import { storable, storableOrNull } from './storable.js';

/** An invoice that is new or has changed, with the ids it is stored under. */
export interface WritableInvoice {
  readonly id: string;
  readonly isKnown: boolean;
  readonly clientId: string;
  readonly row: InvoiceRow;
}

interface WritableLine {
  readonly invoiceId: string;
  readonly position: number;
  readonly line: LineRecord;
}

const INVOICE_COLUMNS: readonly ArrayColumn<WritableInvoice>[] = [
  { name: 'kind', type: 'text', of: ({ row }) => row.kind },
  { name: 'external_seq', type: 'bigint', of: ({ row }) => row.record.sequence },
  { name: 'number', type: 'text', of: ({ row }) => row.number },
  { name: 'client_id', type: 'uuid', of: ({ clientId }) => clientId },
  { name: 'currency', type: 'text', of: ({ row }) => row.record.currency },
  { name: 'net_minor', type: 'bigint', of: ({ row }) => row.record.netMinor },
  { name: 'tax_minor', type: 'bigint', of: ({ row }) => row.record.taxMinor },
  { name: 'gross_minor', type: 'bigint', of: ({ row }) => row.record.grossMinor },
  { name: 'issued_on', type: 'date', of: ({ row }) => row.record.issuedOn },
  { name: 'sold_on', type: 'date', of: ({ row }) => row.record.soldOn },
  { name: 'due_on', type: 'date', of: ({ row }) => row.dueOn },
  { name: 'legal_due_on', type: 'date', of: ({ row }) => row.legalDueOn },
  { name: 'is_draft', type: 'boolean', of: ({ row }) => row.record.isDraft },
  { name: 'cancelled_on', type: 'date', of: ({ row }) => row.cancelledOn },
  {
    name: 'payment_method',
    type: 'text',
    of: ({ row }) => storableOrNull(row.record.paymentMethod),
  },
  { name: 'bank_account', type: 'text', of: ({ row }) => row.bankAccount },
  { name: 'bank_name', type: 'text', of: ({ row }) => row.bankName },
  { name: 'swift', type: 'text', of: ({ row }) => row.swift },
  { name: 'is_split_payment', type: 'boolean', of: ({ row }) => row.record.isSplitPayment },
  { name: 'ksef_number', type: 'text', of: ({ row }) => storableOrNull(row.record.ksefNumber) },
  { name: 'corrects_external_id', type: 'text', of: ({ row }) => row.record.correctsExternalId },
  { name: 'content_hash', type: 'bytea', of: ({ row }) => asBytes(row.contentHash) },
];

const KEY_COLUMNS: readonly ArrayColumn<WritableInvoice>[] = [
  { name: 'id', type: 'uuid', of: ({ id }) => id },
  { name: 'is_known', type: 'boolean', of: ({ isKnown }) => isKnown },
  { name: 'line_count', type: 'int', of: ({ row }) => row.record.lines.length },
  { name: 'collection', type: 'text', of: ({ row }) => row.record.collection },
  { name: 'external_id', type: 'text', of: ({ row }) => row.record.externalId },
  { name: 'pay_link', type: 'text', of: ({ row }) => storableOrNull(row.record.payLink) },
];

const LINE_COLUMNS: readonly ArrayColumn<WritableLine>[] = [
  { name: 'invoice_id', type: 'uuid', of: ({ invoiceId }) => invoiceId },
  { name: 'position', type: 'int', of: ({ position }) => position },
  { name: 'name', type: 'text', of: ({ line }) => storable(line.name) },
  { name: 'quantity', type: 'numeric', of: ({ line }) => line.quantity },
  { name: 'unit', type: 'text', of: ({ line }) => storableOrNull(line.unit) },
  { name: 'unit_net_minor', type: 'bigint', of: ({ line }) => line.unitNetMinor },
  { name: 'net_minor', type: 'bigint', of: ({ line }) => line.netMinor },
  { name: 'tax_minor', type: 'bigint', of: ({ line }) => line.taxMinor },
  { name: 'gross_minor', type: 'bigint', of: ({ line }) => line.grossMinor },
  { name: 'tax_symbol', type: 'text', of: ({ line }) => storableOrNull(line.taxSymbol) },
];

const NAMES = INVOICE_COLUMNS.map((column) => column.name);
const LINE_NAMES = LINE_COLUMNS.map((column) => column.name);
const FIRST_LINE_PARAMETER = 4 + KEY_COLUMNS.length + INVOICE_COLUMNS.length;

/**
 * What is added where some of the invoices are known. By conflict, not by join: the key then is the only
 * way to a row, whatever the planner believes about the table. A row that says the same already is left alone.
 */
const CHANGE_KNOWN = `
       on conflict (account_id, id) do update
         set ${NAMES.map((name) => `${name} = excluded.${name}`).join(', ')},
             pay_link = coalesce(excluded.pay_link, i.pay_link), removed_on = null, updated_at = $3
       where i.content_hash is distinct from excluded.content_hash or excluded.pay_link is distinct from i.pay_link`;
const DROP_LINES = `,
     fewer as (
       delete from invoice_lines d
        where d.account_id = $1 and d.invoice_id = any (array(select id from g where is_known))
          and d.position > (select g.line_count from g where g.id = d.invoice_id)
     )`;
const CHANGE_LINES = `
     on conflict (account_id, invoice_id, position) do update
       set ${LINE_NAMES.slice(2)
         .map((name) => `${name} = excluded.${name}`)
         .join(', ')}
     where (${LINE_NAMES.slice(2)
       .map((name) => `o.${name}`)
       .join(', ')}) is distinct from (${LINE_NAMES.slice(2)
       .map((name) => `excluded.${name}`)
       .join(', ')})`;

/** Writes invoices with their lines in one statement. An invoice that is there again is no longer removed. */
export async function writeInvoices(
  tx: Transaction,
  place: { readonly accountId: string; readonly connectionId: string; readonly writtenAt: Date },
  invoices: readonly WritableInvoice[],
): Promise<void> {
  const lines = invoices.flatMap(({ id, row }) =>
    row.record.lines.map((line, index) => ({ invoiceId: id, position: index + 1, line })),
  );
  const given = rowArrays('g', [...KEY_COLUMNS, ...INVOICE_COLUMNS], invoices, 4);
  const givenLines = rowArrays('l', LINE_COLUMNS, lines, FIRST_LINE_PARAMETER);
  const isAnyKnown = invoices.some(({ isKnown }) => isKnown);
  await tx.execute(
    `with g as materialized (select * from ${given.from}),
     written as (
       insert into invoices as i (account_id, connection_id, id, collection, external_id, pay_link, ${NAMES.join(', ')}, created_at, updated_at)
       select $1, $2, g.id, g.collection, g.external_id, g.pay_link, ${NAMES.map((name) => `g.${name}`).join(', ')}, $3, $3 from g${isAnyKnown ? CHANGE_KNOWN : ''}
     )${isAnyKnown ? DROP_LINES : ''}
     insert into invoice_lines as o (account_id, ${LINE_NAMES.join(', ')})
     select $1, l.* from ${givenLines.from}${isAnyKnown ? CHANGE_LINES : ''}`,
    [place.accountId, place.connectionId, place.writtenAt, ...given.values, ...givenLines.values],
  );
}
