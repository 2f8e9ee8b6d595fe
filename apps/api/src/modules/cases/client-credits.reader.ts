import { type Money, money } from '@invoicetracker/money';

import { prepared } from '../../platform/database/prepared.js';
import type { Transaction } from '../../platform/database/transaction.js';

/** What some clients have in hand with the account. */
export interface ClientCredits {
  /** of a client, at most one amount for a currency, each more than nothing */
  readonly of: (clientId: string) => readonly Money[];
  readonly clientIds: readonly string[];
}

const NONE: readonly Money[] = [];

/**
 * Reads what clients have in hand: money that settles no invoice yet, less what went back to them, and credit
 * notes and overpaid invoices that are not used up. Mostly nobody has anything.
 */
export async function readClientCredits(
  tx: Transaction,
  accountId: string,
  clientIds: readonly string[],
): Promise<ClientCredits> {
  if (clientIds.length === 0) return { of: () => NONE, clientIds };
  const rows = await tx.query<{ client_id: string; currency: string; minor: string }>(CREDITS, [
    accountId,
    clientIds,
  ]);
  const credits = Map.groupBy(rows, (row) => row.client_id);
  return {
    of: (clientId) =>
      credits.get(clientId)?.map(({ minor, currency }) => money(BigInt(minor), currency)) ?? NONE,
    clientIds: [...credits.keys()],
  };
}

const CREDITS = prepared(
  `select client_id, currency, sum(minor)::bigint as minor
     from (select p.client_id, p.currency, p.unallocated_minor as minor from payments p
            where p.account_id = $1 and p.client_id = any ($2::uuid[]) and p.unallocated_minor <> 0
           union all
           select i.client_id, i.currency, -i.balance_minor from invoices i
            where i.account_id = $1 and i.client_id = any ($2::uuid[]) and i.balance_minor < 0 and i.direction = 'receivable'
              and i.kind <> 'proforma' and not i.is_draft and i.cancelled_on is null and i.removed_on is null) c
    group by client_id, currency having sum(minor) > 0`,
);
