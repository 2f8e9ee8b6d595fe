import { asOwner } from '../arrange/as-owner.mjs';
import { DUE_DAY } from '../arrange/due-cases.mjs';
import { environmentFor } from '../arrange/environment.mjs';
import { fillOutbox } from '../arrange/outbox.mjs';
import { clockAt } from '../arrange/set-clock.mjs';
import { startSmtpSink } from '../arrange/smtp-sink.mjs';
import { alternate } from '../framework/alternate.mjs';
import { askOnce } from '../framework/child.mjs';
import { goals } from '../framework/goals.mjs';
import { rowOf } from '../framework/row.mjs';

const MAILS = 1000;
const PACED = 1000;
const A_MINUTE = 30;
const ROUNDS = 3;

/**
 * A firm with a sender that may send 30 messages a minute, as Microsoft 365 has it, and with one that may send what it
 * likes: 1,000 letters wait for each. What the free one takes is held against the same without the other; the paced one
 * has sent its 30 then, and waits.
 */
export async function* pacedSender({ databases }) {
  const sink = await startSmtpSink();
  const clock = clockAt(`${DUE_DAY}T10:00:00Z`);
  const filled = await databases.migrated();
  try {
    const accountId = await fillOutbox(filled, MAILS + PACED, sink.port);
    const send = async (prepare, expected) => {
      const copy = await databases.copyOf(filled);
      await asOwner(copy, (owner) => prepare(owner, accountId));
      sink.mails = 0;
      const environment = environmentFor(copy, { CLOCK_FILE: clock.file });
      const { seconds } = await askOnce('programs/send.mjs', { environment }, { accountId });
      if (sink.mails !== expected) throw new Error(`${sink.mails} of ${expected} mails arrived.`);
      await databases.drop(copy);
      return seconds;
    };
    const measured = await alternate(
      ROUNDS,
      () => send(withoutPaced, MAILS),
      () => send(withPaced, MAILS + A_MINUTE),
    );
    yield rowOf('send-beside-paced-sender', 's', measured, goals.ratioAtMost(1.15));
  } finally {
    clock.remove();
    await sink.close();
    await databases.drop(filled);
  }
}

const PACED_ONES = `select id from notices where account_id = $1 and state = 'planned' order by id limit ${PACED}`;

async function withPaced(owner, accountId) {
  await owner.query(
    `insert into senders (account_id, host, port, security, from_name, from_email, is_default, is_escalated, per_minute, created_at, updated_at)
     select account_id, host, port, security, 'Dział windykacji', 'windykacja@firma.example', false, true, ${A_MINUTE}, now(), now()
       from senders where account_id = $1`,
    [accountId],
  );
  await owner.query(
    `update notices set sender_kind = 'escalated' where account_id = $1 and id in (${PACED_ONES})`,
    [accountId],
  );
}

async function withoutPaced(owner, accountId) {
  await owner.query(
    `update notices set state = 'cancelled' where account_id = $1 and id in (${PACED_ONES})`,
    [accountId],
  );
}
