import type { Transaction } from '../../../platform/database/transaction.js';
import type { Sealer } from '../../../platform/sealing/sealer.js';
import { enqueueMail } from '../../system-mail/contract/enqueue-mail.js';
import { sealMailToken } from '../../system-mail/contract/seal-mail-token.js';
import type { Language } from '../contract/languages.js';
import type { IssuedToken, TokenPurpose } from './one-time-token.js';

export interface LinkToMail {
  readonly kind: TokenPurpose;
  readonly userId: string;
  readonly to: string;
  readonly issued: IssuedToken;
  readonly now: Date;
}

/** Mails a link to a person, in their language. @param tx a transaction of that person */
export async function mailLink(tx: Transaction, sealer: Sealer, link: LinkToMail): Promise<void> {
  const person = await tx.one<{ name: string; language: Language; time_zone: string | null }>(
    'select name, language, time_zone from users where id = $1',
    [link.userId],
  );
  await enqueueMail(tx, link.now, {
    to: link.to,
    language: person!.language,
    kind: link.kind,
    data: {
      name: person!.name,
      expiresAt: link.issued.expiresAt.toISOString(),
      ...(person!.time_zone === null ? {} : { timeZone: person!.time_zone }),
    },
    token: sealMailToken(sealer, link.to, link.issued.token),
  });
}
