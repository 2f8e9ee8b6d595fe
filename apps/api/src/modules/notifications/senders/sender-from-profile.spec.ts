import { describe, expect, it } from '@jest/globals';

import { senderFromProfile } from './sender-from-profile.js';

const good = {
  ACME_SMTP_SERVER: 'smtp.acme.example',
  ACME_PORT: '465',
  ACME_USERNAME: 'acme',
  ACME_PASSWORD: 'pass word ',
  ACME_EMAIL_FROM: 'Acme sp. z o.o. <faktury@acme.example>',
  OTHER_SMTP_SERVER: 'smtp.other.example',
};
const read = (more: Record<string, string> = {}) =>
  senderFromProfile('ACME', { ...good, ...more }, 'Firma');

describe('a mail server in the environment of an older installation', () => {
  it('is read whole', () => {
    expect(read()).toMatchObject({
      host: 'smtp.acme.example',
      port: 465,
      security: 'tls',
      username: 'acme',
      password: 'pass word',
      fromName: 'Acme sp. z o.o.',
      fromEmail: 'faktury@acme.example',
      replyTo: null,
    });
  });

  it('wants STARTTLS on every port but 465, and 587 where none is named', () => {
    expect(read({ ACME_PORT: '2525' })).toMatchObject({ port: 2525, security: 'starttls' });
    expect(read({ ACME_PORT: '' })).toMatchObject({ port: 587, security: 'starttls' });
  });

  it('takes the firm where the address brings no name, and no sign-in where there is none', () => {
    expect(read({ ACME_EMAIL_FROM: 'faktury@acme.example', ACME_USERNAME: '' })).toMatchObject({
      fromName: 'Firma',
      fromEmail: 'faktury@acme.example',
      username: null,
    });
  });

  it.each([
    ['ACME_SMTP_SERVER', ''],
    ['ACME_EMAIL_FROM', ''],
    ['ACME_EMAIL_FROM', 'nobody'],
    ['ACME_PORT', 'many'],
    ['ACME_PORT', '70000'],
    ['ACME_SMTP_SERVER', 'a\r\nb'],
  ])('is refused with %s=%j, by name and without the value', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });
});
