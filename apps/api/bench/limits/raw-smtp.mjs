import SMTPConnection from 'nodemailer/lib/smtp-connection';

import { secondsOf } from '../framework/alternate.mjs';
import { answerParent } from '../framework/child.mjs';

/** As many connections as the product has for one account. */
const LANES = 5;
/** Bytes of a reminder with text, HTML and a handful of invoices. */
const MESSAGE_BYTES = 6 * 1024;

/** The least a program can do: the same bytes over and over, on five connections, nothing claimed, filled or recorded. */
answerParent(async ({ port }) => {
  const head = 'From: a@firm.example\r\nTo: b@client.example\r\nSubject: Reminder\r\n\r\n';
  const message = Buffer.from(head + `${'x'.repeat(70)}\r\n`.repeat(MESSAGE_BYTES / 72));
  return async ({ mails }) => {
    const lanes = await Promise.all(Array.from({ length: LANES }, () => connect(port)));
    let left = mails;
    const seconds = await secondsOf(() =>
      Promise.all(
        lanes.map(async (lane) => {
          while (left-- > 0) await send(lane, message);
        }),
      ),
    );
    for (const lane of lanes) lane.quit();
    return { seconds };
  };
});

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

function send(connection, message) {
  return new Promise((resolve, reject) => {
    const envelope = { from: 'a@firm.example', to: ['b@client.example'] };
    connection.send(envelope, message, (error) => (error ? reject(error) : resolve()));
  });
}
