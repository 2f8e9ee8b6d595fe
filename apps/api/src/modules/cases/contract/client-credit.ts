import { localDate } from '@invoicetracker/calendar';
import { isPositive, type Money, money, sumByCurrency } from '@invoicetracker/money';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { creditedOf } from '../case-facts.reader.js';

/** Something in a client's favour: money that settles no invoice yet, or a credit note that is not used up. */
export interface CreditLine {
  readonly kind: 'payment' | 'credit-note' | 'overpaid-invoice';
  /** Of the payment or the document. */
  readonly id: string;
  /** Of the document; null for money. */
  readonly number: string | null;
  /** The day the money came, or the document was issued. */
  readonly on: string | null;
  /** What is left of it; negative for money that went back. */
  readonly amount: Money;
  /** All of the payment or the credit note; null for an invoice, of which only what is too much counts. */
  readonly whole: Money | null;
}

/** What a client has in hand, and what of it goes against each of its cases. */
export interface ClientCredit {
  readonly lines: readonly CreditLine[];
  /** By case, more than nothing. */
  readonly credited: ReadonlyMap<string, Money>;
}

const NOTHING: ClientCredit = { lines: [], credited: new Map() };

/** Reads what a client has in hand now; mostly nothing. Currencies in which more went back than came are left out. */
export async function readClientCredit(
  tx: Transaction,
  scope: AccountScope,
  clientId: string,
  today: string,
): Promise<ClientCredit> {
  return (await readClientCredits(tx, scope, [clientId], today)).get(clientId)!;
}

/** The same of several clients at once, by their ids. */
export async function readClientCredits(
  tx: Transaction,
  scope: AccountScope,
  clientIds: readonly string[],
  today: string,
): Promise<Map<string, ClientCredit>> {
  const rows = await tx.query<LineRow>(LINES, [scope.accountId, clientIds]);
  const credits = new Map<string, ClientCredit>(clientIds.map((id) => [id, NOTHING]));
  for (const [clientId, lines] of Map.groupBy(rows, (row) => row.client_id)) {
    credits.set(clientId, await creditOf(tx, scope, clientId, lines.map(toLine), today));
  }
  return credits;
}

async function creditOf(
  tx: Transaction,
  scope: AccountScope,
  clientId: string,
  lines: readonly CreditLine[],
  today: string,
): Promise<ClientCredit> {
  const credits = sumByCurrency(lines.map(({ amount }) => amount)).filter(isPositive);
  const currencies = credits.map(({ currency }) => currency);
  return {
    lines: lines.filter(({ amount }) => currencies.includes(amount.currency)),
    credited: await creditedOf(tx, scope.accountId, localDate(today), {
      of: () => credits,
      clientIds: credits.length === 0 ? [] : [clientId],
    }),
  };
}

interface LineRow {
  client_id: string;
  kind: CreditLine['kind'];
  id: string;
  number: string | null;
  on: string | null;
  minor: string;
  whole_minor: string | null;
  currency: string;
}

function toLine({ kind, id, number, on, minor, whole_minor, currency }: LineRow): CreditLine {
  return {
    kind,
    id,
    number,
    on,
    amount: money(BigInt(minor), currency),
    whole: whole_minor === null ? null : money(BigInt(whole_minor), currency),
  };
}

const LINES = prepared(
  `select client_id, kind, id, number, "on", minor, whole_minor, currency
     from (select p.client_id, 'payment' as kind, p.id, null::text as number, p.received_on as "on", p.unallocated_minor as minor,
                  p.amount_minor as whole_minor, p.currency
             from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
             join payments p on p.account_id = $1 and p.client_id = given.id and p.unallocated_minor <> 0
           union all
           select i.client_id, case i.kind when 'credit_note' then 'credit-note' else 'overpaid-invoice' end, i.id, i.number, i.issued_on,
                  -i.balance_minor, case i.kind when 'credit_note' then -i.gross_minor end, i.currency
             from unnest((select $2::uuid[])) given(id)
             join invoices i on i.account_id = $1 and i.client_id = given.id and i.balance_minor < 0 and i.direction = 'receivable'
                            and i.kind <> 'proforma' and not i.is_draft and i.cancelled_on is null and i.removed_on is null) c
    order by number is not null, "on", id`,
);
