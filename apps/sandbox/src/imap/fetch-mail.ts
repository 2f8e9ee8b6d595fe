import type { InboxMail } from './inbox.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * One line of a FETCH answer, literals and all.
 *
 * @param items as the client wrote them: `(UID RFC822.SIZE BODY.PEEK[]<0.1000>)`
 * @returns null when the mail is gone
 */
export async function fetchMail(
  mail: InboxMail,
  sequence: number,
  items: string,
): Promise<Buffer | null> {
  const raw = await mail.read();
  if (raw === null) return null;
  const parts: Buffer[] = [];
  for (const [, name = '', section = '', start, length] of items.matchAll(
    /([\w.]+)(?:\[([^\]]*)\])?(?:<(\d+)(?:\.(\d+))?>)?/g,
  )) {
    const value = valueOf(mail, raw, name.toUpperCase(), section.toUpperCase(), start, length);
    if (value !== null) parts.push(value);
  }
  if (!/\bUID\b/i.test(items)) parts.push(Buffer.from(`UID ${mail.uid}`));
  const spaced = parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(' '), part]));
  return Buffer.concat([Buffer.from(`* ${sequence} FETCH (`), ...spaced, Buffer.from(')\r\n')]);
}

function valueOf(
  mail: InboxMail,
  raw: Buffer,
  name: string,
  section: string,
  start: string | undefined,
  length: string | undefined,
): Buffer | null {
  switch (name) {
    case 'UID':
      return Buffer.from(`UID ${mail.uid}`);
    case 'FLAGS':
      return Buffer.from(`FLAGS (${[...mail.flags].join(' ')})`);
    case 'RFC822.SIZE':
      return Buffer.from(`RFC822.SIZE ${raw.length}`);
    case 'INTERNALDATE':
      return Buffer.from(`INTERNALDATE "${internalDate(mail.arrivedAt)}"`);
    case 'BODY':
    case 'BODY.PEEK': {
      if (name === 'BODY') mail.flags.add('\\Seen');
      const whole = section.startsWith('HEADER') ? headerOf(raw) : raw;
      const from = Number(start ?? 0);
      const bytes =
        start === undefined
          ? whole
          : whole.subarray(from, length === undefined ? undefined : from + Number(length));
      const origin = start === undefined ? '' : `<${from}>`;
      return Buffer.concat([Buffer.from(`BODY[${section}]${origin} {${bytes.length}}\r\n`), bytes]);
    }
    default:
      return null;
  }
}

function headerOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end === -1 ? raw : raw.subarray(0, end + 4);
}

function internalDate(at: Date): string {
  const iso = at.toISOString();
  const month = MONTHS[at.getUTCMonth()]!;
  return `${iso.slice(8, 10)}-${month}-${iso.slice(0, 4)} ${iso.slice(11, 19)} +0000`;
}
