import type { InboundMail } from '../inbound-mail.js';

export interface AutomaticExample {
  readonly mail: Partial<InboundMail>;
  /** null: no end of the absence is named */
  readonly absentUntil: string | null;
}

/** Received on Wednesday, 10 June 2026. */
export const AUTOMATIC_REPLIES: readonly AutomaticExample[] = [
  {
    mail: {
      subject: 'Autoodpowiedź: Wezwanie do zapłaty 12/2026',
      text: 'Jestem na urlopie do 19.06.2026. W pilnych sprawach proszę o kontakt z Anną.',
    },
    absentUntil: '2026-06-19',
  },
  {
    mail: {
      subject: 'Re: Przypomnienie o płatności',
      headers: { 'auto-submitted': 'auto-replied' },
      text: 'Dziękujemy za wiadomość. Odpowiemy w ciągu 2 dni.',
    },
    absentUntil: '2026-06-12',
  },
  {
    mail: {
      subject: 'Automatikus válasz: Fizetési emlékeztető',
      text: 'Szabadságon vagyok 2026. június 22-ig.',
    },
    absentUntil: '2026-06-22',
  },
  {
    mail: {
      subject: 'Abwesenheitsnotiz',
      text: 'Ich bin vom 8.6. bis 26.6. nicht im Büro.',
    },
    absentUntil: '2026-06-26',
  },
  {
    mail: {
      subject: 'Automatic reply: Overdue invoice',
      text: 'I am out of the office until 3 July and will pay attention to mail after that.',
    },
    absentUntil: '2026-07-03',
  },
  {
    mail: {
      subject: 'Potwierdzenie otrzymania',
      headers: { 'x-autoreply': 'yes' },
      text: 'Zapłacimy każdą fakturę. Ta wiadomość została wysłana automatycznie.',
    },
    absentUntil: null,
  },
  {
    mail: {
      subject: 'Ticket #4711',
      headers: { precedence: 'auto_reply' },
      text: 'Your message has been received.',
    },
    absentUntil: null,
  },
];
