import type { Firm } from '../factories/firm.js';

/** A message that a mail server is responsible for. */
export interface Arrived {
  readonly messageId: string;
  /** what it says, where the server has kept it */
  readonly text?: string;
}

/** Whatever has been done to a firm's workers, server and database: what may be left of its letters. */
export interface Left {
  /** every letter has come to its end: it left, somebody is asked about it, or it says why it does not leave */
  readonly isOver: boolean;
}

/**
 * The one judge of every scenario of trouble. Holds what has arrived against the firm's books.
 *
 * @returns each lie it finds, as a sentence: a notice lost, one sent twice, one sent after the payment was known, a sum
 *   that is not right; nothing where all is well
 */
export async function liesAbout(
  firm: Pick<Firm, 'rows'>,
  arrived: readonly Arrived[],
  { isOver }: Left,
): Promise<string[]> {
  const letters = await firm.rows<Letter>(LETTERS);
  const messages = arrived.map(({ messageId }) => messageId);
  return [
    ...lost(letters, new Set(messages), isOver),
    ...(await firm.rows<Lie>(LOST_STEPS)).map(({ lie }) => lie),
    ...messages
      .filter((id, index) => messages.indexOf(id) !== index)
      .map((id) => `twice: ${id} has arrived again`),
    ...(await firm.rows<Lie>(TWICE)).map(({ lie }) => lie),
    ...(await firm.rows<Lie>(AFTER_PAYMENT)).map(({ lie }) => lie),
    ...(await firm.rows<Lie>(WRONG_SUMS)).map(({ lie }) => lie),
    ...wrongTexts(letters, arrived),
  ];
}

interface Lie {
  readonly lie: string;
}

/** A delivery, and what its notice asks for in all; null where the notice has more than one currency. */
interface Letter {
  readonly messageId: string;
  readonly recipient: string;
  readonly state: string;
  readonly noticeState: string;
  readonly askedMinor: string | null;
}

const ENDED = ['sent', 'unknown', 'refused', 'cancelled'];

function lost(letters: readonly Letter[], messages: ReadonlySet<string>, isOver: boolean) {
  const known = new Map(letters.map((letter) => [letter.messageId, letter]));
  return [
    ...[...messages]
      .filter((id) => !['accepted', 'unknown'].includes(known.get(id)?.state ?? ''))
      .map((id) => `lost: ${id} has arrived, and is ${known.get(id)?.state ?? 'in no book'}`),
    ...letters
      .filter(({ state, messageId }) => state === 'accepted' && !messages.has(messageId))
      .map(({ messageId, recipient }) => `lost: ${messageId} to ${recipient} never arrived`),
    ...letters
      .filter(({ noticeState }) => isOver && !ENDED.includes(noticeState))
      .map(({ recipient, noticeState }) => `lost: the letter to ${recipient} is ${noticeState}`),
  ];
}

/** The sum stands in the text, however a language groups its thousands. */
function wrongTexts(letters: readonly Letter[], arrived: readonly Arrived[]) {
  const asked = new Map(letters.map(({ messageId, askedMinor }) => [messageId, askedMinor]));
  return arrived.flatMap(({ messageId, text }) => {
    const minor = asked.get(messageId);
    if (text === undefined || minor === undefined || minor === null) return [];
    const sum = `${minor.slice(0, -2)}${minor.slice(-2)}`;
    const digits = text.replaceAll(/(?<=\d)[\s.,\u00a0\u202f]+(?=\d)/g, '');
    return digits.includes(sum) ? [] : [`sum: ${messageId} does not name ${minor}`];
  });
}

const LETTERS = `
select d.message_id as "messageId", d.recipient, d.state, n.state as "noticeState",
       (select case when count(distinct k.currency) = 1 then sum(k.amount_minor - k.credited_minor)::text end
          from notice_cases k where k.account_id = $1 and k.notice_id = n.id and k.outcome <> 'dropped') as "askedMinor"
  from deliveries d join notices n on n.account_id = d.account_id and n.id = d.notice_id
 where d.account_id = $1`;

