import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from '@jest/globals';

import { type MailCatcher, startMailCatcher } from './mail-catcher.js';

let catcher: MailCatcher;
afterEach(() => catcher.close());

it('shows what it was sent on the inbox page and in the list', async () => {
  catcher = await startMailCatcher();
  await sendMail(catcher.smtpPort, 'Przypomnienie o płatności');
  const page = await fetch(catcher.url, { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await inbox()).toMatchObject([
    { subject: 'Przypomnienie o płatności', to: [{ address: 'anna@client.example' }] },
  ]);
});

it('keeps no more than it may', async () => {
  catcher = await startMailCatcher({ maxEmails: 2 });
  for (const subject of ['one', 'two', 'three']) await sendMail(catcher.smtpPort, subject);
  expect((await inbox()).map(({ subject }) => subject).sort()).toEqual(['three', 'two']);
});

async function inbox(): Promise<{ subject: string }[]> {
  const response = await fetch(`${catcher.url}/api/email`);
  return (await response.json()) as { subject: string }[];
}

/** The shortest conversation a mail server has. */
async function sendMail(port: number, subject: string): Promise<void> {
  const socket = createConnection(port, '127.0.0.1');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const expectCode = async (code: string) => {
    for (;;) {
      const { value } = (await lines.next()) as { value: string };
      if (value.startsWith(`${code}-`)) continue;
      expect(value).toMatch(new RegExp(`^${code}`));
      return;
    }
  };
  const say = async (text: string, code: string) => {
    socket.write(`${text}\r\n`);
    await expectCode(code);
  };
  await expectCode('220');
  await say('EHLO test.example', '250');
  await say('MAIL FROM:<biuro@firm.example>', '250');
  await say('RCPT TO:<anna@client.example>', '250');
  await say('DATA', '354');
  await say(
    `To: anna@client.example\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\ntext\r\n.`,
    '250',
  );
  await say('QUIT', '221');
  socket.destroy();
}
