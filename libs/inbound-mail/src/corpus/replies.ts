import type { IntentKind } from '../intent.js';

/** Written on Wednesday, 10 June 2026. `intents` is all that is read out of it, gravest first; `day` that of the first. */
export interface ReplyExample {
  readonly text: string;
  readonly intents: readonly IntentKind[];
  readonly day?: string;
}

export const REPLIES: readonly ReplyExample[] = [
  // Polish
  {
    text: 'Dzień dobry,\nzapłacimy w piątek.\nPozdrawiam',
    intents: ['promise'],
    day: '2026-06-12',
  },
  { text: 'Przelew zostanie wykonany do 15.06.2026 r.', intents: ['promise'], day: '2026-06-15' },
  { text: 'Ureguluję należność do końca miesiąca.', intents: ['promise'], day: '2026-06-30' },
  { text: 'Faktura będzie opłacona jutro.', intents: ['promise'], day: '2026-06-11' },
  { text: 'Puścimy przelew w ciągu 3 dni.', intents: ['promise'], day: '2026-06-13' },
  {
    text: 'Przelejemy 20 czerwca, przepraszamy za opóźnienie.',
    intents: ['promise'],
    day: '2026-06-20',
  },
  {
    text: 'Faktura została opłacona 8.06, w załączeniu potwierdzenie przelewu.',
    intents: ['says-paid'],
    day: '2026-06-08',
  },
  { text: 'Dzień dobry, zapłaciliśmy wczoraj.', intents: ['says-paid'] },
  {
    text: 'Płatność została zrealizowana dnia 2026-06-09.',
    intents: ['says-paid'],
    day: '2026-06-09',
  },
  { text: 'Przelałam środki w poniedziałek.', intents: ['says-paid'] },
  { text: 'Nie otrzymaliśmy towaru z tej faktury. Prosimy o korektę.', intents: ['dispute'] },
  { text: 'Kwota jest błędna, złożyliśmy reklamację 1 czerwca.', intents: ['dispute'] },
  {
    text: 'Kwestionujemy pozycję 3, resztę zapłacimy w poniedziałek.',
    intents: ['dispute', 'promise'],
  },
  {
    text: 'Pani Anna już nie pracuje w naszej firmie, proszę kierować faktury na adres ksiegowosc@klient.example.',
    intents: ['wrong-person'],
  },
  { text: 'To chyba pomyłka, nie jestem klientem Państwa firmy.', intents: ['wrong-person'] },
  { text: 'Czy możemy rozłożyć płatność na raty?', intents: ['asks-for-instalments'] },
  {
    text: 'Proszę o przedłużenie terminu płatności do 30.06.',
    intents: ['asks-for-time'],
    day: '2026-06-30',
  },
  {
    text: 'Sąd ogłosił upadłość spółki, wierzytelność proszę zgłosić syndykowi.',
    intents: ['insolvency'],
  },
  { text: 'Proszę przestać pisać do mnie, powołuję się na RODO.', intents: ['complaint', 'stop'] },
  { text: 'Proszę nie wysyłać nam więcej przypomnień.', intents: ['stop'] },
  {
    text: 'Jestem na urlopie do 19.06, wrócę do tematu po powrocie.',
    intents: ['absent'],
    day: '2026-06-19',
  },
  { text: 'Spłacimy to w trzech ratach.', intents: ['asks-for-instalments'] },
  { text: 'Dziękuję za wiadomość, sprawdzę i dam znać.', intents: [] },
  { text: 'Proszę o przesłanie faktury jeszcze raz.', intents: [] },
  { text: 'Faktura nie została zapłacona, bo nie zgadzamy się z kwotą.', intents: ['dispute'] },
  { text: 'Odmawiamy zapłaty.', intents: ['dispute'] },
  // Hungarian
  {
    text: 'Tisztelt Cím!\nPénteken átutaljuk az összeget.',
    intents: ['promise'],
    day: '2026-06-12',
  },
  {
    text: 'A számla 2026. 06. 15-én fog kifizetésre kerülni, rendezzük.',
    intents: ['promise'],
    day: '2026-06-15',
  },
  { text: '5 napon belül kifizetjük a számlát.', intents: ['promise'], day: '2026-06-15' },
  { text: 'A hónap végéig rendezzük a tartozást.', intents: ['promise'], day: '2026-06-30' },
  { text: 'A számlát már átutaltuk június 8-án.', intents: ['says-paid'], day: '2026-06-08' },
  { text: 'Kifizettük tegnap, mellékelem az utalási igazolást.', intents: ['says-paid'] },
  { text: 'Vitatjuk a számlát, az áru hibás volt.', intents: ['dispute'] },
  { text: 'Nem kaptuk meg a terméket, jóváíró számlát kérünk.', intents: ['dispute'] },
  { text: 'Kovács úr már nem dolgozik nálunk.', intents: ['wrong-person'] },
  { text: 'Kérem, forduljanak a könyveléshez.', intents: ['wrong-person'] },
  { text: 'Részletfizetést szeretnénk kérni.', intents: ['asks-for-instalments'] },
  { text: 'Cégünk felszámolás alatt áll.', intents: ['insolvency'] },
  { text: 'Kérem, ne írjanak többet erre a címre.', intents: ['stop'] },
  {
    text: 'Szabadságon vagyok 2026. június 22-ig.',
    intents: ['absent'],
    day: '2026-06-22',
  },
  { text: 'Köszönöm, utánanézek.', intents: [] },
  // German
  {
    text: 'Sehr geehrte Damen und Herren,\nwir überweisen den Betrag am Freitag.',
    intents: ['promise'],
    day: '2026-06-12',
  },
  {
    text: 'Die Rechnung wird bis zum 15.06.2026 bezahlt.',
    intents: ['promise'],
    day: '2026-06-15',
  },
  { text: 'Ich werde morgen zahlen.', intents: ['promise'], day: '2026-06-11' },
  { text: 'Zahlung erfolgt bis Monatsende.', intents: ['promise'], day: '2026-06-30' },
  { text: 'Der Betrag wurde am 8. Juni überwiesen.', intents: ['says-paid'], day: '2026-06-08' },
  {
    text: 'Wir haben die Rechnung bereits beglichen, siehe Überweisungsbeleg.',
    intents: ['says-paid'],
  },
  { text: 'Wir haben die Ware nicht erhalten und bestreiten die Forderung.', intents: ['dispute'] },
  { text: 'Die Rechnung ist falsch, bitte um Gutschrift.', intents: ['dispute'] },
  { text: 'Frau Meier ist nicht mehr bei uns.', intents: ['wrong-person'] },
  { text: 'Bitte wenden Sie sich an unsere Buchhaltung.', intents: ['wrong-person'] },
  { text: 'Ist eine Ratenzahlung möglich?', intents: ['asks-for-instalments'] },
  { text: 'Wir bitten um Stundung bis 30.06.', intents: ['asks-for-time'], day: '2026-06-30' },
  { text: 'Ich bin bis zum 19.06. im Urlaub.', intents: ['absent'], day: '2026-06-19' },
  { text: 'Bitte schreiben Sie uns nicht mehr.', intents: ['stop'] },
  { text: 'Über das Vermögen wurde das Insolvenzverfahren eröffnet.', intents: ['insolvency'] },
  {
    text: 'Keine weiteren Mails bitte, sonst schalten wir unseren Anwalt ein.',
    intents: ['complaint', 'stop'],
  },
  { text: 'Vielen Dank für Ihre Nachricht.', intents: [] },
  // English
  { text: 'Hello,\nwe will pay on Friday.\nBest regards', intents: ['promise'], day: '2026-06-12' },
  { text: "I'll transfer the money by June 15th.", intents: ['promise'], day: '2026-06-15' },
  { text: 'The payment is scheduled for 2026-06-18.', intents: ['promise'], day: '2026-06-18' },
  {
    text: 'The invoice will be paid by the end of the month.',
    intents: ['promise'],
    day: '2026-06-30',
  },
  { text: 'This was already paid on 8 June.', intents: ['says-paid'], day: '2026-06-08' },
  { text: 'We have settled it, proof of payment attached.', intents: ['says-paid'] },
  { text: 'We dispute this invoice: the goods were damaged.', intents: ['dispute'] },
  { text: 'We never received the parts.', intents: ['dispute'] },
  {
    text: 'John no longer works here, please send invoices to our accounting department.',
    intents: ['wrong-person'],
  },
  { text: 'Could we pay in instalments?', intents: ['asks-for-instalments'] },
  { text: 'I am on holiday until June 19th.', intents: ['absent'], day: '2026-06-19' },
  { text: 'No more reminders, please.', intents: ['stop'] },
  { text: 'The company is in administration.', intents: ['insolvency'] },
  {
    text: 'Stop emailing me or you will hear from our lawyers.',
    intents: ['complaint', 'stop'],
  },
  { text: 'We will not pay this.', intents: ['dispute'] },
  { text: 'It has not been paid yet, I will check with my boss.', intents: [] },
  { text: 'Thanks, noted.', intents: [] },
];
