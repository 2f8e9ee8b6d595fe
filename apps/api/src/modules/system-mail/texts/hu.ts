import type { MailTexts } from './mail-text.js';

const NOT_YOU =
  'Ha nem Ön volt, azonnal változtassa meg a jelszavát, zárja le az összes többi munkamenetet a profiljában, és értesítse az adminisztrátort.';

export const hu: MailTexts = {
  locale: 'hu-HU',
  greeting: 'Tisztelt {name}!',
  footer: 'Ezt az üzenetet az InvoiceTracker automatikusan küldte. A válaszokat senki sem olvassa.',
  copyLink: 'Vagy másolja ezt a címet a böngészőjébe:',
  labels: { at: 'Időpont', ip: 'Cím', userAgent: 'Böngésző' },
  roles: {
    admin: 'adminisztrátor',
    accountant: 'könyvelő',
    viewer: 'megtekintő',
    client: 'ügyfél',
  },
  kinds: {
    invitation: {
      subject: 'Meghívó az InvoiceTrackerbe: {accountName}',
      body: [
        '{invitedBy} meghívja Önt, hogy dolgozzon a következő cégnél: {accountName}. Szerepkör: {role}.',
        'A hivatkozás egyszer használható, eddig: {expiresAt}. Ha nem várta ezt a meghívót, hagyja figyelmen kívül.',
      ],
      link: 'A meghívó elfogadása',
    },
    'password-reset': {
      subject: 'Új jelszó megadása',
      body: [
        'Valaki, valószínűleg Ön, új jelszót kért az InvoiceTrackerhez.',
        'A hivatkozás egyszer használható, eddig: {expiresAt}. Ha nem Ön volt, nincs teendője: a jelszava változatlan marad.',
      ],
      link: 'Új jelszó megadása',
    },
    'email-change': {
      subject: 'Erősítse meg az új e-mail-címét',
      body: [
        'Ez a cím lesz az InvoiceTracker-bejelentkezésének címe. Megerősítés nélkül semmi sem változik.',
        'A hivatkozás egyszer használható, eddig: {expiresAt}.',
      ],
      link: 'A cím megerősítése',
    },
    'new-device': {
      subject: 'Új bejelentkezés az InvoiceTrackerbe',
      body: ['Valaki az Ön nevével jelentkezett be egy eddig ismeretlen böngészőből.', NOT_YOU],
    },
    'password-changed': {
      subject: 'Megváltozott a jelszava',
      body: ['Az InvoiceTracker-bejelentkezésének jelszava megváltozott.', NOT_YOU],
    },
    'second-factor-changed': {
      subject: 'Megváltozott a második azonosítási lépés',
      body: [
        'Az InvoiceTracker-bejelentkezésének második azonosítási lépése megváltozott.',
        NOT_YOU,
      ],
    },
    'email-changed': {
      subject: 'Megváltozott az e-mail-címe',
      body: ['Az InvoiceTracker mostantól egy másik címére ír; ezt már nem használjuk.', NOT_YOU],
    },
    'session-reuse': {
      subject: 'A biztonsága érdekében lezártunk egy munkamenetet',
      body: [
        'Egy bejelentkezését másolatból másodszor is felhasználták. A munkamenetet mindenhol lezártuk; a folytatáshoz jelentkezzen be újra.',
        NOT_YOU,
      ],
    },
    'account-deletion': {
      subject: 'Törlésre kerül: {accountName}',
      body: [
        'A következő céget lezárták: {accountName}. Minden adatával együtt ezen a napon töröljük: {deletesOn}.',
        'Addig a telepítés üzemeltetője ezt visszavonhatja.',
      ],
    },
    'approvals-waiting': {
      subject: 'Levelek várnak rád: {count} ({accountName})',
      body: [
        'A(z) {accountName} alábbi levelei csak a jóváhagyásoddal mennek ki. A link megnyitása semmit sem küld el: az oldal megmutatja a leveleket, és ott döntesz.',
        'A linkhez nem kell bejelentkezni, {expiresAt} időpontig működik. Ne add tovább: aki megkapja, a nevedben dönt.',
      ],
      link: 'Megnézem és döntök',
    },
  },
};
