import type { InboundMail } from './inbound-mail.js';

/** Prefixes that mail programs put before the subject when nobody has read the mail. */
const SUBJECTS =
  /^\s*(?:re: ?|odp: ?|aw: ?|vá: ?)*(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|autoodpowied|odpowiedź automatyczna|automatyczna odpowied|poza biurem|nieobecno|urlop|automatische (?:antwort|abwesenheit)|abwesenheit|nicht im büro|automatikus válasz|házon kívül|távollét|szabadság)/i;

/** Written by a program and not by a person: RFC 3834 section 5, and what programs did before it. */
export function isAutomatic(mail: InboundMail): boolean {
  const { headers } = mail;
  const submitted = headers['auto-submitted'];
  if (submitted !== undefined) return !/^no\b/i.test(submitted.trim());
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => name in headers))
    return true;
  if (/^(?:auto_?reply|auto-?reply)$/i.test(headers.precedence?.trim() ?? '')) return true;
  return SUBJECTS.test(mail.subject);
}

/** Sent to many: nobody answers us with it. */
export function isBulk({ headers }: InboundMail): boolean {
  return (
    'list-id' in headers ||
    'list-unsubscribe' in headers ||
    /^(?:bulk|list|junk)$/i.test(headers.precedence?.trim() ?? '')
  );
}
