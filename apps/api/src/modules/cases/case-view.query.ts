import { Injectable } from '@nestjs/common';

import { type LocalDate, localDate } from '@invoicetracker/calendar';
import {
  calendarOf,
  type CaseFacts,
  type Decision,
  decide,
  type DunningPolicy,
  forecast,
  instalmentOn,
  type SendingCalendar,
  type StageRecord,
  stageDueOn,
} from '@invoicetracker/dunning';

import { isZero } from '@invoicetracker/money';

import type { Transaction } from '../../platform/database/transaction.js';
import { NotFound } from '../../platform/http/domain-error.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';
import { readFacts } from './case-facts.reader.js';
import { CASE_ROW_COLUMNS, CASE_ROW_HOLD, type CaseRowRecord, toCaseRow } from './case-row.js';
import { readCaseInvoice } from './case-invoice.reader.js';
import type {
  CaseEventView,
  CaseStageView,
  CaseView,
  ClientView,
  ContactView,
  PlannedStepView,
} from './case-view.dto.js';
import { readSendingRulesFor } from './sending-rules.reader.js';
import { readPoliciesOf } from './dunning-policy.reader.js';
import { readTodaysAnswer } from './evaluations/todays-answer.js';
import { readDisputes } from './disputes/disputes.reader.js';
import { readHolds } from './holds/holds.reader.js';
import { readPromises } from './promises/promises.reader.js';

/** Days the plan looks ahead: the last default stage and as many days of gap as there may be. */
const PLAN_DAYS = 400;
/** Events shown; a case has a few a stage. */
const TIMELINE_LIMIT = 500;

/** One case with everything its page shows. */
@Injectable()
export class CaseViewQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  show(scope: AccountScope, caseId: string): Promise<CaseView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = localDate(await this.day.today(tx, scope));
      return readCase(tx, scope, caseId, today);
    });
  }
}

async function readCase(
  tx: Transaction,
  scope: AccountScope,
  caseId: string,
  today: LocalDate,
): Promise<CaseView> {
  const row = await tx.one<
    CaseRowRecord & {
      policy_id: string;
      policy_version: number;
      cycle: number;
      opened_on: string;
      legal_due_on: string;
    }
  >(
    `select ${CASE_ROW_COLUMNS}, c.cycle, c.opened_on, c.policy_id, c.policy_version, i.legal_due_on
       from cases c
       join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
       left join case_schedule s on s.account_id = c.account_id and s.case_id = c.id
       ${CASE_ROW_HOLD}
      where c.account_id = $1 and c.id = $2`,
    [scope.accountId, caseId],
  );
  if (row === undefined) throw new NotFound('case');
  const policy = (await readPoliciesOf(tx, scope.accountId, [row]))(row);
  const [active] = await readFacts(tx, scope.accountId, today, [caseId]);
  const read = await readSendingRulesFor(tx, scope.accountId, today, active ? [active] : []);
  const records = await readStages(tx, scope.accountId, caseId, row.cycle);
  return {
    ...toCaseRow(row, today),
    ...(active === undefined ? {} : waitsFor(active.facts, policy, today)),
    todaysAnswer:
      active === undefined
        ? null
        : await readTodaysAnswer(tx, scope.accountId, active, {
            today,
            read,
            waitsFor: row.reason,
          }),
    cycle: row.cycle,
    openedOn: row.opened_on,
    legalDueOn: row.legal_due_on,
    invoice: await readCaseInvoice(tx, scope.accountId, row.invoice_id),
    clientDetails: await readClient(tx, scope.accountId, row.client_id, caseId),
    timeline: await readTimeline(tx, scope.accountId, caseId),
    disputes: await readDisputes(tx, scope.accountId, caseId),
    promises: await readPromises(tx, scope.accountId, caseId),
    holds: await readHolds(tx, scope.accountId, caseId, row.client_id, today),
    plan:
      active === undefined
        ? []
        : plan(active.facts, policy, today, calendarOf(read.rules, active.clientId)),
    stages: stages(policy, records, localDate(row.due_on), localDate(row.legal_due_on)),
  };
}

