import { DateTime } from 'luxon';

import { escapeHtml } from '../../platform/mail/escape-html.js';
import { plainLine } from '../../platform/mail/plain-line.js';
import type { Language } from '../identity/contract/languages.js';
import type { SystemMailKind } from './contract/enqueue-mail.js';
import { mailLayout } from './mail-layout.js';
import { de } from './texts/de.js';
import { en } from './texts/en.js';
import { hu } from './texts/hu.js';
import type { MailTexts } from './texts/mail-text.js';
import { pl } from './texts/pl.js';

const TEXTS: Readonly<Record<Language, MailTexts>> = { pl, en, hu, de };

/** Where the link of each kind leads; the secret stands behind `#`, which no server and no log ever sees. */
const PAGES: Partial<Record<SystemMailKind, string>> = {
  invitation: '/invitation',
  'password-reset': '/reset-password',
  'email-change': '/confirm-email',
  'approvals-waiting': '/release',
};

export interface RenderedMail {
  readonly subject: string;
  readonly bodyText: string;
  readonly bodyHtml: string;
}

interface MailFacts {
  readonly kind: SystemMailKind;
  readonly language: Language;
  readonly data: Readonly<Record<string, string>>;
}

/**
 * The words of a system mail, as text and as HTML.
 *
 * @param token the secret of the link, or null where the mail has none
 * @param publicUrl the address of the product
 */
export function renderSystemMail(
  mail: MailFacts,
  token: string | null,
  publicUrl: string,
): RenderedMail {
  const texts = TEXTS[mail.language];
  const text = texts.kinds[mail.kind];
  const values = readable(mail.data, texts);
  const fill = (pattern: string) =>
    plainLine(pattern.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? ''));
  const page = PAGES[mail.kind];
  const link =
    token === null || page === undefined || text.link === undefined
      ? null
      : { label: text.link, address: `${publicUrl.replace(/\/$/, '')}${page}#token=${token}` };
  const details = (['at', 'ip', 'userAgent'] as const)
    .filter((name) => values[name] !== undefined)
    .map((name) => ({ label: texts.labels[name], value: plainLine(values[name]!) }))
    .concat(listed(mail.data['items']));
  const subject = fill(text.subject);
  const paragraphs = [
    values['name'] === undefined ? null : fill(texts.greeting),
    ...text.body.map(fill),
  ].filter((paragraph) => paragraph !== null);
  return {
    subject,
    bodyText: `${[
      ...paragraphs,
      ...(link === null ? [] : [`${link.label}:\n${link.address}`]),
      ...(details.length === 0
        ? []
        : [details.map(({ label, value }) => `${label}: ${value}`).join('\n')]),
      `--\n${texts.footer}`,
    ].join('\n\n')}\n`,
    bodyHtml: mailLayout({
      language: mail.language,
      subject,
      paragraphs: paragraphs.map(escapeHtml),
      link: link === null ? null : { ...link, copyHint: texts.copyLink },
      details,
      footer: texts.footer,
    }),
  };
}

/** The lines of a mail that lists something. */
function listed(items: string | undefined): { label: string; value: string }[] {
  if (items === undefined) return [];
  const lines = JSON.parse(items) as { label: string; value: string }[];
  return lines.map(({ label, value }) => ({ label: plainLine(label), value: plainLine(value) }));
}

/** Instants, days and roles as people write them. */
function readable(
  data: Readonly<Record<string, string>>,
  texts: MailTexts,
): Readonly<Record<string, string>> {
  const zone = data['timeZone'] ?? 'UTC';
  const values = { ...data };
  for (const name of ['at', 'expiresAt'] as const) {
    if (data[name] === undefined) continue;
    values[name] = DateTime.fromISO(data[name], { zone })
      .setLocale(texts.locale)
      .toLocaleString({ ...DateTime.DATETIME_MED, timeZoneName: 'short' });
  }
  if (data['deletesOn'] !== undefined) {
    values['deletesOn'] = DateTime.fromISO(data['deletesOn'])
      .setLocale(texts.locale)
      .toLocaleString(DateTime.DATE_FULL);
  }
  if (data['role'] !== undefined) values['role'] = texts.roles[data['role']] ?? data['role'];
  return values;
}
