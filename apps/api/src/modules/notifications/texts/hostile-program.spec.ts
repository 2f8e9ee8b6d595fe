import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { EXAMPLE_FACTS } from './example-facts.js';
import { BrokenText } from './liquid.js';
import { renderText } from './render-text.js';

const NAMES = [
  'total_open',
  'firm.legal_name',
  'invoices',
  'grown',
  'item.number',
  'constructor',
  '__proto__',
];
const FILTERS = [
  'append: grown',
  'prepend: grown',
  'replace: "a", grown',
  'upcase',
  'join: grown',
  'slice: 0, 9999',
  'nothing',
];

/** Programs an author could write to make filling a letter dear: loops in loops, texts that double, names that reach out. */
const { program } = fc.letrec<{ program: string; piece: string }>((tie) => ({
  program: fc.array(tie('piece'), { maxLength: 6 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom('x'.repeat(500), '<script>', '\r\nBcc: a@b.example', '{{', '%}'),
    fc
      .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...FILTERS))
      .map(([name, filter]) => `{{ ${name} | ${filter} }}`),
    fc
      .constantFrom(...FILTERS)
      .map((filter) => `{% assign grown = grown | ${filter} | append: "aaaaaaaa" %}`),
    fc
      .tuple(fc.integer({ min: 1, max: 10_000_000 }), tie('program'))
      .map(([times, inner]) => `{% for item in (1..${times}) %}${inner}{% endfor %}`),
    tie('program').map((inner) => `{% for item in invoices %}${inner}{% endfor %}`),
    tie('program').map((inner) => `{% if total_open %}${inner}{% endif %}`),
  ),
}));

const body = program.map((text) => `{% assign grown = "aaaaaaaa" %}${text}`);
/** The page repeats a text once, escaped: at most six characters for one. */
const PAGE_LIMIT = 6 * 512 * 1024 + 64 * 1024;

describe('a text written to do harm', () => {
  it('ends in a letter of bounded size or in a refusal, whatever it does', () => {
    let finished = 0;
    fc.assert(
      fc.property(body, program, (text, subject) => {
        try {
          const letter = renderText(
            { subject: `x${subject}`, body: `x${text}` },
            EXAMPLE_FACTS,
            'en',
          );
          finished += 1;
          expect(Buffer.byteLength(letter.bodyHtml)).toBeLessThan(PAGE_LIMIT);
          expect(letter.subject).toMatch(/^[^\p{Cc}]{1,250}$/u);
          expect(letter.bodyHtml).not.toMatch(/<(script|img|iframe|a|svg)[\s>]/i);
        } catch (error) {
          if (!(error instanceof BrokenText)) throw error;
        }
      }),
      { numRuns: 150, verbose: true },
    );
    expect(finished).toBeGreaterThan(0);
  });

  it.each([
    [
      'a thousand conditions in each other',
      '{% if total_open %}'.repeat(1000) + '{% endif %}'.repeat(1000),
    ],
    ['loops in loops', '{% for a in (1..99) %}'.repeat(20) + 'x' + '{% endfor %}'.repeat(20)],
    [
      'a text that doubles',
      `{% assign s = "xxxx" %}${'{% assign s = s | append: s %}'.repeat(60)}{{ s }}`,
    ],
    [
      'a text replaced by itself',
      `{% assign s = "xxxxxxxx" %}${'{% assign s = s | replace: "x", s %}'.repeat(6)}{{ s }}`,
    ],
    ['a list of a billion', '{{ (1..1000000000) | join: "x" }}'],
  ])('does not get far with %s', (_name, text) => {
    const run = () => renderText({ subject: 'x', body: `x${text}` }, EXAMPLE_FACTS, 'en');
    if (text.includes('if total_open')) expect(Buffer.byteLength(run().bodyText)).toBeLessThan(100);
    else expect(run).toThrow(BrokenText);
  });
});
