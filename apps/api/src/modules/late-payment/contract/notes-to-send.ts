import { localDate } from '@invoicetracker/calendar';
import { money, type Money } from '@invoicetracker/money';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { chargesBeyond } from '../case-claims/charges-beyond.js';
import { type ClaimFacts, readClaimFacts } from '../case-claims/claim-facts.reader.js';
import { claimOfCase } from '../case-claims/claim-of-case.js';
import { ratesOfNow } from '../rates/read-rates.js';
import { readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';

/** A note as a message brings it. */
export interface NoteToSend {
  readonly id: string;
  readonly number: string;
  readonly payBy: string;
  readonly total: Money;
  readonly file: Buffer;
}

/** Why a note is not sent: nothing is owed on it, somebody has stopped a case of it, or it asks for too much by now. */
export type WhyNotSent = 'note-void' | 'note-paid' | 'note-on-hold' | 'note-outdated';

interface Row {
  id: string;
  number: string;
  issued_on: string;
  pay_by: string;
  currency: string;
  total_minor: string;
  is_void: boolean;
  is_paid: boolean;
  is_held: boolean;
  lines: { caseId: string; interest: string; compensation: string | null }[];
}

/**
 * The last look before a note leaves: it is still owed, no case of it is stopped, and what it asks for is still
 * what the law gives for its day, by all that is known now.
 *
 * @param today the account's day
 */
export async function readNoteToSend(
  tx: Transaction,
  accountId: string,
  noteId: string,
  today: string,
): Promise<NoteToSend | WhyNotSent> {
  const row = (await tx.one<Row>(NOTE, [accountId, noteId, today]))!;
  if (row.is_void) return 'note-void';
  if (row.is_paid) return 'note-paid';
  if (row.is_held) return 'note-on-hold';
  if (!(await isStillRight(tx, accountId, row))) return 'note-outdated';
  const file = await tx.one<{ file: Buffer }>(
    'select file from interest_notes where account_id = $1 and id = $2',
    [accountId, noteId],
  );
  return {
    id: row.id,
    number: row.number,
    payBy: row.pay_by,
    total: money(BigInt(row.total_minor), row.currency),
    file: file!.file,
  };
}

/** What waits to go with the next message to a client, as far as it may still leave. */
export async function readNotesToEnclose(
  tx: Transaction,
  accountId: string,
  clientId: string,
  today: string,
): Promise<NoteToSend[]> {
  return (await readNotesToEncloseOf(tx, accountId, [clientId], today)).get(clientId) ?? [];
}

/**
 * The same of several clients at once; those for whom nothing waits are left out. A note that had been put into a message
 * and may not leave with it any more waits again.
 */
export async function readNotesToEncloseOf(
  tx: Transaction,
  accountId: string,
  clientIds: readonly string[],
  today: string,
): Promise<Map<string, NoteToSend[]>> {
  const waiting = await tx.query<{ id: string; client_id: string; enclosed_in: string | null }>(
    WAITING,
    [accountId, clientIds],
  );
  const found = new Map<string, NoteToSend[]>();
  for (const { id, client_id: clientId, enclosed_in: enclosedIn } of waiting) {
    const note = await readNoteToSend(tx, accountId, id, today);
    if (typeof note !== 'string') found.set(clientId, [...(found.get(clientId) ?? []), note]);
    else if (enclosedIn !== null) await enclose(tx, accountId, [id], null);
  }
  return found;
}

/** Whether the notes that a frozen message takes along may all still leave. */
export async function mayEnclosedLeave(
  tx: Transaction,
  accountId: string,
  noticeId: string,
  today: string,
): Promise<boolean> {
  for (const { id } of await tx.query<{ id: string }>(ENCLOSED, [accountId, noticeId]))
    if (typeof (await readNoteToSend(tx, accountId, id, today)) === 'string') return false;
  return true;
}

const ENCLOSED = prepared(
  'select id from interest_notes where account_id = $1 and enclosed_in = $2 and goes_with_next',
);

const WAITING = prepared(
  `select t.id, t.client_id, t.enclosed_in from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
     join interest_notes t on t.account_id = $1 and t.client_id = given.id and t.goes_with_next
    where not exists (select 1 from notices n where n.account_id = $1 and n.id = t.enclosed_in and n.state = 'sent') order by t.id`,
);

/** Writes down which message notes are enclosed with: once that has left they wait no more. */
export async function markEnclosed(
  tx: Transaction,
  accountId: string,
  noteIds: readonly string[],
  noticeId: string,
): Promise<void> {
  if (noteIds.length > 0) await enclose(tx, accountId, noteIds, noticeId);
}

async function enclose(
  tx: Transaction,
  accountId: string,
  noteIds: readonly string[],
  noticeId: string | null,
): Promise<void> {
  await tx.execute(
    'update interest_notes set enclosed_in = $3 where account_id = $1 and id = any ($2)',
    [accountId, noteIds, noticeId],
  );
}

const NOTE = `
select t.id, t.number, t.issued_on, t.pay_by, t.currency, t.total_minor, t.voided_at is not null as is_void, t.paid_minor = t.total_minor as is_paid,
       exists (select 1 from interest_note_lines w join cases c on c.account_id = w.account_id and c.id = w.case_id
                cross join lateral case_hold(c.account_id, c.id, c.client_id) h
                where w.account_id = $1 and w.note_id = t.id and not coalesce(h.until <= $3::date, h.hold_id is null)) as is_held,
       (select jsonb_agg(jsonb_build_object('caseId', w.case_id, 'interest', w.interest_minor::text, 'compensation', w.compensation_minor::text))
          from interest_note_lines w where w.account_id = $1 and w.note_id = t.id) as lines
  from interest_notes t where t.account_id = $1 and t.id = $2`;

/** Money may have become known that came in before the day of the note. */
async function isStillRight(tx: Transaction, accountId: string, note: Row): Promise<boolean> {
  const caseIds = note.lines.map(({ caseId }) => caseId);
  const known = new Map(
    (await readClaimFacts(tx, accountId, caseIds)).map((one) => [one.caseId, one]),
  );
  const settings = await readLatePaymentSettings(tx, accountId);
  const rates = await ratesOfNow(tx);
  return note.lines.every(({ caseId, interest, compensation }) => {
    const facts = beforeNote(known.get(caseId)!, note.id);
    const { claim } = claimOfCase(facts, settings, localDate(note.issued_on), rates);
    if (claim === null) return false;
    const now = chargesBeyond(facts, claim);
    return (
      now.interest.minor >= BigInt(interest) &&
      (compensation === null || (now.compensation?.amount?.minor ?? 0n) >= BigInt(compensation))
    );
  });
}

/** What was on notes when this one was issued. */
function beforeNote(facts: ClaimFacts, noteId: string): ClaimFacts {
  return { ...facts, noted: facts.noted.filter((earlier) => earlier.noteId < noteId) };
}
