import type { Clock } from '../clock.js';
import type { MailControl } from './mail-control.js';
import type { Email, SmtpServer } from './mail-server.js';

/** What people write back, in the language of the mail they answer; `{day}` is a day to come. */
const REPLIES: Readonly<Record<string, readonly string[]>> = {
  pl: [
    'Dzień dobry,\n\nprzepraszamy za zwłokę. Zapłacimy całość do {day}.\n\nPozdrawiam\nEwa Lis',
    'Dzień dobry,\n\nta faktura jest błędna: kwota nie zgadza się z zamówieniem. Prosimy o korektę.\n\nJan Mazur',
  ],
  hu: [
    'Tisztelt Cím!\n\nElnézést a késedelemért, {day} napjáig fizetünk.\n\nÜdvözlettel\nKovács Anna',
    'Tisztelt Cím!\n\nA számla hibás, kérjük a javítását.\n\nTóth Péter',
  ],
};
const DAYS_TO_PAY = 6;

/** Of every so many notices, which one is answered how: most people say nothing at all. */
const EVERY = 24;
const BOUNCES_AT = 3;
const REPLIES_AT = [6, 15];
const AWAY_AT = 10;

/**
 * The other side of the demo: now and then a notice comes back, and now and then somebody answers. The same notices
 * always get the same answers, whatever is restarted.
 *
 * @param already how many notices were caught before this start
 * @param onFailure told when an answer could not be given
 */
export function answerNotices(
  smtp: SmtpServer,
  control: MailControl,
  clock: Clock,
  already: number,
  onFailure: (error: unknown) => void,
): void {
  let turn = already;
  smtp.on('new', (email: Email) => {
    if (!isNotice(email)) return;
    turn += 1;
    answer(control, email, turn, clock()).catch(onFailure);
  });
}

/** Written by a program on its own (answers and reports say so otherwise, RFC 3834), and to somebody outside the firm. */
export function isNotice({ headers, envelope }: Email): boolean {
  const [from, to] = [envelope.from.address, envelope.to[0]?.address ?? ''];
  return headers['auto-submitted'] === 'auto-generated' && domainOf(from) !== domainOf(to);
}

async function answer(control: MailControl, email: Email, turn: number, at: Date): Promise<void> {
  const place = turn % EVERY;
  if (place === BOUNCES_AT) return control.bounce(email.id);
  if (place === AWAY_AT)
    return control.reply(email.id, {
      text: 'Jestem poza biurem, odpiszę po powrocie.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
  const which = REPLIES_AT.indexOf(place);
  if (which === -1) return;
  const texts = REPLIES[/Számla|Tisztelt/i.test(email.text ?? '') ? 'hu' : 'pl']!;
  const day = new Date(at.getTime() + DAYS_TO_PAY * 86_400_000).toISOString().slice(0, 10);
  await control.reply(email.id, { text: texts[which]!.replace('{day}', day) });
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
