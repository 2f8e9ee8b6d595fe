import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FetchMessageObject, ImapFlow } from 'imapflow';

import { realClock } from '../clock.js';
import { type MailCatcher, startMailCatcher } from '../mail-catcher.js';

const ADDRESS = 'biuro@firm.example';
const mail = (subject: string, body = 'text') =>
  `From: anna@client.example\r\nTo: ${ADDRESS}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@client.example>\r\n\r\n${body}\r\n`;

let catcher: MailCatcher;
beforeEach(async () => {
  catcher = await startMailCatcher();
});
afterEach(() => catcher.close());

const arrives = (subject: string, body?: string) =>
  catcher.control.deliver('anna@client.example', ADDRESS, mail(subject, body));

async function open(password = 'any'): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: catcher.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: ADDRESS, pass: password },
    logger: false,
    disableAutoIdle: true,
    socketTimeout: 1500,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function fetchFrom(client: ImapFlow, uid: number): Promise<FetchMessageObject[]> {
  return client.fetchAll(
    `${uid}:*`,
    { uid: true, size: true, internalDate: true, source: { start: 0, maxLength: 1000 } },
    { uid: true },
  );
}

describe('the inbox of the mail catcher, read by a mail program', () => {
  it('has a folder of what was sent as soon as a copy is kept, searched by its id', async () => {
    catcher.control.keepCopy(ADDRESS, '<one@firm.example>');
    const client = await open();
    const folders = await client.list();
    expect(folders.map(({ path, specialUse }) => [path, specialUse])).toEqual([
      ['INBOX', '\\Inbox'],
      ['Sent', '\\Sent'],
    ]);
    await client.mailboxOpen('Sent', { readOnly: true });
    const idOf = (id: string) => client.search({ header: { 'message-id': id } }, { uid: true });
    expect(await idOf('<one@firm.example>')).toEqual([1]);
    expect(await idOf('<two@firm.example>')).toEqual([]);
    await client.logout();
  });

  it('lists, searches and hands out what was caught for an address', async () => {
    await arrives('one');
    await arrives('two');
    await catcher.control.deliver('a@b.example', 'somebody@else.example', mail('not-ours'));
    const client = await open();
    expect((await client.list()).map(({ path }) => path)).toEqual(['INBOX']);
    const box = await client.mailboxOpen('INBOX', { readOnly: true });
    expect(box).toMatchObject({ exists: 2, uidNext: 3 });
    expect(box.uidValidity).toBeGreaterThan(0n);
    expect(await client.search({ uid: '2:*' }, { uid: true })).toEqual([2]);
    expect(await client.search({ since: realClock() }, { uid: true })).toEqual([1, 2]);
    const [first, second] = await fetchFrom(client, 1);
    expect(first).toMatchObject({ uid: 1, size: mail('one').length });
    expect(first!.internalDate).toBeInstanceOf(Date);
    expect(first!.source!.toString()).toContain('Subject: one');
    expect(second!.source!.toString()).toContain('Subject: two');
    await client.logout();
  });

  it('gives no more of a mail than it is asked for', async () => {
    await arrives('big', 'x'.repeat(50_000));
    const client = await open();
    await client.mailboxOpen('INBOX');
    const [only] = await fetchFrom(client, 1);
    expect(only!.source).toHaveLength(1000);
    expect(only!.size).toBeGreaterThan(50_000);
    await client.logout();
  });

  it('keeps flags, and says under which number a mail lies after it was numbered anew', async () => {
    await arrives('one');
    await arrives('two');
    const client = await open();
    const { uidValidity } = await client.mailboxOpen('INBOX');
    await client.messageFlagsAdd('2', ['\\Seen'], { uid: true });
    expect(await client.search({ seen: false }, { uid: true })).toEqual([1]);
    await client.logout();
    catcher.control.numberAnew(ADDRESS);
    const again = await open();
    expect((await again.mailboxOpen('INBOX')).uidValidity).toBe(uidValidity + 1n);
    await again.logout();
  });

  it('refuses a wrong password, and whoever it is told to', async () => {
    await expect(open('wrong')).rejects.toMatchObject({ authenticationFailed: true });
    catcher.control.faults.add({ kind: 'refuse-sign-in' });
    await expect(open()).rejects.toMatchObject({ authenticationFailed: true });
    await (await open()).logout();
  });

  it.each(['drop', 'garbage'] as const)('%s: no mail is handed out whole', async (kind) => {
    await arrives('one');
    catcher.control.faults.add({ kind });
    const client = await open();
    await client.mailboxOpen('INBOX');
    const fetched = await fetchFrom(client, 1).catch(() => []);
    expect(fetched.filter(({ source }) => source !== undefined)).toEqual([]);
    client.close();
  });

  it('silence: the mail program gives up', async () => {
    const client = await open();
    catcher.control.faults.add({ kind: 'silence' });
    await expect(client.mailboxOpen('INBOX')).rejects.toThrow();
    client.close();
  });
});
