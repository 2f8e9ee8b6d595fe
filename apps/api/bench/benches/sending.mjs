import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Clock } from '../../dist/platform/clock/clock.js';
import { DUE_DAY } from '../arrange/due-cases.mjs';
import { environmentFor } from '../arrange/environment.mjs';
import { fillOutbox } from '../arrange/outbox.mjs';
import { startSmtpSink } from '../arrange/smtp-sink.mjs';
import { alternate } from '../framework/alternate.mjs';
import { askOnce, startChild } from '../framework/child.mjs';
import { goals } from '../framework/goals.mjs';
import { median } from '../framework/median.mjs';
import { rowOf } from '../framework/row.mjs';

const MAILS = 2000;
/** Each works a copy of the whole database off, for many seconds. */
const ROUNDS = 3;

/**
 * 2,000 notices of four invoices each leave: claimed, looked at once more, written, marked, handed over, recorded. The
 * invoices are kept by hand; `send-2000-asked` is the same with the provider being asked about every invoice.
 */
export async function* send2000(context) {
  const sink = await context.shared(smtpSink);
  const many = await measure(context, sink, MAILS, ROUNDS);
  const rate = { value: MAILS / many.value, baseline: MAILS / many.baseline };
  yield rowOf('send-2000', 'mails/s', rate, goals.ratioAtLeast(0.4));
  yield rowOf('send-2000-seconds', 's', many);
  yield rowOf('send-2000-memory', 'MB', { value: many.memory }, goals.atMost(160, 'MB'));
  const few = await measure(context, sink, MAILS / 10, ROUNDS);
  yield rowOf(
    'send-cost-per-mail-growth',
    'ms',
    { value: (many.value / MAILS) * 1000, baseline: (few.value / (MAILS / 10)) * 1000 },
    goals.ratioAtMost(1.1),
  );
}

async function measure({ databases }, sink, mails, rounds) {
  const filled = await databases.migrated();
  const accountId = await fillOutbox(filled, mails, sink.port);
  const raw = startChild('limits/raw-smtp.mjs', { port: sink.port });
  const clock = clockAt(`${DUE_DAY}T10:00:00Z`);
  const memories = [];
  try {
    await raw.ask({ mails: 100 });
    const measured = await alternate(
      rounds,
      async () => (await raw.ask({ mails })).seconds,
      async () => {
        const copy = await databases.copyOf(filled);
        const environment = environmentFor(copy, { CLOCK_FILE: clock.file });
        sink.mails = 0;
        const answer = await askOnce('programs/send.mjs', { environment }, { accountId });
        requireMails(sink.mails, mails);
        memories.push(answer.peakMemory);
        await databases.drop(copy);
        return answer.seconds;
      },
    );
    return { ...measured, memory: median(memories) };
  } finally {
    await raw.stop();
    await databases.drop(filled);
    clock.remove();
  }
}

async function smtpSink(context) {
  const sink = await startSmtpSink();
  context.atEnd(sink.close);
  return sink;
}

/** An outbox that is left half full would look fast. */
function requireMails(arrived, mails) {
  if (arrived !== mails) throw new Error(`${arrived} of ${mails} mails arrived.`);
}

/** The file that moves the product's calendar to an instant. */
function clockAt(instant) {
  const folder = mkdtempSync(path.join(tmpdir(), 'invoicetracker-bench-'));
  const file = path.join(folder, 'clock.json');
  const offsetMs = Date.parse(instant) - new Clock(null).now().getTime();
  writeFileSync(file, JSON.stringify({ offsetMs }));
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}
