import type { Language } from '../../identity/contract/languages.js';

/** What a test mail says, in the account's language. */
export const TEST_MESSAGES: Readonly<Record<Language, { subject: string; body: string }>> = {
  pl: {
    subject: 'Wiadomość testowa',
    body: 'To jest wiadomość testowa z InvoiceTrackera. Serwer poczty jest skonfigurowany poprawnie.',
  },
  en: {
    subject: 'Test message',
    body: 'This is a test message from InvoiceTracker. The mail server is set up correctly.',
  },
  hu: {
    subject: 'Tesztüzenet',
    body: 'Ez az InvoiceTracker tesztüzenete. A levelezőkiszolgáló beállításai megfelelőek.',
  },
  de: {
    subject: 'Testnachricht',
    body: 'Dies ist eine Testnachricht von InvoiceTracker. Der Mailserver ist richtig eingerichtet.',
  },
};
