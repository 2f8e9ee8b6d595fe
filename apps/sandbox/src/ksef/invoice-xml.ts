import type { BookClient } from '../books/book-client.js';
import type { BookDocument, BookLine, DocumentKind } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import { type IssuedFacts, issuedFacts } from './issued-facts.js';

/** A document on its way into XML. */
export interface Issued {
  readonly books: Books;
  readonly document: BookDocument;
  readonly client: BookClient;
  readonly sellerNip: string;
  /** the number of what a correction corrects */
  readonly corrects: { readonly number: string; readonly document: BookDocument } | null;
}

const KINDS: Partial<Record<DocumentKind, string>> = {
  advance: 'ZAL',
  final: 'ROZ',
  correction: 'KOR',
  cancellation: 'KOR',
};

/** The form FA(3), its elements in the order of the schema. */
export function invoiceXml(issued: Issued): string {
  const { document, books } = issued;
  const facts = issuedFacts(books, document);
  return `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
<Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza>${el('DataWytworzeniaFa', document.createdAt)}</Naglowek>
${seller(issued)}
${buyer(issued.client)}
${facts.factor === 'party' ? FACTOR : ''}
<Fa>
${el('KodWaluty', document.currency)}${el('P_1', document.issuedOn)}${el('P_2', document.number ?? '')}${el('P_6', document.soldOn)}
${taxes(books.linesOf(document), document.currency)}
${el('P_15', decimal(document.grossMinor))}
<Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
${el('RodzajFaktury', KINDS[document.kind] ?? 'VAT')}
${correction(issued)}
${books
  .linesOf(document)
  .map((line, index) => lineXml(line, index + 1))
  .join('\n')}
${settlement(document, facts)}
${payment(issued, facts)}
</Fa>
</Faktura>
`;
}

function seller({ books: { firm }, sellerNip }: Issued): string {
  return `<Podmiot1><DaneIdentyfikacyjne>${el('NIP', sellerNip)}${el('Nazwa', firm.name)}</DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju>${el('AdresL1', firm.street)}${el('AdresL2', `${firm.postalCode} ${firm.city}`)}</Adres></Podmiot1>`;
}

/** Three contacts at most, each with an address or a telephone number or both. */
function buyer(client: BookClient): string {
  const contacts = client.emails.length > 0 ? client.emails.slice(0, 3) : [null];
  const details = contacts.map((email, index) => {
    const phone = index === 0 && client.phone !== null ? el('Telefon', client.phone) : '';
    const parts = (email === null ? '' : el('Email', email)) + phone;
    return parts === '' ? '' : `<DaneKontaktowe>${parts}</DaneKontaktowe>`;
  });
  return `<Podmiot2><DaneIdentyfikacyjne>${buyerId(client)}${el('Nazwa', client.name)}</DaneIdentyfikacyjne><Adres>${el('KodKraju', client.country)}${el('AdresL1', client.street)}${el('AdresL2', `${client.postalCode} ${client.city}`)}</Adres>${details.join('')}${el('NrKlienta', `K-${client.id}`)}<JST>2</JST><GV>2</GV></Podmiot2>`;
}

const UNION = ['DE', 'HU', 'CZ', 'SK', 'AT', 'FR', 'LT'];

function buyerId({ taxNumber, country }: BookClient): string {
  if (taxNumber === null) return '<BrakID>1</BrakID>';
  if (country === 'PL') return el('NIP', taxNumber.replace(/\D/g, ''));
  const bare = taxNumber.replace(/[^A-Z0-9]/gi, '').replace(new RegExp(`^${country}`), '');
  return UNION.includes(country)
    ? el('KodUE', country) + el('NrVatUE', bare)
    : el('KodKraju', country) + el('NrID', bare);
}

const FACTOR =
  '<Podmiot3><DaneIdentyfikacyjne><NIP>5260001246</NIP><Nazwa>Faktor S.A.</Nazwa></DaneIdentyfikacyjne><Rola>1</Rola></Podmiot3>';

