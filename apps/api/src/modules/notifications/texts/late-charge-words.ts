import type { LawCountry } from '@invoicetracker/interest';

import type { Language } from '../../identity/contract/languages.js';

interface ChargeWords {
  readonly interest: (until: string) => string;
  readonly compensation: string;
  /** beside the interest */
  readonly grows: (amount: string) => string;
  /** of a charge that is not asked for yet */
  readonly onlyMentioned: string;
  /** after the amounts: further interest, and the law */
  readonly claimed: (basis: string) => string;
  /** the law as a letter cites it */
  readonly basis: Readonly<Record<LawCountry, Readonly<Record<'business' | 'consumer', string>>>>;
}

/** Words of interest and compensation in letters. The acts keep a name a reader can look up. */
export const CHARGE_WORDS: Record<Language, ChargeWords> = {
  pl: {
    interest: (until) => `Odsetki za opóźnienie do ${until}`,
    compensation: 'Rekompensata za koszty odzyskiwania należności',
    grows: (amount) => `rosną o ${amount} dziennie`,
    onlyMentioned: 'nie wliczono do kwoty do zapłaty',
    claimed: (basis) =>
      `Żądana kwota obejmuje naliczone należności uboczne. Za każdy kolejny dzień do zapłaty przysługują dalsze odsetki. Podstawa: ${basis}.`,
    basis: {
      PL: {
        business:
          'ustawa z dnia 8 marca 2013 r. o przeciwdziałaniu nadmiernym opóźnieniom w transakcjach handlowych (odsetki: art. 7 i 8, rekompensata: art. 10)',
        consumer: 'art. 481 Kodeksu cywilnego',
      },
      HU: {
        business: 'węgierski kodeks cywilny (Ptk.) § 6:155 i ustawa IX z 2016 r.',
        consumer: 'węgierski kodeks cywilny (Ptk.) § 6:48',
      },
      DE: {
        business: '§ 288 ust. 2 i 5 niemieckiego kodeksu cywilnego (BGB)',
        consumer: '§ 288 ust. 1 niemieckiego kodeksu cywilnego (BGB)',
      },
      EU: {
        business: 'dyrektywa 2011/7/UE, art. 3 i 6',
        consumer: 'dyrektywa 2011/7/UE',
      },
    },
  },
  en: {
    interest: (until) => `Late-payment interest until ${until}`,
    compensation: 'Compensation for recovery costs',
    grows: (amount) => `grows by ${amount} a day`,
    onlyMentioned: 'not included in the amount to pay',
    claimed: (basis) =>
      `The amount asked for includes these charges. Further interest accrues for each day until payment. Legal basis: ${basis}.`,
    basis: {
      PL: {
        business:
          'Polish Act of 8 March 2013 on counteracting excessive delays in commercial transactions (interest: art. 7 and 8, compensation: art. 10)',
        consumer: 'art. 481 of the Polish Civil Code',
      },
      HU: {
        business: 'section 6:155 of the Hungarian Civil Code and Act IX of 2016',
        consumer: 'section 6:48 of the Hungarian Civil Code',
      },
      DE: {
        business: 'section 288 (2) and (5) of the German Civil Code (BGB)',
        consumer: 'section 288 (1) of the German Civil Code (BGB)',
      },
      EU: {
        business: 'Directive 2011/7/EU, art. 3 and 6',
        consumer: 'Directive 2011/7/EU',
      },
    },
  },
  hu: {
    interest: (until) => `Késedelmi kamat ${until} napjáig`,
    compensation: 'Behajtási költségátalány',
    grows: (amount) => `naponta ${amount} összeggel nő`,
    onlyMentioned: 'a fizetendő összeg nem tartalmazza',
    claimed: (basis) =>
      `A követelt összeg ezeket a járulékokat is tartalmazza. A megfizetésig minden további napra további kamat jár. Jogalap: ${basis}.`,
    basis: {
      PL: {
        business:
          'a kereskedelmi ügyletekben előforduló túlzott késedelmek elleni, 2013. március 8-i lengyel törvény (kamat: 7. és 8. cikk, költségátalány: 10. cikk)',
        consumer: 'a lengyel polgári törvénykönyv 481. cikke',
      },
      HU: {
        business: 'Ptk. 6:155. § és a 2016. évi IX. törvény 3. §',
        consumer: 'Ptk. 6:48. §',
      },
      DE: {
        business: 'a német polgári törvénykönyv (BGB) 288. § (2) és (5) bekezdése',
        consumer: 'a német polgári törvénykönyv (BGB) 288. § (1) bekezdése',
      },
      EU: {
        business: 'a 2011/7/EU irányelv 3. és 6. cikke',
        consumer: 'a 2011/7/EU irányelv',
      },
    },
  },
  de: {
    interest: (until) => `Verzugszinsen bis ${until}`,
    compensation: 'Verzugspauschale',
    grows: (amount) => `wachsen täglich um ${amount}`,
    onlyMentioned: 'im Zahlbetrag nicht enthalten',
    claimed: (basis) =>
      `Der geforderte Betrag enthält diese Nebenforderungen. Für jeden weiteren Tag bis zur Zahlung fallen weitere Zinsen an. Rechtsgrundlage: ${basis}.`,
    basis: {
      PL: {
        business:
          'polnisches Gesetz vom 8. März 2013 gegen übermäßige Verzögerungen im Geschäftsverkehr (Zinsen: Art. 7 und 8, Pauschale: Art. 10)',
        consumer: 'Art. 481 des polnischen Zivilgesetzbuchs',
      },
      HU: {
        business: '§ 6:155 des ungarischen Bürgerlichen Gesetzbuchs (Ptk.) und Gesetz IX von 2016',
        consumer: '§ 6:48 des ungarischen Bürgerlichen Gesetzbuchs (Ptk.)',
      },
      DE: {
        business: '§ 288 Abs. 2 und 5 BGB',
        consumer: '§ 288 Abs. 1 BGB',
      },
      EU: {
        business: 'Richtlinie 2011/7/EU, Art. 3 und 6',
        consumer: 'Richtlinie 2011/7/EU',
      },
    },
  },
};
