import type { BounceReason } from './bounce.js';

/** Enhanced status codes, RFC 3463 section 3: what stands after the class. */
const BY_SUBJECT: Readonly<Record<string, BounceReason>> = {
  '1.0': 'no-such-address',
  '1.1': 'no-such-address',
  '1.2': 'no-such-domain',
  '1.3': 'no-such-address',
  '1.6': 'no-such-address',
  '1.10': 'no-such-address',
  '2.1': 'no-such-address',
  '2.2': 'mailbox-full',
  '2.3': 'too-large',
  '3.4': 'too-large',
  '4.4': 'no-such-domain',
  '7.1': 'refused',
  '7.23': 'refused-as-spam',
  '7.26': 'refused-as-spam',
};

/** Words of servers that give no code, or one that says little; the first that fits. */
const BY_WORDS: readonly (readonly [RegExp, BounceReason])[] = [
  [
    /mailbox (?:is )?full|over ?quota|quota exceeded|insufficient storage|skrzynka .{0,20}pełna|przepełnion|postfach .{0,20}voll|megtelt/i,
    'mailbox-full',
  ],
  [/(?:message|mail) .{0,30}(?:too (?:large|big)|size)|za duż|zu groß|túl nagy/i, 'too-large'],
  [/spam|blacklist|blocklist|blocked using|reputation|dmarc|\bspf\b|dkim/i, 'refused-as-spam'],
  [
    /(?:user|recipient|address|mailbox|account|konto|adresat|użytkownik|empfänger|címzett)\b.{0,60}(?:unknown|not found|does ?n[o']t exist|no such|unavailable|invalid|rejected|disabled|nie istnieje|nieznan|existiert nicht|unbekannt|nem létezik|ismeretlen)/i,
    'no-such-address',
  ],
  [
    /(?:no such|unknown|invalid|nieznan\w*|unbekannter?|ismeretlen) (?:user|recipient|mailbox|address|account|adresat|użytkownik|empfänger|benutzer|címzett|felhasználó)/i,
    'no-such-address',
  ],
  [
    /(?:domain|host) .{0,40}(?:not found|unknown|does ?n[o']t exist)|NXDOMAIN|no mx|unrouteable/i,
    'no-such-domain',
  ],
  [/relay|policy|denied|rejected|refused|odrzucon|abgelehnt|elutasít/i, 'refused'],
];

/**
 * Why, from the code where it says something and from the words where they say more.
 *
 * @param status such as `5.1.1`; null when there is none
 */
export function bounceReason(status: string | null, words: string): BounceReason {
  const bySubject = status === null ? undefined : BY_SUBJECT[status.slice(status.indexOf('.') + 1)];
  const byWords = BY_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  // "5.7.1" is used for spam, relaying and more: the words know better
  if (bySubject === undefined || bySubject === 'refused') return byWords ?? bySubject ?? 'unknown';
  return bySubject;
}
