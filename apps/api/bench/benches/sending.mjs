import { DUE_DAY } from '../arrange/due-cases.mjs';
import { environmentFor } from '../arrange/environment.mjs';
import { fillOutbox } from '../arrange/outbox.mjs';
import { clockAt } from '../arrange/set-clock.mjs';
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
 * 2,000 notices of four invoices each leave: claimed, looked at once more, written, marked, handed over, recorded, and
 * their 8,000 cases moved on. The invoices are kept by hand, so nobody is asked about them. The limit works the same
 * outbox off with one statement that claims and one that records (limits/raw-send.mjs); what the mail server alone
 * takes, the same bytes again and again, is told beside it.
 */
export async function* send2000(context) {
  const sink = await context.shared(smtpSink);
  const many = await measure(context, sink, MAILS, ROUNDS);
  const rate = { value: MAILS / many.value, baseline: MAILS / many.baseline };
  yield rowOf('send-2000', 'mails/s', rate, goals.ratioAtLeast(0.4));
  yield rowOf('send-2000-seconds', 's', many);
  const alone = await smtpAlone(sink);
  yield rowOf('send-2000-smtp-alone', 'mails/s', { value: MAILS / alone });
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
  const raw = startChild('limits/raw-send.mjs', { port: sink.port });
  const clock = clockAt(`${DUE_DAY}T10:00:00Z`);
  const memories = [];
  try {
    const onCopy = async (work) => {
      const copy = await databases.copyOf(filled);
      sink.mails = 0;
      const { seconds, peakMemory } = await work(copy);
      requireMails(sink.mails, mails);
      memories.push(peakMemory);
      await databases.drop(copy);
      return seconds;
    };
    const measured = await alternate(
      rounds,
      () => onCopy(({ ownerUrl }) => raw.ask({ ownerUrl, accountId })),
      () =>
        onCopy((copy) => {
          const environment = environmentFor(copy, { CLOCK_FILE: clock.file });
          return askOnce('programs/send.mjs', { environment }, { accountId });
        }),
    );
    return { ...measured, memory: median(memories.filter(Boolean)) };
  } finally {
    await raw.stop();
    await databases.drop(filled);
    clock.remove();
  }
}

/** Seconds the mail server takes for as many mails, when nothing but it is waited for. */
async function smtpAlone({ port }) {
  const raw = startChild('limits/raw-smtp.mjs', { port });
  try {
    await raw.ask({ mails: 100 });
    return (await raw.ask({ mails: MAILS })).seconds;
  } finally {
    await raw.stop();
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
