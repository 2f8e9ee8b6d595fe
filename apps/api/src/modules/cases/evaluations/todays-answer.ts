import type { LocalDate } from '@invoicetracker/calendar';
import { answerOf, calendarOf, decide, type StageRecord } from '@invoicetracker/dunning';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { CaseToDecide } from '../case-facts.reader.js';
import type { ReadRules } from '../sending-rules.reader.js';
import { factsOf } from './answer-facts.js';
import { answerView } from './answer-view.js';
import type { AnswerView } from './evaluations.dto.js';
import { saidBy } from './said-by.js';

interface NoticeNow {
  id: string;
  state: string;
  sentOn: string | null;
  isCounted: boolean;
  stageKey: string;
  code: string | null;
  detail: string | null;
  until: string | null;
}

interface Known {
  readonly today: LocalDate;
  readonly read: ReadRules;
  /** what the schedule says the case waits for */
  readonly waitsFor: string | null;
}

/**
 * Why the case does what it does today, as it stands this minute: what left today, what waits in the outbox and
 * for what, and else what a run would decide. A run that has been today is not asked again before tomorrow.
 */
export async function readTodaysAnswer(
  tx: Transaction,
  accountId: string,
  one: CaseToDecide,
  known: Known,
): Promise<AnswerView> {
  const notice = await readNotice(tx, accountId, one, known.today);
  if (notice !== null) return ofNotice(notice);
  const { today, read } = known;
  const decision = decide(one.facts, one.policy, today, calendarOf(read.rules, one.clientId));
  const answer = answerOf(decision, one.facts, one.policy, today, read.offFor(one.clientId, today));
  const facts = factsOf(answer);
  if (answer.code !== 'planned') return answerView(answer.code, facts, null);
  if (!(await isSending(tx, accountId))) return answerView('sending-switched-off', facts, null);
  if (known.waitsFor === 'one-notice-a-day') return answerView(known.waitsFor, facts, null);
  return answerView('next-run', { ...facts, until: read.from }, null);
}

/** The notice that left today, or the one that is on its way; it knows better than the case. */
async function readNotice(
  tx: Transaction,
  accountId: string,
  { caseId, cycle, facts }: CaseToDecide,
  today: LocalDate,
): Promise<NoticeNow | null> {
  const speaks = ({ outcome, on }: StageRecord): boolean =>
    outcome === 'pending' || (outcome === 'counted' && on === today);
  const records = [...facts.stages, ...(facts.instalment?.stages ?? [])];
  if (!records.some(speaks)) return null;
  const row = await tx.one<NoticeNow>(
    `select n.id, n.state, n.sent_on as "sentOn", s.outcome = 'counted' as "isCounted", k.stage_key as "stageKey", notice_answer(n.state, ${saidBy('n')}) as code,
            nullif(ltrim(split_part(n.reason, ':', 2)), '') as detail, to_char(n.not_before at time zone a.time_zone, 'YYYY-MM-DD') as until
       from case_stages s
       join notice_cases k on k.account_id = s.account_id and k.notice_id = s.notice_id and k.case_id = s.case_id
       join notices n on n.account_id = s.account_id and n.id = s.notice_id
       join accounts a on a.id = n.account_id
      where s.account_id = $1 and s.case_id = $2 and s.cycle = $3 and (s.outcome = 'pending' or s.outcome = 'counted' and s.on_day = $4)
      order by s.outcome = 'pending' desc, n.id desc limit 1`,
    [accountId, caseId, cycle, today],
  );
  return row ?? null;
}

function ofNotice({
  id,
  state,
  sentOn,
  isCounted,
  stageKey,
  code,
  detail,
  until,
}: NoticeNow): AnswerView {
  const notice = { id, state, sentOn };
  if (isCounted) return answerView('sent', { stageKey }, notice);
  const facts = { stageKey, ...(detail !== null && { detail }) };
  if (code === null) return answerView('planned', facts, notice);
  // what waits for the day's sending hours, or for tomorrow, says so; an hour's wait names no day
  const isDaysWait = code === 'outside-sending-hours' || code === 'daily-cap-reached';
  return answerView(code, { ...facts, ...(isDaysWait && until !== null && { until }) }, notice);
}

async function isSending(tx: Transaction, accountId: string): Promise<boolean> {
  const row = await tx.one<{ isSending: boolean }>(
    'select is_automatic_sending as "isSending" from accounts where id = $1',
    [accountId],
  );
  return row!.isSending;
}
