import type { Transaction } from '../../platform/database/transaction.js';
import { moneyOf } from '../../platform/http/money.dto.js';
import type { AllocationView, CaseInvoiceView, InvoiceLineView } from './case-view.dto.js';

interface InvoiceRow {
  id: string;
  number: string;
  kind: string;
  issued_on: string | null;
  sold_on: string | null;
  due_on: string;
  currency: string;
  net_minor: string;
  tax_minor: string;
  gross_minor: string;
  allocated_minor: string;
  balance_minor: string;
  payment_method: string | null;
  bank_account: string | null;
  bank_name: string | null;
  ksef_number: string | null;
  is_split_payment: boolean;
  external_id: string | null;
  provider: string | null;
  connection_name: string | null;
}

/** The invoice behind a case: totals, lines, and the money that settled it. */
export async function readCaseInvoice(
  tx: Transaction,
  accountId: string,
  invoiceId: string,
): Promise<CaseInvoiceView> {
  const row = (await tx.one<InvoiceRow>(
    `select i.id, i.number, i.kind, i.issued_on, i.sold_on, i.due_on, i.currency, i.net_minor, i.tax_minor, i.gross_minor, i.allocated_minor,
            i.balance_minor, i.payment_method, i.bank_account, i.bank_name, i.ksef_number, i.is_split_payment, i.external_id,
            n.provider, n.name as connection_name
       from invoices i left join connections n on n.account_id = i.account_id and n.id = i.connection_id
      where i.account_id = $1 and i.id = $2`,
    [accountId, invoiceId],
  ))!;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    issuedOn: row.issued_on,
    soldOn: row.sold_on,
    dueOn: row.due_on,
    net: moneyOf(row.net_minor, row.currency),
    tax: moneyOf(row.tax_minor, row.currency),
    gross: moneyOf(row.gross_minor, row.currency),
    paid: moneyOf(row.allocated_minor, row.currency),
    balance: moneyOf(row.balance_minor, row.currency),
    paymentMethod: row.payment_method,
    bankAccount: row.bank_account,
    bankName: row.bank_name,
    ksefNumber: row.ksef_number,
    isSplitPayment: row.is_split_payment,
    lines: await readLines(tx, accountId, invoiceId, row.currency),
    payments: await readAllocations(tx, accountId, invoiceId, row.currency),
    source: {
      provider: row.provider,
      connectionName: row.connection_name,
      externalId: row.external_id,
    },
  };
}

async function readLines(
  tx: Transaction,
  accountId: string,
  invoiceId: string,
  currency: string,
): Promise<InvoiceLineView[]> {
  const rows = await tx.query<{
    position: number;
    name: string;
    quantity: string;
    unit: string | null;
    unit_net_minor: string;
    net_minor: string;
    gross_minor: string;
    tax_symbol: string | null;
  }>(
    `select position, name, trim_scale(quantity)::text as quantity, unit, unit_net_minor, net_minor, gross_minor, tax_symbol
       from invoice_lines where account_id = $1 and invoice_id = $2 order by position`,
    [accountId, invoiceId],
  );
  return rows.map((row) => ({
    position: row.position,
    name: row.name,
    quantity: row.quantity,
    unit: row.unit,
    unitNet: moneyOf(row.unit_net_minor, currency),
    net: moneyOf(row.net_minor, currency),
    gross: moneyOf(row.gross_minor, currency),
    taxSymbol: row.tax_symbol,
  }));
}

async function readAllocations(
  tx: Transaction,
  accountId: string,
  invoiceId: string,
  currency: string,
): Promise<AllocationView[]> {
  const rows = await tx.query<{
    allocated_on: string;
    amount_minor: string;
    source: AllocationView['source'];
    note: string | null;
  }>(
    `select min(a.allocated_on)::text as allocated_on, sum(a.amount_minor)::bigint as amount_minor,
            coalesce(p.source, 'credit_note') as source, coalesce(p.note, k.number) as note
       from allocations a
       left join payments p on p.account_id = a.account_id and p.id = a.payment_id
       left join invoices k on k.account_id = a.account_id and k.id = a.credit_note_id
      where a.account_id = $1 and a.invoice_id = $2
      group by a.payment_id, a.credit_note_id, p.source, p.note, k.number having sum(a.amount_minor) <> 0 order by min(a.id::text)`,
    [accountId, invoiceId],
  );
  return rows.map((row) => ({
    on: row.allocated_on,
    amount: moneyOf(row.amount_minor, currency),
    source: row.source,
    note: row.note,
  }));
}
