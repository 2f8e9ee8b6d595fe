/** What a test wants to see on an invoice; the rest is filled in. Values are XML. */
export interface Picture {
  readonly form?: string;
  readonly seller?: string;
  readonly buyer?: string;
  readonly others?: string;
  readonly currency?: string;
  readonly total?: string;
  readonly taxes?: string;
  readonly kind?: string;
  readonly corrects?: string;
  readonly lines?: string;
  readonly settlement?: string;
  readonly payment?: string;
}

export const NUMBER = '5252445767-20260214-0A1B2C3D4E5F-62';
export const NIP = '5252445767';

export const BUYER = `<DaneIdentyfikacyjne><NIP>9452121681</NIP><Nazwa>Odbiorca Sp. z o.o.</Nazwa></DaneIdentyfikacyjne>
    <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Kącik 4</AdresL1><AdresL2>30-549 Kraków</AdresL2></Adres>`;
const LINE =
  '<FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Konsultacja</P_7><P_8A>godz.</P_8A><P_8B>10</P_8B><P_9A>200.00</P_9A><P_11>2000.00</P_11><P_12>23</P_12></FaWiersz>';
const TERM = '<TerminPlatnosci><Termin>2026-02-28</Termin></TerminPlatnosci>';

/** An invoice in the form FA(3), 2460.00 due on 28 February 2026, with whatever is to be different. */
export function picture(wanted: Picture = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>${wanted.form ?? '3'}</WariantFormularza></Naglowek>
  <Podmiot1><DaneIdentyfikacyjne><NIP>${wanted.seller ?? NIP}</NIP><Nazwa>Nasza Firma</Nazwa></DaneIdentyfikacyjne></Podmiot1>
  <Podmiot2>${wanted.buyer ?? BUYER}</Podmiot2>
  ${wanted.others ?? ''}
  <Fa>
    <KodWaluty>${wanted.currency ?? 'PLN'}</KodWaluty><P_1>2026-02-14</P_1><P_2>17/02/2026</P_2><P_6>2026-02-10</P_6>
    ${wanted.taxes ?? '<P_13_1>2000.00</P_13_1><P_14_1>460.00</P_14_1>'}
    <P_15>${wanted.total ?? '2460.00'}</P_15>
    <Adnotacje><P_18A>1</P_18A></Adnotacje>
    <RodzajFaktury>${wanted.kind ?? 'VAT'}</RodzajFaktury>
    ${wanted.corrects ?? ''}
    ${wanted.lines ?? LINE}
    ${wanted.settlement ?? ''}
    ${wanted.payment === undefined ? `<Platnosc>${TERM}</Platnosc>` : wanted.payment && `<Platnosc>${wanted.payment}</Platnosc>`}
  </Fa>
</Faktura>`;
}
