import type { MailTexts } from './mail-text.js';

const NOT_YOU =
  'Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort, beenden Sie alle anderen Sitzungen in Ihrem Profil und informieren Sie einen Administrator.';

export const de: MailTexts = {
  locale: 'de-DE',
  greeting: 'Guten Tag {name},',
  footer:
    'InvoiceTracker hat diese Nachricht selbsttätig verschickt. Antworten darauf liest niemand.',
  copyLink: 'Oder kopieren Sie diese Adresse in Ihren Browser:',
  labels: { at: 'Wann', ip: 'Adresse', userAgent: 'Browser' },
  roles: {
    admin: 'Administrator',
    accountant: 'Buchhaltung',
    viewer: 'Lesezugriff',
    client: 'Kunde',
  },
  kinds: {
    invitation: {
      subject: 'Einladung zu {accountName} in InvoiceTracker',
      body: [
        '{invitedBy} lädt Sie zur Mitarbeit bei {accountName} ein. Rolle: {role}.',
        'Der Link gilt einmal, bis {expiresAt}. Wenn Sie diese Einladung nicht erwartet haben, ignorieren Sie sie bitte.',
      ],
      link: 'Einladung annehmen',
    },
    'password-reset': {
      subject: 'Neues Passwort wählen',
      body: [
        'Jemand, vermutlich Sie, hat ein neues Passwort für InvoiceTracker angefordert.',
        'Der Link gilt einmal, bis {expiresAt}. Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
      ],
      link: 'Neues Passwort wählen',
    },
    'email-change': {
      subject: 'Neue E-Mail-Adresse bestätigen',
      body: [
        'Diese Adresse soll die Ihrer Anmeldung bei InvoiceTracker werden. Ohne Bestätigung ändert sich nichts.',
        'Der Link gilt einmal, bis {expiresAt}.',
      ],
      link: 'Adresse bestätigen',
    },
    'new-device': {
      subject: 'Neue Anmeldung bei InvoiceTracker',
      body: [
        'Jemand hat sich mit Ihrem Namen von einem Browser aus angemeldet, den wir noch nicht kennen.',
        NOT_YOU,
      ],
    },
    'password-changed': {
      subject: 'Ihr Passwort wurde geändert',
      body: ['Das Passwort Ihrer Anmeldung bei InvoiceTracker wurde geändert.', NOT_YOU],
    },
    'second-factor-changed': {
      subject: 'Ihr zweiter Faktor wurde geändert',
      body: ['Der zweite Faktor Ihrer Anmeldung bei InvoiceTracker wurde geändert.', NOT_YOU],
    },
    'email-changed': {
      subject: 'Ihre E-Mail-Adresse wurde geändert',
      body: [
        'InvoiceTracker schreibt jetzt an eine andere Adresse von Ihnen; diese wird nicht mehr verwendet.',
        NOT_YOU,
      ],
    },
    'session-reuse': {
      subject: 'Eine Sitzung wurde zu Ihrer Sicherheit beendet',
      body: [
        'Eine Ihrer Anmeldungen wurde ein zweites Mal aus einer Kopie verwendet. Wir haben die Sitzung überall beendet; melden Sie sich neu an, um weiterzuarbeiten.',
        NOT_YOU,
      ],
    },
    'account-deletion': {
      subject: '{accountName} wird gelöscht',
      body: [
        'Das Konto {accountName} wurde geschlossen und wird am {deletesOn} mit allen Daten gelöscht.',
        'Bis dahin kann der Betreiber dieser Installation das zurücknehmen.',
      ],
    },
    'approvals-waiting': {
      subject: 'Schreiben warten auf Sie: {count} ({accountName})',
      body: [
        'Diese Schreiben von {accountName} gehen erst hinaus, wenn Sie sie freigeben. Das Öffnen des Links sendet nichts: Die Seite zeigt jedes Schreiben, und dort entscheiden Sie.',
        'Der Link braucht keine Anmeldung und gilt bis {expiresAt}. Geben Sie ihn nicht weiter: Wer ihn hat, entscheidet in Ihrem Namen.',
      ],
      link: 'Ansehen und entscheiden',
    },
  },
};
