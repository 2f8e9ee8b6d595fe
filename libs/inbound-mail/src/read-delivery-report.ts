import type { Bounce } from './bounce.js';
import { bounceReason } from './bounce-reason.js';
import type { InboundMail } from './inbound-mail.js';

const MOST_DIAGNOSTIC = 500;

/**
 * A delivery report in the form of RFC 3464 (`multipart/report`).
 *
 * @returns null when there is no report, or none of a mail that did not arrive
 */
export function readDeliveryReport(mail: InboundMail): Bounce | null {
  const report = reportIn(mail);
  if (report === undefined) return null;
  const failed = fieldGroups(report.text).filter(
    (fields) => fields.action === 'failed' || fields.action === 'delayed',
  );
  if (failed.length === 0) return null;
  const finals = failed.filter(({ action }) => action === 'failed');
  const told = finals.length > 0 ? finals : failed;
  const [first] = told;
  const status = first?.status?.match(/\b[245]\.\d{1,3}\.\d{1,3}\b/)?.[0] ?? null;
  const diagnostic = first?.['diagnostic-code']?.replace(/^\s*\w+\s*;\s*/, '') ?? null;
  return {
    kind: 'bounce',
    isFinal: finals.length > 0,
    reason: bounceReason(status, diagnostic ?? ''),
    recipients: [...new Set(told.flatMap(addressOf))],
    originals: originalsOf(mail),
    status,
    diagnostic: diagnostic?.slice(0, MOST_DIAGNOSTIC) ?? null,
  };
}

/** Whether the mail carries a report at all, of a delivery that failed or one that did not. */
export function hasDeliveryReport(mail: InboundMail): boolean {
  return reportIn(mail) !== undefined;
}

function reportIn({ parts }: InboundMail) {
  return parts.find(({ contentType }) =>
    /^message\/(?:global-)?delivery-status$/.test(contentType),
  );
}

/** Groups of header-like lines, one for the message and one for each recipient. */
function fieldGroups(text: string): Readonly<Record<string, string>>[] {
  return text
    .replace(/\r/g, '')
    .split(/\n[ \t]*\n/)
    .map((group) => {
      const unfolded = group.replace(/\n[ \t]+/g, ' ');
      const fields = unfolded
        .split('\n')
        .map((line) => /^([\w-]+):\s*(.*)$/.exec(line))
        .filter((match) => match !== null)
        .map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()] as const);
      const { action, ...rest } = Object.fromEntries(fields) as Record<string, string>;
      return action === undefined ? rest : { ...rest, action: action.toLowerCase() };
    });
}

/** `Original-Recipient` is whom we wrote to; `Final-Recipient` may be where it was forwarded to. */
function addressOf(fields: Readonly<Record<string, string>>): string[] {
  const field = fields['original-recipient'] ?? fields['final-recipient'] ?? '';
  const address = /([^\s;<>"]+@[^\s;<>"]+)/.exec(field)?.[1];
  return address === undefined ? [] : [address.toLowerCase()];
}

/** The mail itself, or its headers, come back as the report's last part. */
export function originalsOf(mail: InboundMail): string[] {
  const inside = mail.parts
    .filter(({ contentType }) => /^(?:message\/rfc822|text\/rfc822-headers)$/.test(contentType))
    .flatMap(({ text }) => messageIds(/^message-id:\s*(<[^>\s]+>)/im.exec(text)?.[1] ?? ''));
  return [...new Set([...inside, ...mail.answers])];
}

/** Every `<…@…>` of a text. */
export function messageIds(text: string): string[] {
  return text.match(/<[^<>\s]+@[^<>\s]+>/g) ?? [];
}
