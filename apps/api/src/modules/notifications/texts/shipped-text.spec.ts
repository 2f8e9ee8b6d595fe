import { describe, expect, it } from '@jest/globals';

import { type Language, LANGUAGES } from '../../identity/contract/languages.js';
import { checkText } from './check-text.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { legalLine } from './legal-line.js';
import { renderText } from './render-text.js';
import { shippedText } from './shipped-text.js';
import { STAGE_KEYS, type StageKey } from './stage-keys.js';

const EXPECTED = {
  pl: {
    due: '15.10.2026',
    total: '1\u00a0456,00\u00a0zł',
    open: '1\u00a0000,00\u00a0zł',
    ignore: /prosimy (pominąć|uznać)/,
    letters: /[ąęłżśćń]/,
  },
  en: {
    due: '15 October 2026',
    total: 'PLN\u00a01,456.00',
    open: 'PLN\u00a01,000.00',
    ignore: /please (ignore|disregard)/,
    letters: /[a-z]/,
  },
  hu: {
    due: '2026. 10. 15.',
    total: '1456,00\u00a0PLN',
    open: '1000,00\u00a0PLN',
    ignore: /tekintse (levelünket|felszólításunkat) tárgytalannak/,
    letters: /[őűáéí]/,
  },
  de: {
    due: '15.10.2026',
    total: '1.456,00\u00a0PLN',
    open: '1.000,00\u00a0PLN',
    ignore: /gegenstandslos/,
    letters: /[äöüß]/,
  },
} as const;

const everyText = LANGUAGES.flatMap((language) =>
  STAGE_KEYS.map((stageKey) => ({ stageKey, language })),
);

describe.each(everyText)('the shipped text $stageKey in $language', ({ stageKey, language }) => {
  const text = shippedText(stageKey, language);
  const rendered = renderText(text, EXAMPLE_FACTS, language);
  const expected = EXPECTED[language];

  it('has no problem an author would be told of', () => {
    expect(checkText(text, stageKey, language, 'client')).toEqual([]);
  });

  it('names invoice, due date, amounts, account and transfer title in both parts', () => {
    const plain = rendered.bodyText.replaceAll(/(\d)\u00a0(\d{3})/g, '$1\u00a0$2');
    for (const part of [plain, rendered.bodyHtml]) {
      expect(part).toContain('FV/10/2026');
      expect(part).toContain(expected.due);
      expect(withoutGrouping(part)).toContain(withoutGrouping(expected.total));
      expect(withoutGrouping(part)).toContain(withoutGrouping(expected.open));
      expect(part).toContain('PL61 1090 1014 0000 0712 1981 2874');
      expect(part).toContain('FV/10/2026, FV/17/2026');
    }
  });

  it('says when to ignore it, or that the client has not received it', () => {
    if (stageKey === 'hand-over') expect(rendered.bodyText).toContain('Kowalski i Wspólnicy S.A.');
    else expect(rendered.bodyText).toMatch(expected.ignore);
  });

  it('is finished: no field left open, letters of its language, one line of subject', () => {
    expect(rendered.bodyText + rendered.bodyHtml + rendered.subject).not.toMatch(
      /\{\{|\{%|undefined|[\ue001\ue002]/,
    );
    expect(text.body).toMatch(expected.letters);
    expect(rendered.subject).toMatch(/^[^\p{Cc}]{10,200}$/u);
  });

  it('threatens nobody and shouts at nobody', () => {
    if (language !== 'hu') expect(text.body).not.toContain('!');
    if (['reminder-before-due', 'overdue-notice', 'statement'].includes(stageKey)) {
      expect(text.body).not.toMatch(
        /odsetk|windykac|interest|collector|kamat|behajt|zinsen|Inkasso/i,
      );
    }
  });
});

function withoutGrouping(text: string): string {
  return text.replaceAll(/(\d)[\s.,\u00a0](?=\d{3})/g, '$1');
}

describe.each(LANGUAGES)('the shipped texts in %s', (language) => {
  const facts = { ...EXAMPLE_FACTS, invoices: EXAMPLE_FACTS.invoices.slice(0, 1) };
  const aboutOne = (stageKey: StageKey) =>
    renderText(shippedText(stageKey, language), facts, language);
  const PLURALS = {
    pl: /następujących|następujące |Niezapłacone|faktur,|pozostają/,
    en: /invoices/,
    hu: /számlák/,
    de: /Rechnungen/,
  };

  it.each(STAGE_KEYS)('speak of one invoice in the singular: %s', (stageKey) => {
    expect(aboutOne(stageKey).bodyText).not.toMatch(PLURALS[language]);
  });

  it('speak of several in the plural', () => {
    const several = renderText(shippedText('overdue-notice', language), EXAMPLE_FACTS, language);
    expect(several.bodyText).toMatch(PLURALS[language]);
  });

  it.each(['demand', 'hand-over-notice'] as const)('reserve interest in the %s', (stageKey) => {
    expect(aboutOne(stageKey).bodyText).toContain(legalLine(facts, language));
  });
});

describe('the sentence that reserves interest', () => {
  const of = (country: string, taxNumber: string, language: Language) =>
    legalLine(
      {
        ...EXAMPLE_FACTS,
        firm: { ...EXAMPLE_FACTS.firm, country },
        client: { ...EXAMPLE_FACTS.client, taxNumber },
      },
      language,
    );

  it.each<[string, string, Language, string[]]>([
    ['PL', '7010001454', 'pl', ['w transakcjach handlowych', '8 marca 2013']],
    ['PL', '', 'pl', ['art. 481 Kodeksu cywilnego']],
    ['PL', '7010001454', 'de', ['odsetki ustawowe za opóźnienie', 'Verzugszinsen']],
    ['HU', '1', 'hu', ['6:155']],
    ['HU', '', 'hu', ['6:48']],
    ['HU', '1', 'en', ['késedelmi kamat', '6:155']],
    ['DE', '1', 'de', ['§ 288 Abs. 2 BGB']],
    ['DE', '', 'pl', ['Verzugszinsen', '§ 288 ust. 1']],
    ['FR', '1', 'en', ['statutory interest.']],
  ])('follows the law of %s (tax number %j) in %s', (country, taxNumber, language, parts) => {
    for (const part of parts) expect(of(country, taxNumber, language)).toContain(part);
  });

  it('does not speak of trade to a person', () => {
    expect(of('PL', '', 'pl')).not.toContain('handlow');
  });
});
