import { openMailToken } from '../../src/modules/system-mail/contract/seal-mail-token.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import type { Product } from './product.js';

export interface WaitingMail {
  readonly kind: string;
  readonly language: string;
  readonly data: Record<string, string>;
}

/** The product's own mails to an address that wait to be sent, oldest first. */
export async function mailsTo(product: Product, email: string): Promise<WaitingMail[]> {
  const { rows } = await product.owner.query<WaitingMail>(
    'select kind, language, data from system_mails where to_email = $1 order by created_at, kind',
    [email],
  );
  return rows;
}

/** The secret of the newest link that waits to be mailed to an address. */
export async function waitingToken(product: Product, email: string): Promise<string> {
  const { rows } = await product.owner.query<{ sealed_token: string }>(
    'select sealed_token from system_mails where to_email = $1 and sealed_token is not null order by created_at desc limit 1',
    [email],
  );
  if (rows[0] === undefined) throw new Error(`no link waits for ${email}`);
  return openMailToken(new Sealer(product.settings.SEALING_KEYS), email, rows[0].sealed_token);
}
