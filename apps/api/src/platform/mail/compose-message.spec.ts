import { describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';

import { HOSTILE_STRINGS } from '../../../test/support/hostile-strings.js';
import { composeMessage, type OutgoingMessage } from './compose-message.js';

const MESSAGE: OutgoingMessage = {
  deliveryId: '01999999-0000-7000-8000-000000000001',
  messageId: '<01999999-0000-7000-8000-000000000002@firma.example>',
  from: { name: 'Żółta Łódź', address: 'windykacja@firma.example' },
  replyTo: 'biuro@firma.example',
  recipient: 'alfa@client.example',
  subject: 'Wezwanie do zapłaty: FV/1, 123,00 zł',
  bodyText: 'Prosimy o zapłatę.\n.\nkropka na początku wiersza\n',
  bodyHtml: '<p>Prosimy o zapłatę.</p>',
  date: new Date('2026-03-17T09:00:00Z'),
};

const HEADERS = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
  'x-auto-response-suppress',
];

describe('a message as it leaves', () => {
  it('M04 has the same bytes at every attempt', async () => {
    expect(await composeMessage(MESSAGE)).toEqual(await composeMessage({ ...MESSAGE }));
  });

  it('carries both parts, its id and the date of its first attempt', async () => {
    const mail = await simpleParser(await composeMessage(MESSAGE));
    expect(mail).toMatchObject({
      messageId: MESSAGE.messageId,
      subject: MESSAGE.subject,
      date: MESSAGE.date,
    });
    expect(mail.text).toBe(MESSAGE.bodyText);
    expect(mail.html).toBe(MESSAGE.bodyHtml);
    expect(mail.from!.value).toEqual([MESSAGE.from]);
    expect([...mail.headers.keys()].sort()).toEqual(HEADERS);
  });

  const FIELDS: [string, (value: string) => Partial<OutgoingMessage>][] = [
    ['the name of the sender', (name) => ({ from: { ...MESSAGE.from, name } })],
    ['the address of the sender', (address) => ({ from: { ...MESSAGE.from, address } })],
    ['the reply address', (replyTo) => ({ replyTo })],
    ['the recipient', (recipient) => ({ recipient })],
    ['the subject', (subject) => ({ subject })],
    ['the text', (bodyText) => ({ bodyText })],
  ];

  it.each(FIELDS)('M01 gets no header and no address from %s', async (_name, change) => {
    for (const value of HOSTILE_STRINGS) {
      const bytes = await composeMessage({ ...MESSAGE, ...change(value) });
      const head = bytes.toString('latin1').split('\r\n\r\n')[0]!;
      const names = head
        .split('\r\n')
        .filter((line) => !/^[ \t]/.test(line))
        .map((line) => line.split(':')[0]!.toLowerCase());
      expect(names.filter((name) => !HEADERS.includes(name))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
      expect(head).not.toMatch(/^(bcc|x-evil)/im);
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(head).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/);
    }
  });
});
