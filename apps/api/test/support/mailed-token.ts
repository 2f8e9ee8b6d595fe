import { SendSystemMails } from '../../src/modules/system-mail/send-system-mails.js';
import type { Product } from './product.js';
import type { SmtpDouble } from './smtp-double.js';

/** Lets the waiting system mail leave, and answers the secret of the newest link mailed to the address. */
export async function mailedToken(product: Product, smtp: SmtpDouble, to: string): Promise<string> {
  await (await product.get(SendSystemMails)).execute(new AbortController().signal);
  const mail = smtp.mails.findLast((one) => one.to === to);
  const token = /#token=([\w-]{43})/.exec(mail?.text ?? '')?.[1];
  if (token === undefined) throw new Error(`no link was mailed to ${to}`);
  return token;
}
