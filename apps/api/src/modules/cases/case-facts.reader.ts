import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { type LocalDate, localDate } from '@invoicetracker/calendar';
import {
  type AwaitedInstalment,
  type CaseFacts,
  type DunningPolicy,
  type Entry,
  type Hold,
  type StageRecord,
  withCredit,
} from '@invoicetracker/dunning';
import { isPositive, type Money, money, zero } from '@invoicetracker/money';

import type { Transaction } from '../../platform/database/transaction.js';
import { clientBatches } from './client-batches.js';
import { type ClientCredits, readClientCredits } from './client-credits.reader.js';
import { readPoliciesOf } from './dunning-policy.reader.js';

/** An active case with everything a decision looks at. */
export interface CaseToDecide {
  readonly caseId: string;
  readonly invoiceId: string;
  readonly clientId: string;
  readonly clientName: string;
  /** ISO 3166-1 alpha-2 */
  readonly clientCountry: string;
  /** null for an invoice kept by hand */
  readonly connectionId: string | null;
  readonly number: string;
  readonly language: string;
  readonly cycle: number;
  /** the client gets a message for each invoice */
  readonly hasOwnNotice: boolean;
  /** the one it runs on, in its version */
  readonly policy: DunningPolicy;
  readonly facts: CaseFacts;
  /** what the client has in hand, for a currency at most once */
  readonly clientCredits: readonly Money[];
}

interface Row {
  case_id: string;
  invoice_id: string;
  client_id: string;
  client_name: string;
  client_country: string;
  connection_id: string | null;
  number: string;
  language: string;
  cycle: number;
  has_own_notice: boolean;
  balance_minor: string;
  currency: string;
  due_on: string;
  legal_due_on: string;
  is_cancelled: boolean;
  hold_code: Hold['code'] | null;
  hold_subject: Hold['subject'];
  hold_reason: string;
  hold_until: string | null;
  contacted_on: string | null;
  is_reachable: boolean;
  has_address: boolean;
  is_awaiting: boolean;
  policy_id: string;
  policy_version: number;
  entry:
    | 'first-sync-unfinished'
    | 'old-debts-undecided'
    | 'own-reminders-unanswered'
    | 'up-to-stage'
    | 'statement'
    | 'hold'
    | null;
  up_to: number | null;
  instalment_on: string | null;
  missing_minor: string;
  breaks_on: string;
  place: number;
  count: number;
  country: string;
  stages:
    | (Pick<StageRecord, 'stageKey' | 'outcome' | 'channel'> & {
        on: string;
        instalmentOn: string | null;
      })[]
    | null;
}

/**
 * What is known of the cases that `chosen` names. They are looked up one by one: left to itself the planner gathers what
 * is known of all of an account's cases first, and then chooses.
 */
const FACTS = `
select c.id as case_id, c.invoice_id, c.client_id, c.client_name, c.number, l.country as client_country, l.language, i.connection_id, c.cycle, c.policy_id, c.policy_version, asked.minor as balance_minor, i.currency, i.due_on, i.legal_due_on,
       i.cancelled_on is not null or i.removed_on is not null as is_cancelled, h.code as hold_code, h.subject as hold_subject, h.reason as hold_reason, h.until as hold_until, d.contacted_on,
       exists (select 1 from notices w where w.account_id = c.account_id and w.client_id = c.client_id and w.audience = 'client' and w.channel <> 'task'
                and w.state in ('planned', 'held', 'claimed', 'handing_over', 'deferred', 'awaiting_approval', 'to_do') and w.waits_for is distinct from 'draft') as is_awaiting,
       e.entry, e.up_to, coalesce(l.is_notice_per_invoice, (select a.is_notice_per_invoice from accounts a where a.id = $1)) as has_own_notice,
       exists (select 1 from client_contacts k
                where k.account_id = c.account_id and k.client_id = c.client_id and k.is_dunning and k.refused_at is null) as is_reachable,
       trim(coalesce(l.street, '')) <> '' and trim(coalesce(l.city, '')) <> '' as has_address,
       (select jsonb_agg(jsonb_build_object('stageKey', s.stage_key, 'outcome', s.outcome, 'on', s.on_day, 'instalmentOn', s.instalment_on, 'channel',
                 case s.outcome when 'pending' then (select n.channel from notices n where n.account_id = s.account_id and n.id = s.notice_id) end))
          from case_stages s where s.account_id = c.account_id and s.case_id = c.id and s.cycle = c.cycle
           and (s.instalment_on is null or s.instalment_on = plan.on_day)) as stages,
       plan.on_day as instalment_on, plan.missing_minor, plan.breaks_on, plan.place, plan.count,
       case when plan.on_day is not null then (select a.country from accounts a where a.id = $1) end as country
  from chosen
 cross join lateral (select * from cases x where x.account_id = $1 and x.id = chosen.case_id and x.state = 'active' limit 1) c
  join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
  join clients l on l.account_id = c.account_id and l.id = c.client_id
  cross join lateral asked_of(c.account_id, c.id, i.balance_minor) asked
  cross join lateral case_entry($1, i.connection_id, c.client_id, c.is_old_debt, i.due_on, c.policy_id, c.policy_version) e
  left join lateral awaited_instalment(c.account_id, c.id) plan on true
  cross join lateral hold_of_message(c.account_id, c.id, c.client_id, plan.on_day) h
  left join client_contact_days d on d.account_id = c.account_id and d.client_id = c.client_id
 order by c.client_id, c.due_on, c.id`;

