import { randomUUID } from 'node:crypto';

import type { OriginalMail } from './original-mail.js';

/** Why a mail did not arrive: an enhanced status code (RFC 3463) and what the other server said. */
export interface BounceOrder {
  /** `5.1.1` unless told; one that begins with 4 says that it is being tried again */
  readonly status?: string;
  readonly diagnostic?: string;
}

/** A delivery report as mail servers write them: RFC 3464 inside RFC 6522, with the mail's header behind it. */
export function composeBounce(original: OriginalMail, order: BounceOrder, at: Date): string {
  const status = order.status ?? '5.1.1';
  const isFinal = !status.startsWith('4');
  const diagnostic =
    order.diagnostic ??
    `${isFinal ? '550' : '451'} ${status} <${original.recipient}>: User unknown`;
  const boundary = `report-${randomUUID()}`;
  return [
    `From: Mail Delivery System <MAILER-DAEMON@${domainOf(original.recipient)}>`,
    `To: ${original.sender}`,
    `Subject: ${isFinal ? 'Undelivered Mail Returned to Sender' : 'Delayed Mail (still being retried)'}`,
    `Date: ${at.toUTCString()}`,
    `Message-ID: <${randomUUID()}@${domainOf(original.recipient)}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    isFinal
      ? 'Your message could not be delivered to one or more recipients.'
      : 'Your message has not been delivered yet. There is nothing you have to do.',
    '',
    `<${original.recipient}>: ${diagnostic}`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; mx.${domainOf(original.recipient)}`,
    '',
    `Final-Recipient: rfc822; ${original.recipient}`,
    `Action: ${isFinal ? 'failed' : 'delayed'}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    original.header.replace(/\r?\n/g, '\r\n'),
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function domainOf(address: string): string {
  return address.split('@').at(-1) || 'localhost';
}