/** What a notice says of itself, its cases and its deliveries say too. */
const LOST_STEPS = `
select 'lost: case ' || k.case_id || ' stands at ' || coalesce(s.outcome, 'nothing') || ' after a notice that is ' || n.state as lie
  from notices n
  join notice_cases k on k.account_id = $1 and k.notice_id = n.id and k.outcome <> 'dropped'
  join cases c on c.account_id = $1 and c.id = k.case_id and c.cycle = k.cycle
  left join case_stages s on s.account_id = $1 and s.case_id = k.case_id and s.cycle = k.cycle and s.stage_key = k.stage_key and s.notice_id = n.id
    and s.instalment_on is not distinct from k.instalment_on
 where n.account_id = $1 and n.state <> 'cancelled' and k.stage_position > 0
   and s.outcome is distinct from case when n.state = 'sent' or n.sent_at is not null then 'counted' when n.state in ('refused', 'unknown') then n.state else 'pending' end
union all
select 'lost: the notice to ' || d.recipient || ' is sent, and nobody has it'
  from notices n join deliveries d on d.account_id = $1 and d.notice_id = n.id
 where n.account_id = $1 and n.state = 'sent' and n.channel = 'email'
   and not exists (select 1 from deliveries a where a.account_id = $1 and a.notice_id = n.id and a.state = 'accepted')
union all
select 'lost: case ' || c.number || ' was due on ' || s.next_on || ', and its run has gone by'
  from case_schedule s join cases c on c.account_id = $1 and c.id = s.case_id and c.state = 'active'
 where s.account_id = $1
   and s.next_on <= (select max(r.on_day) from daily_runs r where r.account_id = $1 and r.state = 'finished' and r.started_at >= s.next_on)
   and not exists (select 1 from notice_cases k join notices n on n.account_id = $1 and n.id = k.notice_id
                    where k.account_id = $1 and k.case_id = c.id and k.outcome in ('pending', 'refused', 'unknown'))`;

/** No step of a case has left in two letters, and nobody has two letters of one day. */
const TWICE = `
select 'twice: step ' || k.stage_key || ' of case ' || k.case_id as lie
  from deliveries d join notice_cases k on k.account_id = $1 and k.notice_id = d.notice_id and k.outcome <> 'dropped'
 where d.account_id = $1 and d.state in ('accepted', 'unknown') and k.stage_position > 0
 group by k.case_id, k.cycle, k.stage_key, k.instalment_on, d.recipient having count(*) > 1`;

/** By the business clock: money that is written down at the same moment as the letter may have come after it. */
const AFTER_PAYMENT = `
select 'after the payment: ' || c.number || ' to ' || d.recipient || ' at ' || d.attempted_at as lie
  from deliveries d
  join notice_cases k on k.account_id = $1 and k.notice_id = d.notice_id and k.outcome <> 'dropped'
  join cases c on c.account_id = $1 and c.id = k.case_id
  join invoices i on i.account_id = $1 and i.id = c.invoice_id
 where d.account_id = $1 and d.state in ('accepted', 'unknown') and d.attempted_at is not null
   and i.gross_minor <= (select coalesce(sum(a.amount_minor), 0) from allocations a
                          where a.account_id = $1 and a.invoice_id = i.id and a.created_at < d.attempted_at)`;

/**
 * A letter asks for what was open when it left, less what was contested, and about an instalment for no more than that; balances are
 * totals less what settled them.
 */
const WRONG_SUMS = `
select 'sum: ' || c.number || ' is asked for ' || k.amount_minor || ' of ' || left_open.minor as lie
  from notices n
  join notice_cases k on k.account_id = $1 and k.notice_id = n.id and k.outcome <> 'dropped'
  join cases c on c.account_id = $1 and c.id = k.case_id
  join invoices i on i.account_id = $1 and i.id = c.invoice_id
 cross join lateral (select max(d.attempted_at) as at from deliveries d where d.account_id = $1 and d.notice_id = n.id and d.state in ('accepted', 'unknown')) gone
 cross join lateral (select i.gross_minor - coalesce(sum(a.amount_minor), 0) as minor from allocations a
                      where a.account_id = $1 and a.invoice_id = i.id and a.created_at < gone.at) left_open
 where n.account_id = $1 and gone.at is not null and (k.amount_minor > left_open.minor or k.amount_minor < left_open.minor and k.instalment_on is null)
   and not exists (select 1 from disputes p where p.account_id = $1 and p.case_id = c.id)
   -- written down in the same moment: whichever came first
   and not exists (select 1 from allocations a where a.account_id = $1 and a.invoice_id = i.id and a.created_at = gone.at)
union all
select 'sum: ' || i.number || ' has ' || i.balance_minor || ' open'
  from invoices i where i.account_id = $1
   and i.balance_minor <> i.gross_minor - (select coalesce(sum(a.amount_minor), 0) from allocations a where a.account_id = $1 and a.invoice_id = i.id)
union all
select 'sum: payment ' || p.id || ' has ' || p.unallocated_minor || ' left'
  from payments p where p.account_id = $1 and p.taken_back_at is null
   and p.unallocated_minor <> p.amount_minor - (select coalesce(sum(a.amount_minor), 0) from allocations a where a.account_id = $1 and a.payment_id = p.id)`;
