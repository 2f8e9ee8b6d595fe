/**
 * The least a database can do for a day on which everything is due: the rows the daily run leaves behind, each table
 * written by one statement, in one transaction, past row-level security. Nothing is read into a program and nothing
 * is decided: that every case is due for this one stage is known beforehand.
 */
export async function rawDailyRun(owner, accountId, day) {
  await owner.query('begin');
  for (const statement of STATEMENTS) await owner.query(statement, [accountId, day]);
  await owner.query('commit');
}

const STATEMENTS = [
  `insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, state, planned_on, not_before, created_at)
   select $1, client_id, 'overdue-notice', 2, 'client', 'email', 'pl', 'planned', $2, $2::date, $2::date
     from (select distinct client_id from case_schedule where account_id = $1 and next_on <= $2) s`,
  `insert into notice_cases (account_id, notice_id, case_id, stage_key, stage_position, channel, cycle, amount_minor, currency)
   select $1, n.id, c.id, 'overdue-notice', 2, 'email', c.cycle, c.balance_minor, c.currency
     from notices n
     join case_schedule s on s.account_id = $1 and s.client_id = n.client_id and s.next_on <= $2
     join cases c on c.account_id = $1 and c.id = s.case_id
    where n.account_id = $1 and n.planned_on = $2`,
  `insert into case_stages (account_id, case_id, cycle, stage_key, outcome, on_day, notice_id)
   select $1, k.case_id, k.cycle, k.stage_key, 'pending', $2, k.notice_id from notice_cases k where k.account_id = $1`,
  `insert into case_events (account_id, case_id, at, on_day, kind, data)
   select $1, k.case_id, $2::date, $2, 'stage_reached', jsonb_build_object('stageKey', k.stage_key, 'noticeId', k.notice_id)
     from notice_cases k where k.account_id = $1`,
  `update cases c set stage_key = k.stage_key, stage_position = k.stage_position
     from notice_cases k where k.account_id = $1 and c.account_id = $1 and c.id = k.case_id and $2::date is not null`,
  `update case_schedule set next_on = $2::date + 1, reason = 'waiting-for-outcome' where account_id = $1 and next_on <= $2`,
];
