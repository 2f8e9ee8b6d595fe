import { localDate } from '@invoicetracker/calendar';
import type { Money } from '@invoicetracker/money';

import type { Transaction } from '../../../platform/database/transaction.js';
import { chargesBeyond } from '../case-claims/charges-beyond.js';
import {
  type ChargePart,
  type NotedCharge,
  readClaimFacts,
} from '../case-claims/claim-facts.reader.js';
import { claimOfCase } from '../case-claims/claim-of-case.js';
import { paidInFullOn } from '../case-claims/paid-in-full-on.js';
import type { RatesInForce } from '../contract/rates-in-force.js';
import type { LatePaymentSettingsView } from '../settings/late-payment-settings.dto.js';

/** A case that was paid after its due date, with what its delay has come to. */
export interface PaidLate {
  readonly caseId: string;
  readonly number: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly dueOn: string;
  /** the day the last of the money came in */
  readonly paidOn: string;
  /** the day that was seen here */
  readonly closedOn: string;
  readonly daysLate: number;
  readonly interest: Money | null;
  readonly compensation: Money | null;
  readonly waived: readonly ChargePart[];
  /** what stands on interest notes; it is not part of the amounts */
  readonly noted: readonly NotedCharge[];
  readonly blockedBy: string | null;
}

interface Row {
  id: string;
  number: string;
  client_id: string;
  client_name: string;
  due_on: string;
  closed_on: string;
}

/** Where a page goes on. */
export interface After {
  readonly closedOn: string;
  readonly caseId: string;
}

interface Wanted {
  readonly clientId: string | null;
  readonly after: After | null;
  readonly limit: number;
  readonly today: string;
}

/** Cases that were paid late, the last first: one index range, and the claims worked out beside it. */
export async function readPaidLate(
  tx: Transaction,
  accountId: string,
  settings: LatePaymentSettingsView,
  rates: RatesInForce,
  { clientId, after, limit, today }: Wanted,
): Promise<PaidLate[]> {
  const rows = await tx.query<Row>(
    `select id, number, client_id, client_name, due_on, closed_on from cases
      where account_id = $1 and state = 'closed' and closed_reason = 'paid' and closed_on > due_on
        and ($2::uuid is null or client_id = $2) and ($3::date is null or (closed_on, id) < ($3, $4::uuid))
      order by closed_on desc, id desc limit $5`,
    [accountId, clientId, after?.closedOn ?? null, after?.caseId ?? null, limit],
  );
  const facts = await readClaimFacts(
    tx,
    accountId,
    rows.map(({ id }) => id),
  );
  const known = new Map(facts.map((one) => [one.caseId, one]));
  return rows.map((row) => {
    const one = known.get(row.id)!;
    const { claim, blocked } = claimOfCase(one, settings, localDate(today), rates);
    const beyond = claim && chargesBeyond({ ...one, waived: [] }, claim);
    return {
      caseId: row.id,
      number: row.number,
      clientId: row.client_id,
      clientName: row.client_name,
      dueOn: row.due_on,
      paidOn: paidInFullOn(one, today) ?? row.closed_on,
      closedOn: row.closed_on,
      daysLate: claim?.daysLate ?? 0,
      interest: beyond?.interest ?? null,
      compensation: beyond?.compensation?.amount ?? null,
      waived: one.waived,
      noted: one.noted,
      blockedBy: blocked?.code ?? claim?.compensation?.missing?.code ?? null,
    };
  });
}

/** What of it is still claimable: not waived, and more than nothing. */
export function claimable({ interest, compensation, waived }: PaidLate): Money[] {
  return [
    ...(interest && interest.minor > 0n && !waived.includes('interest') ? [interest] : []),
    ...(compensation && !waived.includes('compensation') ? [compensation] : []),
  ];
}
