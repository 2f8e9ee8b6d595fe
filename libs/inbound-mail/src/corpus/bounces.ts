import type { Bounce } from '../bounce.js';
import type { InboundMail } from '../inbound-mail.js';

export interface BounceExample {
  readonly name: string;
  readonly mail: Partial<InboundMail>;
  readonly expected: Partial<Bounce>;
}

const ORIGINAL = '<01a1.notice@mail.firma.example>';
const inside = {
  contentType: 'message/rfc822',
  text: `From: a@firma.example\nMessage-ID: ${ORIGINAL}\nSubject: x\n\nx`,
};
const report = (fields: string) => ({
  contentType: 'message/delivery-status',
  text: `Reporting-MTA: dns; mx.client.example\nArrival-Date: Wed, 10 Jun 2026 08:00:00 +0200\n\n${fields}\n`,
});

export const BOUNCES: readonly BounceExample[] = [
  {
    name: 'Postfix: no such user',
    mail: {
      from: 'mailer-daemon@mx.client.example',
      subject: 'Undelivered Mail Returned to Sender',
      parts: [
        report(
          'Final-Recipient: rfc822; Biuro@Client.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <biuro@client.example>:\n    Recipient address rejected: User unknown',
        ),
        inside,
      ],
    },
    expected: {
      isFinal: true,
      reason: 'no-such-address',
      recipients: ['biuro@client.example'],
      originals: [ORIGINAL],
      status: '5.1.1',
    },
  },
  {
    name: 'mailbox full',
    mail: {
      parts: [
        report(
          'Original-Recipient: rfc822;jan@client.example\nFinal-Recipient: rfc822;other@elsewhere.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 mailbox full',
        ),
        { contentType: 'text/rfc822-headers', text: `Message-Id: ${ORIGINAL}` },
      ],
    },
    expected: {
      isFinal: true,
      reason: 'mailbox-full',
      recipients: ['jan@client.example'],
      originals: [ORIGINAL],
    },
  },
  {
    name: 'delayed, still trying',
    mail: {
      parts: [
        report(
          'Final-Recipient: rfc822; jan@client.example\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Sun, 14 Jun 2026 08:00:00 +0200',
        ),
        inside,
      ],
    },
    expected: { isFinal: false, status: '4.4.1', recipients: ['jan@client.example'] },
  },
  {
    name: 'one of two recipients failed',
    mail: {
      parts: [
        report(
          'Final-Recipient: rfc822; good@client.example\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; bad@client.example\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 Message blocked: listed at Spamhaus blocklist',
        ),
        inside,
      ],
    },
    expected: { isFinal: true, reason: 'refused-as-spam', recipients: ['bad@client.example'] },
  },
  {
    name: 'no such domain',
    mail: {
      parts: [
        report(
          'Final-Recipient: rfc822; jan@nigdzie.example\nAction: failed\nStatus: 5.4.4\nDiagnostic-Code: x-postfix; Host or domain name not found',
        ),
        inside,
      ],
    },
    expected: { reason: 'no-such-domain' },
  },
  {
    name: 'internationalised report',
    mail: {
      parts: [
        {
          contentType: 'message/global-delivery-status',
          text: 'Reporting-MTA: dns; mx\n\nFinal-Recipient: utf-8; żaneta@klient.example\nAction: failed\nStatus: 5.1.3',
        },
        inside,
      ],
    },
    expected: { reason: 'no-such-address', recipients: ['żaneta@klient.example'] },
  },
  {
    name: 'too large',
    mail: {
      parts: [
        report('Final-Recipient: rfc822; jan@client.example\nAction: failed\nStatus: 5.3.4'),
        inside,
      ],
    },
    expected: { reason: 'too-large' },
  },
  {
    name: 'DMARC refusal',
    mail: {
      parts: [
        report(
          "Final-Recipient: rfc822; jan@client.example\nAction: failed\nStatus: 5.7.26\nDiagnostic-Code: smtp; 550-5.7.26 Unauthenticated email is not accepted due to domain's DMARC policy.",
        ),
        inside,
      ],
    },
    expected: { reason: 'refused-as-spam' },
  },
  {
    name: 'qmail without a report',
    mail: {
      from: 'mailer-daemon@qmail.example',
      subject: 'failure notice',
      text: `Hi. This is the qmail-send program at qmail.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<jan@client.example>:\n10.0.0.1 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\n\n--- Below this line is a copy of the message.\n\nMessage-ID: ${ORIGINAL}\n`,
    },
    expected: {
      isFinal: true,
      reason: 'no-such-address',
      recipients: ['jan@client.example'],
      originals: [ORIGINAL],
    },
  },
  {
    name: 'Polish host, in words only',
    mail: {
      from: 'postmaster@poczta.example',
      subject: 'Wiadomość nie została dostarczona',
      text: 'Nie udało się dostarczyć wiadomości do: ksiegowosc@klient.example\nSkrzynka adresata jest pełna (przepełniona).',
    },
    expected: { isFinal: true, reason: 'mailbox-full', recipients: ['ksiegowosc@klient.example'] },
  },
  {
    name: 'German host, empty path',
    mail: {
      from: 'system@provider.example',
      headers: { 'return-path': '<>' },
      subject: 'Unzustellbar: Zahlungserinnerung',
      text: 'Ihre Nachricht an info@kunde.example konnte nicht zugestellt werden: Empfänger unbekannt.',
    },
    expected: { reason: 'no-such-address' },
  },
  {
    name: 'Hungarian host',
    mail: {
      from: 'mailer-daemon@posta.example',
      subject: 'A levél nem kézbesíthető',
      text: 'A(z) iroda@ugyfel.example címzett ismeretlen.',
    },
    expected: { reason: 'no-such-address', recipients: ['iroda@ugyfel.example'] },
  },
  {
    name: 'a warning in words only',
    mail: {
      from: 'mailer-daemon@mx.example',
      subject: 'Warning: could not send message, delivery delayed',
      text: 'Your message to jan@client.example is delayed: 451 4.7.1 Greylisted. We will keep trying.',
    },
    expected: { isFinal: false, status: '4.7.1' },
  },
];

/** Look like a report and are none. */
export const NO_BOUNCES: readonly Partial<InboundMail>[] = [
  {
    from: 'jan@client.example',
    subject: 'Re: Undelivered goods',
    text: 'The goods were undelivered, we will not pay.',
  },
  {
    from: 'mailer-daemon@mx.example',
    subject: 'Delivery Status Notification (Success)',
    parts: [
      report('Final-Recipient: rfc822; jan@client.example\nAction: delivered\nStatus: 2.0.0'),
    ],
  },
];
