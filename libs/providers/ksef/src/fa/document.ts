import { z } from 'zod';

import { Day, Decimal, NeededDecimal, node, perhaps, several, Text } from './wire.js';

const Account = { NrRB: Text, SWIFT: Text, NazwaBanku: Text, OpisRachunku: Text } as const;

/** VAT by rate, in the document's currency; `P_14_1W` and its like are in PLN and are left alone. */
const TAXES = {
  P_14_1: Decimal,
  P_14_2: Decimal,
  P_14_3: Decimal,
  P_14_4: Decimal,
  P_14_5: Decimal,
} as const;

const Line = {
  P_7: Text,
  P_8A: Text,
  P_8B: Decimal,
  P_9A: Decimal,
  P_9B: Decimal,
  P_11: Decimal,
  P_11A: Decimal,
  P_11Vat: Decimal,
  P_12: Text,
  P_12_XII: Text,
  StanPrzed: Text,
} as const;

/** What we read of an invoice in the forms FA(2) and FA(3), by their own names; everything is text. */
export const FaDocument = z.object({
  Faktura: z.object({
    Naglowek: node({ WariantFormularza: Text }),
    Podmiot1: node({ DaneIdentyfikacyjne: node({ NIP: Text, Nazwa: Text }) }),
    Podmiot2: node({
      DaneIdentyfikacyjne: node({
        NIP: Text,
        KodUE: Text,
        NrVatUE: Text,
        KodKraju: Text,
        NrID: Text,
        Nazwa: Text,
      }),
      Adres: perhaps({ KodKraju: Text, AdresL1: Text, AdresL2: Text }),
      DaneKontaktowe: several({ Email: Text, Telefon: Text }),
      NrKlienta: Text,
    }),
    Podmiot3: several({ Rola: Text }),
    Fa: node({
      KodWaluty: z.string(),
      P_1: Day,
      P_2: Text,
      P_6: Day,
      OkresFa: perhaps({ P_6_Do: Day }),
      ...TAXES,
      P_15: NeededDecimal,
      Adnotacje: perhaps({ P_18A: Text, PMarzy: perhaps({ P_PMarzy: Text }) }),
      RodzajFaktury: z.string(),
      DaneFaKorygowanej: several({ NrFaKorygowanej: Text, NrKSeFFaKorygowanej: Text }),
      FaWiersz: several(Line),
      Rozliczenie: perhaps({
        Obciazenia: several({ Kwota: NeededDecimal, Powod: Text }),
        DoZaplaty: Decimal,
        DoRozliczenia: Decimal,
      }),
      Platnosc: perhaps({
        Zaplacono: Text,
        DataZaplaty: Day,
        ZnacznikZaplatyCzesciowej: Text,
        ZaplataCzesciowa: several({
          KwotaZaplatyCzesciowej: NeededDecimal,
          DataZaplatyCzesciowej: Day,
        }),
        TerminPlatnosci: several({
          Termin: Day,
          TerminOpis: z.unknown().optional(),
        }),
        FormaPlatnosci: Text,
        OpisPlatnosci: Text,
        RachunekBankowy: several(Account),
        RachunekBankowyFaktora: several(Account),
        LinkDoPlatnosci: Text,
      }),
    }),
  }),
});

export type Fa = z.output<typeof FaDocument>['Faktura'];
export type FaBody = Fa['Fa'];
export type FaLine = FaBody['FaWiersz'][number];
