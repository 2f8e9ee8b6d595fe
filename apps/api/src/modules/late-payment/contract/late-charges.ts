import { localDate } from '@invoicetracker/calendar';
import type { LawCountry } from '@invoicetracker/interest';
import type { Money } from '@invoicetracker/money';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { chargesBeyond } from '../case-claims/charges-beyond.js';
import { type ClaimFacts, readClaimFacts } from '../case-claims/claim-facts.reader.js';
import { claimOfCase } from '../case-claims/claim-of-case.js';
import { dailyGrowth } from '../case-claims/daily-growth.js';
import { ratesOfNow } from '../rates/read-rates.js';
import { readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';

/** An amount that a letter names, and whether it asks for it. */
export interface Charge {
  readonly amount: Money;
  readonly isClaimed: boolean;
}

/** What a letter says of the charges that the law adds to one invoice. */
export interface InvoiceCharges {
  readonly caseId: string;
  readonly interest: Charge | null;
  readonly compensation: Charge | null;
  /** what one more day adds to the interest */
  readonly daily: Money;
  readonly law: LawCountry;
  readonly isConsumer: boolean;
}

type Said = 'left-out' | 'mentioned' | 'claimed';

interface Switches {
  case_id: string;
  interest: Said;
  compensation: Said;
}

/**
 * The charges that letters of a stage speak of, by case: those whose plan says so there, and whose claim is
 * known. A claim that lacks a rate or a kind of client is left out, so that nothing is asked for on a guess.
 *
 * @param asOf the day of the letter
 */
export async function readLateCharges(
  tx: Transaction,
  accountId: string,
  { caseIds, stageKey, asOf }: { caseIds: readonly string[]; stageKey: string; asOf: string },
): Promise<ReadonlyMap<string, InvoiceCharges>> {
  const switches = await tx.query<Switches>(SWITCHES, [accountId, stageKey, caseIds]);
  if (switches.length === 0) return new Map();
  const [facts, settings, rates] = await Promise.all([
    readClaimFacts(
      tx,
      accountId,
      switches.map((one) => one.case_id),
    ),
    readLatePaymentSettings(tx, accountId),
    ratesOfNow(tx),
  ]);
  const day = localDate(asOf);
  return new Map(
    facts.flatMap((one) => {
      const said = switches.find((each) => each.case_id === one.caseId)!;
      const charges = chargesOf(one, said, claimOfCase(one, settings, day, rates));
      return charges === null ? [] : [[one.caseId, charges] as const];
    }),
  );
}

const SWITCHES = prepared(
  `select c.id as case_id, s.interest, s.compensation
     from unnest((select $3::uuid[])) given(id) -- a subselect, so that one plan does for any number
     join cases c on c.account_id = $1 and c.id = given.id
     join stages s on s.account_id = c.account_id and s.policy_id = c.policy_id and s.version = c.policy_version and s.key = $2
    where s.audience = 'client' and (s.interest <> 'left-out' or s.compensation <> 'left-out')`,
);

function chargesOf(
  facts: ClaimFacts,
  said: Switches,
  { claim, law }: ReturnType<typeof claimOfCase>,
): InvoiceCharges | null {
  if (claim === null || law === null) return null;
  const beyond = chargesBeyond(facts, claim);
  const charges = {
    interest: charge(said.interest, beyond.interest),
    compensation: charge(said.compensation, beyond.compensation?.amount ?? null),
  };
  if (charges.interest === null && charges.compensation === null) return null;
  const isConsumer = claim.kind === 'consumer';
  return { caseId: facts.caseId, ...charges, daily: dailyGrowth(claim), law, isConsumer };
}

function charge(said: Said, amount: Money | null): Charge | null {
  return said === 'left-out' || amount === null || amount.minor === 0n
    ? null
    : { amount, isClaimed: said === 'claimed' };
}
