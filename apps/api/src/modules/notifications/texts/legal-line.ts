import type { Language } from '../../identity/contract/languages.js';
import { CHARGE_WORDS } from './late-charge-words.js';
import { isAnyClaimed, legalBasis } from './late-charges-said.js';
import type { NoticeFacts } from './notice-facts.js';

type Law = 'pl' | 'hu' | 'de' | 'other';
type Debtor = 'firm' | 'person';

/** The sentence around the claim. */
const SENTENCE: Record<Language, (claim: string) => string> = {
  pl: (claim) => `Zastrzegamy prawo do dochodzenia za okres opóźnienia ${claim}.`,
  en: (claim) => `For the time of the delay, we reserve the right to claim ${claim}.`,
  hu: (claim) => `Fenntartjuk a jogot, hogy a késedelem idejére ${claim} érvényesítsünk.`,
  de: (claim) => `Wir behalten uns vor, für die Zeit des Verzugs ${claim} geltend zu machen.`,
};

/**
 * Interest as each law calls it. The words of the law stay in its own language, with a gloss for a reader
 * of another one. Poland: Act of 8 March 2013 between firms, Civil Code art. 481 otherwise; Hungary: Civil
 * Code 6:155 and 6:48; Germany: BGB 288 (2) and (1).
 */
const CLAIM: Record<Language, Record<Law, Record<Debtor, string>>> = {
  pl: {
    pl: {
      firm: 'odsetek ustawowych za opóźnienie w transakcjach handlowych na podstawie ustawy z dnia 8 marca 2013 r. o przeciwdziałaniu nadmiernym opóźnieniom w transakcjach handlowych',
      person: 'odsetek ustawowych za opóźnienie na podstawie art. 481 Kodeksu cywilnego',
    },
    hu: {
      firm: 'ustawowych odsetek za opóźnienie (késedelmi kamat) na podstawie § 6:155 węgierskiego kodeksu cywilnego (Ptk.)',
      person:
        'ustawowych odsetek za opóźnienie (késedelmi kamat) na podstawie § 6:48 węgierskiego kodeksu cywilnego (Ptk.)',
    },
    de: {
      firm: 'ustawowych odsetek za opóźnienie (Verzugszinsen) na podstawie § 288 ust. 2 niemieckiego kodeksu cywilnego (BGB)',
      person:
        'ustawowych odsetek za opóźnienie (Verzugszinsen) na podstawie § 288 ust. 1 niemieckiego kodeksu cywilnego (BGB)',
    },
    other: { firm: 'odsetek ustawowych za opóźnienie', person: 'odsetek ustawowych za opóźnienie' },
  },
  en: {
    pl: {
      firm: 'statutory interest (odsetki ustawowe za opóźnienie w transakcjach handlowych) under the Polish Act of 8 March 2013 on counteracting excessive delays in commercial transactions',
      person:
        'statutory interest (odsetki ustawowe za opóźnienie) under art. 481 of the Polish Civil Code',
    },
    hu: {
      firm: 'statutory interest (késedelmi kamat) under section 6:155 of the Hungarian Civil Code',
      person: 'statutory interest (késedelmi kamat) under section 6:48 of the Hungarian Civil Code',
    },
    de: {
      firm: 'statutory interest (Verzugszinsen) under section 288 (2) of the German Civil Code (BGB)',
      person:
        'statutory interest (Verzugszinsen) under section 288 (1) of the German Civil Code (BGB)',
    },
    other: { firm: 'statutory interest', person: 'statutory interest' },
  },
  hu: {
    pl: {
      firm: 'törvényes késedelmi kamatot (odsetki ustawowe za opóźnienie w transakcjach handlowych) a kereskedelmi ügyletekben előforduló túlzott késedelmek elleni, 2013. március 8-i lengyel törvény alapján',
      person:
        'törvényes késedelmi kamatot (odsetki ustawowe za opóźnienie) a lengyel polgári törvénykönyv 481. cikke alapján',
    },
    hu: {
      firm: 'törvényes késedelmi kamatot a Polgári Törvénykönyv 6:155. §-a alapján',
      person: 'törvényes késedelmi kamatot a Polgári Törvénykönyv 6:48. §-a alapján',
    },
    de: {
      firm: 'törvényes késedelmi kamatot (Verzugszinsen) a német polgári törvénykönyv (BGB) 288. §-ának (2) bekezdése alapján',
      person:
        'törvényes késedelmi kamatot (Verzugszinsen) a német polgári törvénykönyv (BGB) 288. §-ának (1) bekezdése alapján',
    },
    other: { firm: 'törvényes késedelmi kamatot', person: 'törvényes késedelmi kamatot' },
  },
  de: {
    pl: {
      firm: 'gesetzliche Verzugszinsen (odsetki ustawowe za opóźnienie w transakcjach handlowych) nach dem polnischen Gesetz vom 8. März 2013 gegen übermäßige Verzögerungen im Geschäftsverkehr',
      person:
        'gesetzliche Verzugszinsen (odsetki ustawowe za opóźnienie) nach Art. 481 des polnischen Zivilgesetzbuchs',
    },
    hu: {
      firm: 'gesetzliche Verzugszinsen (késedelmi kamat) nach § 6:155 des ungarischen Bürgerlichen Gesetzbuchs (Ptk.)',
      person:
        'gesetzliche Verzugszinsen (késedelmi kamat) nach § 6:48 des ungarischen Bürgerlichen Gesetzbuchs (Ptk.)',
    },
    de: {
      firm: 'die gesetzlichen Verzugszinsen nach § 288 Abs. 2 BGB',
      person: 'die gesetzlichen Verzugszinsen nach § 288 Abs. 1 BGB',
    },
    other: { firm: 'die gesetzlichen Verzugszinsen', person: 'die gesetzlichen Verzugszinsen' },
  },
};

/**
 * One sentence that reserves statutory interest under the law of the firm's country, or, where the letter
 * asks for it already, says what the amount includes and by which law. A client with a tax number counts as
 * a firm.
 */
export function legalLine(facts: NoticeFacts, language: Language): string {
  const { firm, client } = facts;
  if (isAnyClaimed(facts)) return CHARGE_WORDS[language].claimed(legalBasis(facts, language));
  const debtor = client.taxNumber === '' ? 'person' : 'firm';
  return SENTENCE[language](CLAIM[language][lawOf(firm.country)][debtor]);
}

function lawOf(country: string): Law {
  const law = country.toLowerCase();
  return law === 'pl' || law === 'hu' || law === 'de' ? law : 'other';
}

/** How an author who writes that sentence in other words cannot help naming interest. */
export const INTEREST_WORDS: Record<Language, RegExp> = {
  pl: /odset(ek|k)/i,
  en: /\binterest\b/i,
  hu: /kamat/i,
  de: /zins/i,
};