/** An answer a case waits for shows at once, not after the next run. */
function waitsFor(
  facts: CaseFacts,
  policy: DunningPolicy,
  today: LocalDate,
): Partial<Pick<CaseView, 'nextReason' | 'nextOn' | 'nextStageKey'>> {
  if (instalmentOn(facts, today) !== null) return waitsWithInstalment(decide(facts, policy, today));
  if (facts.entry === null && isZero(facts.credited)) return {};
  const decision = decide(facts, policy, today);
  const isWaiting =
    decision.kind === 'pause' || (decision.kind === 'stay' && decision.reason === 'statement-only');
  return isWaiting ? { nextReason: decision.reason } : {};
}

/** While instalments are paid, the run has yet to look at what was agreed a moment ago. */
function waitsWithInstalment(
  decision: Decision,
): Partial<Pick<CaseView, 'nextReason' | 'nextOn' | 'nextStageKey'>> {
  if (decision.kind !== 'pause' || decision.instalmentOn === undefined) return {};
  const { reason, until, nextStageKey } = decision;
  return { nextReason: reason, nextOn: until, nextStageKey: nextStageKey ?? null };
}

function plan(
  facts: CaseFacts,
  policy: DunningPolicy,
  today: LocalDate,
  calendar: SendingCalendar,
): PlannedStepView[] {
  return forecast(facts, policy, today, PLAN_DAYS, calendar).flatMap((step) =>
    step.kind === 'moveTo'
      ? [
          {
            on: step.on,
            stageKey: step.stage.key,
            audience: step.stage.audience,
            instalmentOn: step.instalmentOn ?? null,
            reason: 'due',
          },
        ]
      : [],
  );
}

interface StageRow {
  stage_key: string;
  outcome: StageRecord['outcome'];
  on_day: string;
  notice_id: string | null;
}

function readStages(
  tx: Transaction,
  accountId: string,
  caseId: string,
  cycle: number,
): Promise<StageRow[]> {
  return tx.query<StageRow>(
    'select stage_key, outcome, on_day, notice_id from case_stages where account_id = $1 and case_id = $2 and cycle = $3 and instalment_on is null',
    [accountId, caseId, cycle],
  );
}

function stages(
  policy: DunningPolicy,
  records: readonly StageRow[],
  dueOn: LocalDate,
  legalDueOn: LocalDate,
): CaseStageView[] {
  return policy.stages
    .filter((stage) => stage.isEnabled || records.some((record) => record.stage_key === stage.key))
    .map((stage) => {
      const record = records.find((one) => one.stage_key === stage.key);
      return {
        stageKey: stage.key,
        position: stage.position,
        offsetDays: stage.offsetDays,
        audience: stage.audience,
        dueOn: stageDueOn({ dueOn, legalDueOn }, stage),
        outcome: record?.outcome ?? null,
        on: record?.on_day ?? null,
        noticeId: record?.notice_id ?? null,
      };
    });
}

async function readClient(
  tx: Transaction,
  accountId: string,
  clientId: string,
  caseId: string,
): Promise<ClientView> {
  const client = await tx.one<Omit<ClientView, 'contacts'>>(
    `select l.id, l.name, l.kind, l.tax_number as "taxNumber", l.street, l.postal_code as "postalCode", l.city, l.country, l.phone, l.language,
            l.is_notice_per_invoice as "isNoticePerInvoice", (select a.is_notice_per_invoice from accounts a where a.id = $1) as "isAccountNoticePerInvoice",
            (select count(*)::int from cases c where c.account_id = $1 and c.client_id = l.id and c.state = 'active' and c.id <> $3) as "otherActiveCases"
       from clients l where l.account_id = $1 and l.id = $2`,
    [accountId, clientId, caseId],
  );
  const contacts = await tx.query<ContactView>(
    `select id, email, name, is_dunning as "isDunning", refused_at is not null as "isRefused", source
       from client_contacts where account_id = $1 and client_id = $2 order by position, email`,
    [accountId, clientId],
  );
  return { ...client!, contacts };
}

async function readTimeline(
  tx: Transaction,
  accountId: string,
  caseId: string,
): Promise<CaseEventView[]> {
  const rows = await tx.query<Omit<CaseEventView, 'at'> & { at: Date }>(
    `select e.id, e.at, e.on_day as "onDay", e.kind, u.name as actor, e.data
       from case_events e left join users u on u.id = e.actor_id
      where e.account_id = $1 and e.case_id = $2 order by e.id desc limit $3`,
    [accountId, caseId, TIMELINE_LIMIT],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
