import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { HOSTILE_STRINGS } from '../../../../test/support/hostile-strings.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { letterHtml } from './letter-html.js';
import { NOTICE_LAYOUT } from './notice-layout.js';
import { READY_PARTS } from './ready-parts.js';

const PICTURE = { src: 'cid:code-1@firma.example', alt: 'Payment code', caption: 'Scan it' };
const page = (body: string, subject = 'Demand', codes = [PICTURE]) =>
  letterHtml({ subject, body, facts: EXAMPLE_FACTS, language: 'en', codes });
const WHOLE = page(`Dear client,\n\n${READY_PARTS.invoiceList}\n\n${READY_PARTS.paymentDetails}`);
/** Tags of the page, in their order. */
const tagsOf = (html: string) => html.match(/<\/?[a-z][a-z0-9]*/gi) ?? [];

describe('the page of a notice', () => {
  it('loads nothing from anywhere and leads nowhere', () => {
    const addresses = NOTICE_LAYOUT.match(/\w+:\/\/[^"' )]+/g);
    expect(addresses).toEqual(['http://www.w3.org/1999/xhtml']);
    expect(NOTICE_LAYOUT).not.toMatch(
      /<(script|link|iframe|a|form|object|base)[\s>]|@import|url\(/i,
    );
    expect(WHOLE.match(/src="[^"]*"/g)).toEqual([`src="${PICTURE.src}"`]);
  });

  it('says everything with pictures off: the only picture has words', () => {
    expect(WHOLE.match(/<img[^>]*>/g)).toEqual([expect.stringContaining('alt="Payment code"')]);
    expect(page(READY_PARTS.paymentDetails, 'x', [])).not.toContain('<img');
    expect(WHOLE).toContain('PL61 1090 1014 0000 0712 1981 2874');
  });

  it('is readable by ear: its language, heads of columns and rows, layout tables that say they are', () => {
    expect(WHOLE).toMatch(/^<!doctype html><html lang="en"/);
    expect(WHOLE).toContain('<title>Demand</title>');
    const open = WHOLE.replaceAll(/<!--[\s\S]*?-->/g, '').match(/<table[^>]*>/g)!;
    expect(open.filter((tag) => !tag.includes('role="presentation"'))).toHaveLength(2);
    expect(WHOLE.match(/<th(?![a-z])[^>]*>/g)!.every((head) => head.includes('scope="'))).toBe(
      true,
    );
  });

  it('has colours of its own for the dark, and a narrow form for phones', () => {
    expect(WHOLE).toContain('content="light dark"');
    expect(WHOLE).toMatch(/prefers-color-scheme: ?dark/);
    expect(WHOLE).toMatch(/max-width: ?520px/);
  });

  it.each(HOSTILE_STRINGS.map((text) => [JSON.stringify(text), text]))(
    'takes what the author writes as text and never as markup: %s',
    (_name, text) => {
      const calm = page('x', 'x', []);
      const lines = text.replaceAll(/[\ue001\ue002]/g, '').split('\n\n').length;
      expect(lines).toBe(1);
      const tags = tagsOf(page(`x${text.replaceAll(/[\n\ue001\ue002]/g, ' ')}`, text, []));
      expect(tags).toEqual(tagsOf(calm));
    },
  );

  it('takes anything at all as text', () => {
    const calm = tagsOf(page('x', 'x', []));
    const anything = fc
      .string({ unit: 'binary', maxLength: 80 })
      .map((text) => `x${text.replaceAll(/[\s\ue001\ue002]/g, '')}`);
    fc.assert(
      fc.property(anything, anything, (body, subject) => {
        expect(tagsOf(page(body, subject, []))).toEqual(calm);
      }),
      { verbose: true },
    );
  });

  it('does not run what looks like a template in a name', () => {
    expect(page('{{ subject }} {% for a in parts %}x{% endfor %}')).toContain(
      '{{ subject }} {% for a in parts %}x{% endfor %}',
    );
  });
});