/**
 * Every active case of the account, a client's together and by due date: as the daily runs take them. They are read
 * in batches, so that no answer of the database grows with the account, and of a case only what is decided by stays.
 */
export async function readAllFacts(
  tx: Transaction,
  accountId: string,
  asOf: LocalDate,
): Promise<CaseToDecide[]> {
  const cases: CaseToDecide[] = [];
  for await (const clientIds of clientBatches(tx, accountId)) {
    const batch = await read(
      tx,
      accountId,
      asOf,
      `select x.id as case_id from cases x where x.account_id = $1 and x.state = 'active' and x.client_id = any ($2::uuid[])`,
      [clientIds],
    );
    for (const one of batch) cases.push(one);
  }
  return cases;
}

/** The active cases with these ids. */
export function readFacts(
  tx: Transaction,
  accountId: string,
  asOf: LocalDate,
  caseIds: readonly string[],
): Promise<CaseToDecide[]> {
  return read(tx, accountId, asOf, 'select unnest($2::uuid[]) as case_id', [caseIds]);
}

/**
 * The cases that are due for a decision on a day, of the next clients after a given one. All due cases
 * of a client come together, because the client gets one notice for them.
 */
export function readDueFacts(
  tx: Transaction,
  accountId: string,
  asOf: LocalDate,
  afterClientId: string | null,
  clientLimit: number,
): Promise<CaseToDecide[]> {
  return read(
    tx,
    accountId,
    asOf,
    `select s.case_id from case_schedule s
        where s.account_id = $1 and s.next_on <= $2 and s.client_id in (
          select distinct n.client_id from case_schedule n
           where n.account_id = $1 and n.next_on <= $2 and n.client_id > $3
           order by n.client_id limit $4)`,
    [asOf, afterClientId ?? '00000000-0000-0000-0000-000000000000', clientLimit],
  );
}

/**
 * What the cases of some clients are credited of what those have in hand. All cases of a client have to be known for
 * that: it goes against the oldest first, due or not.
 *
 * @returns by case, more than nothing
 */
export async function creditedOf(
  tx: Transaction,
  accountId: string,
  asOf: LocalDate,
  credits: ClientCredits,
): Promise<Map<string, Money>> {
  if (credits.clientIds.length === 0) return new Map();
  const cases = await readUncredited(
    tx,
    accountId,
    `select x.id as case_id from cases x where x.account_id = $1 and x.client_id = any ($2::uuid[])`,
    [credits.clientIds],
  );
  const ofClients = Map.groupBy(cases, (one) => one.clientId);
  const shares = [...ofClients].flatMap(([clientId, mine]) =>
    withCredit(mine, credits.of(clientId), asOf),
  );
  return new Map(
    shares
      .filter(({ facts }) => isPositive(facts.credited))
      .map(({ caseId, facts }) => [caseId, facts.credited]),
  );
}

/**
 * Cases of some clients that are not due, and are to be reminded of before the longest gap of the account is over: what may go
 * along in a letter of the day.
 */
