import type { Transaction } from '../../platform/database/transaction.js';
import { enqueueMail, type SystemMailKind } from '../system-mail/contract/enqueue-mail.js';
import type { Language } from './contract/languages.js';
import type { Origin } from './sessions/origin.js';

/** What a person is told about their own sign-in; none of it can be switched off. */
export type SecurityNotice = Extract<
  SystemMailKind,
  'new-device' | 'password-changed' | 'second-factor-changed' | 'email-changed' | 'session-reuse'
>;

/**
 * Writes to a person that something about their sign-in has changed, so that they notice when it was not they.
 *
 * @param tx a transaction of that person (`tenancy.asUser`)
 * @param to another address than the person's own: the old one, after a change
 */
export async function tellPerson(
  tx: Transaction,
  at: Date,
  userId: string,
  kind: SecurityNotice,
  origin: Origin | null,
  to?: string,
): Promise<void> {
  const person = await tx.one<{
    email: string;
    name: string;
    language: Language;
    time_zone: string | null;
  }>('select email, name, language, time_zone from users where id = $1', [userId]);
  if (person === undefined) return;
  await enqueueMail(tx, at, {
    to: to ?? person.email,
    language: person.language,
    kind,
    data: {
      name: person.name,
      at: at.toISOString(),
      ...(person.time_zone === null ? {} : { timeZone: person.time_zone }),
      ...(origin === null ? {} : { ip: origin.ip }),
      ...(origin?.userAgent == null ? {} : { userAgent: origin.userAgent.slice(0, 300) }),
    },
  });
}
