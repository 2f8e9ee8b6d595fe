import pg from 'pg';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

import { secondsOf } from '../framework/alternate.mjs';
import { answerParent } from '../framework/child.mjs';

/** As many connections as the product has for one account, to the mail server and to the database. */
const LANES = 5;
/** Bytes of a reminder with text, HTML and a handful of invoices. */
const MESSAGE_BYTES = 6 * 1024;

/**
 * The least a program can do for a mail of an outbox: one statement claims a notice and reads whom it goes to, the
 * address and the number are put into a text that is ready otherwise, it leaves over a connection that stays open, and
 * one statement records it. No account is kept from another, nobody asks whether it is still owed, no text is filled
 * in, frozen or stored, a lost connection would lose or double mails, and no case moves on.
 */
answerParent(async ({ port }) => {
  const filler = `${'x'.repeat(70)}\r\n`.repeat(MESSAGE_BYTES / 72);
  return async ({ ownerUrl, accountId }) => {
    const lanes = await Promise.all(Array.from({ length: LANES }, () => openLane(port, ownerUrl)));
    const seconds = await secondsOf(() =>
      Promise.all(lanes.map((lane) => workOff(lane, accountId, filler))),
    );
    for (const { smtp, database } of lanes) {
      smtp.quit();
      await database.end();
    }
    return { seconds };
  };
});

async function openLane(port, ownerUrl) {
  const database = new pg.Client({ connectionString: ownerUrl });
  await database.connect();
  return { smtp: await connect(port), database };
}

async function workOff({ smtp, database }, accountId, filler) {
  for (;;) {
    const { rows } = await database.query({ ...CLAIM, values: [accountId] });
    if (rows.length === 0) return;
    const [{ id, email, name }] = rows;
    const message = `From: a@firm.example\r\nTo: ${email}\r\nSubject: Reminder for ${name}\r\n\r\n${filler}`;
    await send(smtp, email, message);
    await database.query({ ...RECORD, values: [accountId, id, email] });
  }
}

const CLAIM = {
  name: 'claim',
  text: `update notices n set state = 'handing_over'
           from clients l join client_contacts k on k.account_id = l.account_id and k.client_id = l.id
          where n.account_id = $1 and l.account_id = $1 and l.id = n.client_id
            and n.id = (select w.id from notices w where w.account_id = $1 and w.state in ('planned', 'deferred', 'held')
                         order by w.not_before, w.id limit 1 for update skip locked)
         returning n.id, l.name, k.email`,
};
const RECORD = {
  name: 'record',
  text: `with sent as (update notices set state = 'sent', sent_at = now() where account_id = $1 and id = $2)
         insert into deliveries (account_id, notice_id, recipient, state, finished_at) values ($1, $2, $3, 'accepted', now())`,
};

function connect(port) {
  const connection = new SMTPConnection({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    allowInternalNetworkInterfaces: true,
  });
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.connect(() => resolve(connection));
  });
}

function send(connection, recipient, message) {
  return new Promise((resolve, reject) => {
    const envelope = { from: 'a@firm.example', to: [recipient] };
    connection.send(envelope, message, (error) => (error ? reject(error) : resolve()));
  });
}
