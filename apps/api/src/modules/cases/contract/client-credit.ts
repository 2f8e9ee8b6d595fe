import { localDate } from '@invoicetracker/calendar';
import { isPositive, type Money, money, sumByCurrency } from '@invoicetracker/money';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { creditedOf } from '../case-facts.reader.js';

/** Something in a client's favour: money that settles no invoice yet, or a credit note that is not used up. */
export interface CreditLine {
  /** Of the document; null for money. */
  readonly number: string | null;
  /** The day the money came, or the document was issued. */
  readonly on: string | null;
  /** Negative for money that went back. */
  readonly amount: Money;
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
  const rows = await tx.query<{
    number: string | null;
    on: string | null;
    minor: string;
    currency: string;
  }>(LINES, [scope.accountId, clientId]);
  if (rows.length === 0) return NOTHING;
  const lines = rows.map(({ number, on, minor, currency }) => ({
    number,
    on,
    amount: money(BigInt(minor), currency),
  }));
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

const LINES = prepared(
  `select number, "on", minor, currency
     from (select null::text as number, p.received_on as "on", p.unallocated_minor as minor, p.currency, p.id from payments p
            where p.account_id = $1 and p.client_id = $2 and p.unallocated_minor <> 0
           union all
           select i.number, i.issued_on, -i.balance_minor, i.currency, i.id from invoices i
            where i.account_id = $1 and i.client_id = $2 and i.balance_minor < 0 and i.direction = 'receivable'
              and i.kind <> 'proforma' and not i.is_draft and i.cancelled_on is null and i.removed_on is null) c
    order by number is not null, "on", id`,
);