/** Sums by rate; beside the tax in another currency stands the same in PLN. */
function taxes(lines: readonly BookLine[], currency: string): string {
  const sums = new Map<string, { net: number; tax: number }>();
  for (const line of lines) {
    const sign = line.isAfter === false ? -1 : 1;
    const sum = sums.get(line.taxSymbol) ?? { net: 0, tax: 0 };
    sums.set(line.taxSymbol, { net: sum.net + sign * line.net, tax: sum.tax + sign * line.tax });
  }
  const rated = [...RATED].flatMap(([symbol, index]) => {
    const sum = sums.get(symbol);
    if (sum === undefined) return [];
    const inPln =
      currency === 'PLN' ? '' : el(`P_14_${index}W`, decimal(Math.round(sum.tax * 4.25)));
    return [el(`P_13_${index}`, decimal(sum.net)), el(`P_14_${index}`, decimal(sum.tax)), inPln];
  });
  const exempt = [...sums].flatMap(([symbol, { net }]) =>
    RATED.has(symbol) ? [] : [el(symbol === 'zw' ? 'P_13_7' : 'P_13_8', decimal(net))],
  );
  return [...rated, ...exempt].join('');
}

const RATED = new Map([
  ['23', 1],
  ['8', 2],
  ['5', 3],
]);

function correction({ corrects }: Issued): string {
  if (corrects === null) return '';
  const { document, number } = corrects;
  return `<DaneFaKorygowanej>${el('DataWystFaKorygowanej', document.issuedOn)}${el('NrFaKorygowanej', document.number ?? '')}<NrKSeF>1</NrKSeF>${el('NrKSeFFaKorygowanej', number)}</DaneFaKorygowanej>`;
}

function lineXml(line: BookLine, position: number): string {
  const before = line.isAfter === false ? '<StanPrzed>1</StanPrzed>' : '';
  return `<FaWiersz>${el('NrWierszaFa', String(position))}${el('P_7', line.name)}${el('P_8A', line.unit)}${el('P_8B', String(line.quantity))}${el('P_9A', decimal(line.unitNet))}${el('P_11', decimal(line.net))}${el('P_12', line.taxSymbol === 'np' ? 'np I' : line.taxSymbol)}${before}</FaWiersz>`;
}

function settlement({ grossMinor }: BookDocument, { chargeMinor }: IssuedFacts): string {
  if (chargeMinor === 0) return '';
  const charge = decimal(chargeMinor);
  return `<Rozliczenie><Obciazenia>${el('Kwota', charge)}<Powod>Kaucja</Powod></Obciazenia>${el('SumaObciazen', charge)}${el('DoZaplaty', decimal(grossMinor + chargeMinor))}</Rozliczenie>`;
}

function payment({ books, document }: Issued, facts: IssuedFacts): string {
  if (document.correctsId !== null || facts.term === null) {
    return facts.paidOn === null
      ? ''
      : `<Platnosc><Zaplacono>1</Zaplacono>${el('DataZaplaty', facts.paidOn)}${method(document)}</Platnosc>`;
  }
  const account = books.accountFor(document.currency);
  const factor =
    facts.factor === 'account'
      ? '<RachunekBankowyFaktora><NrRB>83101010230000261395100000</NrRB></RachunekBankowyFaktora>'
      : '';
  return `<Platnosc>${part(document, facts)}${terms(facts.term)}${method(document)}<RachunekBankowy>${el('NrRB', account.iban)}${el('SWIFT', account.swift)}${el('NazwaBanku', account.bankName)}${el('OpisRachunku', account.currency)}</RachunekBankowy>${factor}</Platnosc>`;
}

function part({ issuedOn }: BookDocument, { paidMinor }: IssuedFacts): string {
  if (paidMinor === 0) return '';
  return `<ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej><ZaplataCzesciowa>${el('KwotaZaplatyCzesciowej', decimal(paidMinor))}${el('DataZaplatyCzesciowej', issuedOn)}<FormaPlatnosci>6</FormaPlatnosci></ZaplataCzesciowa>`;
}

function terms(term: readonly string[] | 'described'): string {
  if (term === 'described')
    return '<TerminPlatnosci><TerminOpis><Ilosc>30</Ilosc><Jednostka>dni</Jednostka><ZdarzeniePoczatkowe>otrzymanie faktury</ZdarzeniePoczatkowe></TerminOpis></TerminPlatnosci>';
  return term.map((day) => `<TerminPlatnosci>${el('Termin', day)}</TerminPlatnosci>`).join('');
}

const METHODS = { cash: '1', card: '2', transfer: '6' } as const;

function method({ paymentMethod }: BookDocument): string {
  return el('FormaPlatnosci', METHODS[paymentMethod]);
}

function el(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;');
}

function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
