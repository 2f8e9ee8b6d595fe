import type { IntentRule } from '../intent.js';

export const GERMAN: readonly IntentRule[] = [
  {
    intent: 'insolvency',
    says: /insolven|zahlungsunfähig|in liquidation|liquidator|restrukturierungsverfahren|konkurs/i,
  },
  {
    intent: 'complaint',
    says: /\bdsgvo\b|personenbezogen|datenschutz|belästig|rechtsanw(?:alt|ält)|unser\p{L}* anw(?:alt|ält)|beschwerde/iu,
  },
  {
    intent: 'stop',
    says: /(?:keine|unterlassen sie) .{0,20}(?:weiteren? )?(?:e-?mails?|mails?|schreiben|nachrichten|mahnungen|erinnerungen)|schreiben sie (?:mir|uns) nicht|hören sie auf|nicht mehr (?:anschreiben|kontaktieren)|abmelden/iu,
  },
  {
    intent: 'dispute',
    says: /reklam(?:ation|ier)|beanstand|bestreiten|widersprech|widerspruch|(?:rechnung|betrag|preis) (?:ist|stimmt) (?:falsch|nicht|fehlerhaft|zu hoch)|falsche[rns]? (?:rechnung|betrag|preis)|fehlerhaft|mangelhaft|\bmängel|nicht (?:erhalten|bestellt|geliefert|einverstanden)|gutschrift|stornier|(?:werden|werde) (?:wir )?(?:das |dies )?nicht (?:be)?zahlen|beschädigt/iu,
  },
  {
    intent: 'wrong-person',
    says: /nicht mehr (?:bei uns|im unternehmen|hier|für uns)|falsche[rn]? (?:ansprechpartner|adresse|empfänger|person)|nicht (?:der richtige|die richtige|zuständig)|(?:wenden|schicken|senden|richten) sie .{0,50}(?:buchhaltung|an (?:unsere|die))|irrtümlich|kein kunde|nicht (?:unser|ihr) kunde/iu,
  },
  {
    intent: 'says-paid',
    says: /(?:bereits|schon|heute|gestern|wurde|haben|habe|ist) .{0,60}(?:bezahlt|beglichen|überwiesen|gezahlt|angewiesen)|zahlung (?:ist|wurde) .{0,20}(?:erfolgt|ausgeführt|veranlasst)|zahlungsbeleg|überweisungsbeleg|zahlungsbestätigung/iu,
    unless:
      /nicht (?:bezahlt|beglichen|überwiesen|gezahlt)|noch nicht|wird .{0,60}(?:bezahlt|beglichen|überwiesen|gezahlt|angewiesen)/iu,
  },
  {
    intent: 'asks-for-instalments',
    says: /ratenzahlung|\braten\b|ratenplan|in (?:zwei|drei|vier|mehreren) (?:raten|teilen|teilbeträgen)/iu,
  },
  {
    intent: 'asks-for-time',
    says: /stundung|zahlungsaufschub|(?:mehr|etwas) zeit|(?:um|etwas) geduld|fristverlängerung|später (?:be)?zahlen|verlängerung (?:der|des)/iu,
  },
  {
    intent: 'promise',
    says: /(?:werden|werde|wird) .{0,80}(?:(?:be)?zahlen|begleichen|überweisen|anweisen|bezahlt|beglichen|überwiesen|angewiesen|gezahlt)|(?:zahlen|überweisen|begleichen) (?:wir|ich)|(?:wir|ich) (?:zahlen?|überweisen?|begleichen?)(?!\p{L})|(?:zahlung|überweisung) (?:erfolgt|folgt|geht|kommt|wird|veranlassen)/iu,
    unless: /(?:werden|werde|wird) .{0,30}nicht|zahlen (?:wir|ich) nicht/iu,
  },
  {
    intent: 'absent',
    says: /(?:bin|sind|ist) .{0,40}(?:im urlaub|abwesend|nicht im (?:büro|hause)|krankgeschrieben)|(?:bin|sind) .{0,20}(?:ab|am) .{0,20}(?:wieder|zurück)|wieder (?:im büro|erreichbar)/iu,
  },
];
