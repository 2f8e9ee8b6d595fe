import type { MailTexts } from './mail-text.js';

const NOT_YOU =
  'Jeśli to nie Ty, natychmiast zmień hasło, zakończ wszystkie pozostałe sesje w swoim profilu i powiadom administratora.';

export const pl: MailTexts = {
  locale: 'pl-PL',
  greeting: 'Dzień dobry {name},',
  footer: 'Wiadomość wysłana automatycznie przez InvoiceTracker. Nikt nie czyta odpowiedzi na nią.',
  copyLink: 'Możesz też skopiować ten adres do przeglądarki:',
  labels: { at: 'Kiedy', ip: 'Adres', userAgent: 'Przeglądarka' },
  roles: {
    admin: 'administrator',
    accountant: 'księgowość',
    viewer: 'podgląd',
    client: 'klient',
  },
  kinds: {
    invitation: {
      subject: 'Zaproszenie do {accountName} w InvoiceTracker',
      body: [
        '{invitedBy} zaprasza Cię do pracy w {accountName}. Rola: {role}.',
        'Odnośnik działa jeden raz, do {expiresAt}. Jeśli nie spodziewasz się tego zaproszenia, zignoruj je.',
      ],
      link: 'Przyjmij zaproszenie',
    },
    'password-reset': {
      subject: 'Ustaw nowe hasło',
      body: [
        'Ktoś, prawdopodobnie Ty, poprosił o nowe hasło do InvoiceTracker.',
        'Odnośnik działa jeden raz, do {expiresAt}. Jeśli to nie Ty, nic nie rób: hasło pozostanie bez zmian.',
      ],
      link: 'Ustaw nowe hasło',
    },
    'email-change': {
      subject: 'Potwierdź nowy adres e-mail',
      body: [
        'Ten adres ma się stać adresem Twojego konta w InvoiceTracker. Bez potwierdzenia nic się nie zmieni.',
        'Odnośnik działa jeden raz, do {expiresAt}.',
      ],
      link: 'Potwierdź adres',
    },
    'new-device': {
      subject: 'Nowe logowanie do InvoiceTracker',
      body: [
        'Ktoś zalogował się na Twoje konto z przeglądarki, której jeszcze nie znamy.',
        NOT_YOU,
      ],
    },
    'password-changed': {
      subject: 'Twoje hasło zostało zmienione',
      body: ['Hasło do Twojego konta w InvoiceTracker zostało zmienione.', NOT_YOU],
    },
    'second-factor-changed': {
      subject: 'Twój drugi składnik logowania został zmieniony',
      body: [
        'Drugi składnik logowania do Twojego konta w InvoiceTracker został zmieniony.',
        NOT_YOU,
      ],
    },
    'email-changed': {
      subject: 'Twój adres e-mail został zmieniony',
      body: ['InvoiceTracker pisze teraz na inny Twój adres; ten nie jest już używany.', NOT_YOU],
    },
    'session-reuse': {
      subject: 'Sesja została zakończona dla Twojego bezpieczeństwa',
      body: [
        'Twojego logowania użyto drugi raz z kopii. Zakończyliśmy tę sesję wszędzie; aby kontynuować, zaloguj się ponownie.',
        NOT_YOU,
      ],
    },
    'account-deletion': {
      subject: '{accountName} zostanie usunięta',
      body: [
        'Firma {accountName} została zamknięta i {deletesOn} zostanie usunięta wraz ze wszystkimi danymi.',
        'Do tego dnia operator tej instalacji może to cofnąć.',
      ],
    },
    'approvals-waiting': {
      subject: 'Pisma czekają na Ciebie: {count} ({accountName})',
      body: [
        'Te pisma firmy {accountName} wyjdą dopiero za Twoją zgodą. Otwarcie linku niczego nie wysyła: strona pokazuje każde pismo i tam decydujesz.',
        'Link nie wymaga logowania i działa do {expiresAt}. Nie przekazuj go dalej: kto go ma, decyduje w Twoim imieniu.',
      ],
      link: 'Zobacz i zdecyduj',
    },
  },
};
