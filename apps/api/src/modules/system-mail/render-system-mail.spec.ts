import { describe, expect, it } from '@jest/globals';

import { HOSTILE_STRINGS } from '../../../test/support/hostile-strings.js';
import { LANGUAGES } from '../identity/contract/languages.js';
import { SYSTEM_MAIL_KINDS } from './contract/enqueue-mail.js';
import { renderSystemMail } from './render-system-mail.js';

const DATA = {
  name: 'Anna Nowak',
  accountName: 'Pracownia Dąb',
  invitedBy: 'Jan Kowalski',
  role: 'accountant',
  at: '2026-06-01T10:15:00.000Z',
  expiresAt: '2026-06-04T10:15:00.000Z',
  deletesOn: '2026-07-01',
  ip: '203.0.113.9',
  userAgent: 'Firefox',
  timeZone: 'Europe/Warsaw',
  count: '3',
  items: JSON.stringify([{ label: 'Zajazd Lipa', value: '123.00 PLN · Wezwanie' }]),
};
const WITH_LINK = ['invitation', 'password-reset', 'email-change', 'approvals-waiting'];

describe('a system mail', () => {
  it.each(LANGUAGES.flatMap((language) => SYSTEM_MAIL_KINDS.map((kind) => ({ language, kind }))))(
    'has all its words in $language: $kind',
    ({ language, kind }) => {
      const mail = renderSystemMail({ language, kind, data: DATA }, 'tok-en', 'https://it.example');
      const everything = `${mail.subject}\n${mail.bodyText}\n${mail.bodyHtml}`;
      expect(mail.subject).not.toBe('');
      expect(everything).not.toMatch(/undefined|\{\w+\}|Invalid DateTime/);
      expect(mail.bodyText.includes('#token=tok-en')).toBe(WITH_LINK.includes(kind));
      expect(mail.bodyHtml.includes('#token=tok-en')).toBe(WITH_LINK.includes(kind));
    },
  );

  it('says instants in the time zone of who reads them', () => {
    const { bodyText } = renderSystemMail(
      { language: 'en', kind: 'new-device', data: DATA },
      null,
      'https://it.example',
    );
    expect(bodyText).toContain('12:15');
  });

  it('A06 carries the secret behind the # only, where no server and no log sees it', () => {
    const { bodyText } = renderSystemMail(
      { language: 'pl', kind: 'password-reset', data: DATA },
      'secret',
      'https://it.example/',
    );
    expect(bodyText).toContain('https://it.example/reset-password#token=secret');
    expect(bodyText).not.toContain('?token');
  });

  it('shows a hostile name as text, in one line, and never as markup', () => {
    for (const hostile of [...HOSTILE_STRINGS, '<img src=x onerror=alert(1)>']) {
      const mail = renderSystemMail(
        { language: 'en', kind: 'invitation', data: { ...DATA, accountName: hostile } },
        't',
        'https://it.example',
      );
      expect(mail.subject).not.toMatch(/[\r\n]/);
      expect(mail.bodyHtml).not.toMatch(/<(img|script)/i);
    }
  });
});