export function readComingFacts(
  tx: Transaction,
  accountId: string,
  asOf: LocalDate,
  due: readonly CaseToDecide[],
): Promise<CaseToDecide[]> {
  return read(
    tx,
    accountId,
    asOf,
    `select s.case_id from case_schedule s
        where s.account_id = $1 and s.client_id = any ($2::uuid[]) and s.next_on > $3::date
          and s.next_on <= $3::date + (select max(v.min_gap_days) from policy_versions v where v.account_id = $1)
          and s.next_stage_key in (select g.key from stages g where g.account_id = $1 and g.offset_days < 0)`,
    [[...new Set(due.map((one) => one.clientId))], asOf],
  );
}

async function read(
  tx: Transaction,
  accountId: string,
  asOf: LocalDate,
  chosen: string,
  parameters: readonly unknown[],
): Promise<CaseToDecide[]> {
  const cases = await readUncredited(tx, accountId, chosen, parameters);
  const clientIds = [...new Set(cases.map((one) => one.clientId))];
  const credits = await readClientCredits(tx, accountId, clientIds);
  const credited = await creditedOf(tx, accountId, asOf, credits);
  if (credits.clientIds.length === 0) return cases;
  return cases.map((one) => ({
    ...one,
    clientCredits: credits.of(one.clientId),
    facts: { ...one.facts, credited: credited.get(one.caseId) ?? one.facts.credited },
  }));
}

async function readUncredited(
  tx: Transaction,
  accountId: string,
  chosen: string,
  parameters: readonly unknown[],
): Promise<CaseToDecide[]> {
  const rows = await tx.query<Row>(`with chosen as materialized (${chosen}) ${FACTS}`, [
    accountId,
    ...parameters,
  ]);
  const policyOf = await readPoliciesOf(tx, accountId, rows);
  return rows.map((row) => toCase(row, policyOf(row)));
}

function toCase(row: Row, policy: DunningPolicy): CaseToDecide {
  return {
    caseId: row.case_id,
    invoiceId: row.invoice_id,
    clientId: row.client_id,
    clientName: row.client_name,
    clientCountry: row.client_country,
    connectionId: row.connection_id,
    number: row.number,
    language: row.language,
    cycle: row.cycle,
    hasOwnNotice: row.has_own_notice,
    policy,
    clientCredits: [],
    facts: {
      dueOn: localDate(row.due_on),
      legalDueOn: localDate(row.legal_due_on),
      balance: money(BigInt(row.balance_minor), row.currency),
      credited: zero(row.currency),
      isCancelled: row.is_cancelled,
      stages: recordsOf(row, null),
      isClientAwaitingNotice: row.is_awaiting,
      clientContactedOn: row.contacted_on === null ? null : localDate(row.contacted_on),
      hold: holdOf(row),
      instalment: instalmentOf(row),
      hasReachableContact: row.is_reachable,
      hasPostalAddress: row.has_address,
      entry: entryOf(row),
    },
  };
}

/** The records of the case itself, or of the instalment of a day. */
function recordsOf({ stages }: Row, instalmentOn: string | null): StageRecord[] {
  return (stages ?? [])
    .filter((stage) => stage.instalmentOn === instalmentOn)
    .map(({ stageKey, outcome, channel, on }) => ({
      stageKey,
      outcome,
      channel: channel ?? null,
      on: localDate(on),
    }));
}

function instalmentOf(row: Row): AwaitedInstalment | null {
  if (row.instalment_on === null) return null;
  const on = localDate(row.instalment_on);
  return {
    on,
    legalOn: effectiveDueOn(row.country, on),
    missing: money(BigInt(row.missing_minor), row.currency),
    breaksOn: localDate(row.breaks_on),
    stages: recordsOf(row, row.instalment_on),
    place: row.place,
    count: row.count,
  };
}

function holdOf({ hold_code: code, hold_subject, hold_reason, hold_until }: Row): Hold | null {
  if (code === null) return null;
  const until = hold_until === null ? null : localDate(hold_until);
  return { code, subject: hold_subject, reason: hold_reason, until };
}

function entryOf({ entry, up_to }: Row): Entry | null {
  switch (entry) {
    case null:
      return null;
    case 'up-to-stage':
      return { kind: 'upTo', position: up_to! };
    case 'statement':
      return { kind: 'statement' };
    case 'hold':
      return { kind: 'held' };
    default:
      return { kind: 'waits', reason: entry };
  }
}
