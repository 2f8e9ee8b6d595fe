import type { IntentRule } from '../intent.js';

export const POLISH: readonly IntentRule[] = [
  {
    intent: 'insolvency',
    says: /upadłoś|restrukturyzac|w likwidacji|syndyk|komornik|niewypłacaln/i,
  },
  {
    intent: 'complaint',
    says: /\brodo\b|dan(?:e|ych|ymi) osobow|usun(?:ąć|ięci\p{L}*) .{0,20}dan(?:e|ych)|\buodo\b|skarg[aęią]|nękani|adwokat|kancelari|radc[ayę] prawn/iu,
  },
  {
    intent: 'stop',
    says: /przesta(?:ć|ńcie) .{0,20}(?:pisać|wysyłać|słać)|nie (?:pisać|wysyłać|przysyłać) .{0,20}(?:do (?:mnie|nas)|więcej)|(?:więcej|dalszych|kolejnych) (?:wiadomości|maili|przypomnień) (?:nie|proszę)|(?:zaprzestani|wstrzymani)\p{L}* .{0,20}(?:wysył|przypomn|korespond)|wypis(?:ać|zcie) .{0,20}z (?:listy|mailing)/iu,
  },
  {
    intent: 'dispute',
    says: /reklamac|kwestionuj|nie zgadza(?:m|my) się|niezgodn\p{L}* z|(?:faktur|kwot|cen)\p{L}* (?:jest|są) (?:błędn|niepoprawn|zawyżon)|błędn\p{L}* (?:faktur|kwot|cen|wystawion)|nie (?:otrzyma|dosta)(?:liśmy|łem|łam) .{0,30}(?:towar|usług|dostaw|zamówieni|faktur)|wadliw|\bwady\b|uszkodzon|o korekt\p{L}*|wystawi\p{L}* korekt|korekt\p{L}* (?:tej )?faktur|spór|sporn|odmawia(?:m|my) zapłaty|nie zapłac(?:imy|ę)\b|bezzasadn|nie zamawia(?:liśmy|łem|łam)/iu,
  },
  {
    intent: 'wrong-person',
    says: /(?:już )?nie pracuj|niewłaściw\p{L}* (?:adres|osob)|to (?:chyba )?(?:jakaś )?pomyłka|nie do (?:mnie|nas)(?!\p{L})|nie jestem (?:odpowiedzialn|właściw)|(?:kierować|pisać|wysyłać|przesyłać) .{0,40}na adres|nie zajmuję się (?:płatnościami|fakturami)|nie jestem klientem/iu,
  },
  {
    intent: 'says-paid',
    says: /(?:zapłac|opłac|wpłac)(?:iliśmy|iłem|iłam|on[aeoy])|przela(?:liśmy|łem|łam|n[aeoy])|przelew\p{L}* .{0,25}(?:wykona|zrobi(?!m)|wysła|wyszedł|poszedł|zlecon)|uregulowa(?:liśmy|łem|łam|n[aeoy])|płatność .{0,20}(?:wykonan|zrealizowan|wysłan)|potwierdzeni\p{L}* (?:przelewu|płatności|wpłaty|zapłaty)|(?:jest|została) już (?:zapłac|opłac)/iu,
    unless:
      /nie (?:zosta|jest|są|był|zapłac|opłac|przela|uregul)|jeszcze nie|zostanie|będzie|wykonamy|zrobimy/iu,
  },
  {
    intent: 'asks-for-instalments',
    says: /\braty\b|\bratach\b|ratalni|na raty|w (?:dwóch|trzech|czterech|kilku) (?:ratach|częściach|transzach)/iu,
  },
  {
    intent: 'asks-for-time',
    says: /(?:odroczeni|przedłużeni|przesunięci|wydłużeni)\p{L}* (?:\p{L}+ )?(?:terminu|płatności)|czy (?:mogę|możemy|możliwe|byłaby|byłoby) .{0,40}(?:zapłac|płatnoś|termin|później)|prosz\p{L}* o (?:cierpliwość|więcej czasu|kilka dni|wyrozumiałość)/iu,
    unless: /\braty\b|\bratach\b/iu,
  },
  {
    intent: 'promise',
    says: /(?:zapłac|opłac|wpłac|ureguluj)(?:imy|ę|emy)(?!\p{L})|przel(?:eję|ejemy)(?!\p{L})|zrobi(?:ę|my) przelew|(?:płatność|przelew|wpłata|zapłata|należność|faktura)\p{L}* .{0,30}(?:zostanie|będzie|nastąpi|wyjdzie|pójdzie|puścimy|zrealizujemy|wykonamy|zlecimy)|dokona(?:my|m) (?:płatności|wpłaty|przelewu|zapłaty)|puścimy przelew|zobowiązuj/iu,
    unless: /nie (?:zapłac|opłac|przelej|ureguluj|zostanie|będzie|dokona)/iu,
  },
  {
    intent: 'absent',
    says: /(?:jest(?:em|eśmy)|będę|przebywam|jest) .{0,30}(?:na (?:urlopie|zwolnieniu|delegacji)|nieobecn)|wracam|nieobecn\p{L}* (?:w biurze|do)/iu,
  },
];
