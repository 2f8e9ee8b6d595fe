import { afterEach, expect, it } from '@jest/globals';

import { type MailCatcher, startMailCatcher } from '../mail-catcher.js';

const FIRM = 'biuro@firm.example';
const NOTICE = [
  `From: Firma <${FIRM}>`,
  `Reply-To: ${FIRM}`,
  'To: anna@client.example',
  'Subject: Reminder',
  'Message-ID: <notice-1@firm.example>',
  'Auto-Submitted: auto-generated',
  '',
  'Please pay.',
  '',
].join('\r\n');

let catcher: MailCatcher;
afterEach(() => catcher.close());

const post = (path: string, body: unknown) =>
  fetch(`${catcher.controlUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function lastRaw(): Promise<{ from: string; to: readonly string[]; raw: string }> {
  const last = (await catcher.control.list()).at(-1)!;
  const response = await fetch(`${catcher.url}/api/email/${last.id}/source`);
  return { ...last, raw: await response.text() };
}

it('sends a delivery report about a caught mail to its sender', async () => {
  catcher = await startMailCatcher();
  await catcher.control.deliver(FIRM, 'anna@client.example', NOTICE);
  const [caught] = await catcher.control.list();
  expect((await post(`/mail/${caught!.id}/bounce`, { status: '5.2.2' })).status).toBe(200);
  const { to, raw } = await lastRaw();
  expect(to).toEqual([FIRM]);
  expect(raw).toContain('Status: 5.2.2');
  expect(raw).toContain('Message-ID: <notice-1@firm.example>');
});

it('answers a caught mail as the person it was sent to', async () => {
  catcher = await startMailCatcher();
  await catcher.control.deliver(FIRM, 'anna@client.example', NOTICE);
  const [caught] = await catcher.control.list();
  expect((await post(`/mail/${caught!.id}/reply`, { text: 'Zapłacimy jutro.' })).status).toBe(200);
  const { from, to, raw } = await lastRaw();
  expect([from, to]).toEqual(['anna@client.example', [FIRM]]);
  expect(raw).toContain('In-Reply-To: <notice-1@firm.example>');
});

it('refuses what it does not know', async () => {
  catcher = await startMailCatcher();
  expect((await post('/mail/nothing/bounce', {})).status).toBe(400);
  expect((await post('/imap/faults', { kind: 'earthquake' })).status).toBe(400);
});

it('lets a few notices come back or be answered where it is told to, and no answers', async () => {
  catcher = await startMailCatcher({ isAnswering: true });
  for (let count = 1; count <= 6; count += 1)
    await catcher.control.deliver(FIRM, `client-${count}@client.example`, NOTICE);
  const deadline = performance.now() + 5000;
  const answers = async () => (await catcher.control.list()).filter(({ to }) => to[0] === FIRM);
  while ((await answers()).length < 2 && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await answers()).map(({ from, subject }) => [from, subject])).toEqual([
    ['', 'Undelivered Mail Returned to Sender'],
    ['client-6@client.example', 'Re: Reminder'],
  ]);
});
