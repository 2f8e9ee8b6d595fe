import { describe, expect, it } from '@jest/globals';

import { LANGUAGES } from '../../identity/contract/languages.js';
import { checkText } from './check-text.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { renderText } from './render-text.js';
import { shippedText } from './shipped-text.js';
import { STAGE_KEYS } from './stage-keys.js';

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
    expect(checkText(text, language, 'client')).toEqual([]);
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
