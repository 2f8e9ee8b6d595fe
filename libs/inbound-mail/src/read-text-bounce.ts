import type { Bounce } from './bounce.js';
import { bounceReason } from './bounce-reason.js';
import type { InboundMail } from './inbound-mail.js';
import { messageIds, originalsOf } from './read-delivery-report.js';

const MOST_DIAGNOSTIC = 500;
const SENDERS =
  /^(?:mailer-daemon|postmaster|mail-?daemon|noreply-dmarc|bounce[\w.+-]*|mailerdaemon)@/;
const SUBJECTS =
  /undeliver|could not (?:send|be delivered)|delivery (?:status|failure|has failed|problem|notification)|returned mail|mail delivery|failure notice|niedostarcz|nie (?:została|można) dostarcz|zwrot|unzustellbar|zustellung|kézbesít|nem kézbesíthető|visszapattan/i;
const DELAYS =
  /delay|will (?:keep|continue) trying|still being retried|opóźni|verzöger|késik|késlelt/i;

/** Reports of servers that do not use RFC 3464: recognised by their sender and their words. */
export function readTextBounce(mail: InboundMail): Bounce | null {
  const isFromServer = mail.from === null || SENDERS.test(mail.from);
  const isEmptyPath = mail.headers['return-path']?.trim() === '<>';
  if (!SUBJECTS.test(mail.subject) || !(isFromServer || isEmptyPath)) return null;
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(mail.text)?.[1] ?? null;
  const line = lineThatSays(mail.text);
  return {
    kind: 'bounce',
    isFinal: !DELAYS.test(mail.subject) && !(status ?? '').startsWith('4'),
    reason: bounceReason(status, line ?? mail.text.slice(0, 2000)),
    recipients: failedAddresses(mail),
    originals: [...new Set([...originalsOf(mail), ...messageIds(idLines(mail.text))])],
    status,
    diagnostic: line?.slice(0, MOST_DIAGNOSTIC) ?? null,
  };
}

/** The line with the other server's answer: a three-digit code at its beginning or after the server's name. */
function lineThatSays(text: string): string | null {
  const line = text
    .split('\n')
    .find((one) => /(?:^|[\s:])[45]\d\d[\s-](?:[245]\.\d|\S)/.test(one) && !/^\s*>/.test(one));
  return line?.trim() ?? null;
}

/** Addresses of the report's own words: before the mail that is quoted, without the server's own. */
function failedAddresses(mail: InboundMail): string[] {
  const own = mail.text.split(/^-{2,}.*(?:original|copy|below|header).*$/im)[0] ?? '';
  const addresses = own.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
  const found = addresses.map((address) => address.toLowerCase());
  return [...new Set(found)].filter((address) => !SENDERS.test(address)).slice(0, 5);
}

function idLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => /message-id/i.test(line))
    .join(' ');
}
