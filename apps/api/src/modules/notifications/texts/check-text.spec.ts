import { describe, expect, it } from '@jest/globals';

import type { Language } from '../../identity/contract/languages.js';
import { checkText } from './check-text.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { BrokenText, renderLiquid } from './liquid.js';
import type { StageKey } from './stage-keys.js';
import { textFields } from './text-fields.js';

const GOOD = 'Pay {{ total_open }}:\n\n{{ payment_details }}';
const WHOLE = `${GOOD}\n\n{{ invoice_list }}\n\n{{ legal_line }}`;
const check = (body: string, audience: 'client' | 'staff' = 'client') =>
  checkText({ subject: 'Demand {{ invoice_numbers }}', body }, 'demand', 'en', audience);
const codes = (body: string, stageKey: StageKey, language: Language = 'en') =>
  checkText({ subject: 'x', body }, stageKey, language, 'client').map((problem) => problem.code);

describe('checking a text before it is saved', () => {
  it('accepts amounts and account in whatever way they are written', () => {
    const parts =
      '{{ item.number }} of {{ item.due_on }}: {{ item.open }} to {{ item.bank_account }}';
    expect(check(WHOLE)).toEqual([]);
    expect(check(`{% for item in invoices %}${parts}\n{% endfor %}{{ legal_line }}`)).toEqual([]);
    expect(
      check('{{ invoice_list }}\n\nAccount: {{ firm.bank_account }}, and interest is added.'),
    ).toEqual([]);
  });

  it('wants the reservation of interest from the demand on, and not before it', () => {
    const body = `${GOOD}\n\n{{ invoice_list }}`;
    for (const stageKey of ['demand', 'hand-over-notice'] as const)
      expect(codes(body, stageKey)).toEqual(['legal-line-missing']);
    for (const stageKey of ['reminder-before-due', 'overdue-notice', 'statement'] as const)
      expect(codes(body, stageKey)).toEqual([]);
  });

  it.each<[Language, string]>([
    ['pl', 'Naliczamy odsetki.'],
    ['hu', 'Késedelmi kamatot számítunk fel.'],
    ['en', 'Interest is running.'],
    ['de', 'Es laufen Verzugszinsen auf.'],
  ])('takes the reservation of interest in the words of the author (%s)', (language, words) => {
    const body = `${GOOD}\n\n{{ invoice_list }}`;
    expect(codes(`${body}\n\n${words}`, 'demand', language)).toEqual([]);
    expect(codes(body, 'demand', language)).toEqual(['legal-line-missing']);
  });

  it('looks at a letter about one invoice as well as at one about several', () => {
    const body = `{% if invoice_count == "1" %}Pay.{% else %}${WHOLE}{% endif %}`;
    expect(codes(body, 'demand')).toEqual([
      'amount-missing',
      'account-missing',
      'number-missing',
      'due-date-missing',
      'legal-line-missing',
    ]);
  });

  it('offers for each thing that is missing the field that brings it in', () => {
    const missing = check('Pay.').map((problem) => problem.insert);
    const mended = `Pay.\n\n${missing.map((field) => `{{ ${field} }}`).join('\n\n')}`;
    expect(check(mended)).toEqual([]);
  });

  it('wants what a client needs in order to pay in a text to a client, not in one to the firm', () => {
    const body = 'Something is due.';
    expect(check(body).map((problem) => problem.code)).toEqual([
      'amount-missing',
      'account-missing',
      'number-missing',
      'due-date-missing',
      'legal-line-missing',
    ]);
    expect(check(body, 'staff')).toEqual([]);
  });

  it.each([
    ['{{ bogus }}', 'bogus', 1],
    [`${GOOD}\n{{ firm.secret }}`, 'firm.secret', 4],
    ['{% if client.rank == "1" %}x{% endif %}', 'client.rank', 1],
    ['{{ firm }}', 'firm', 1],
    [`${GOOD}\n{% if firm.phone == "x" %}{{ no_such }}{% endif %}`, 'no_such', 4],
    ['{% for item in invoices %}\n{{ item.weight }}{% endfor %}', 'item.weight', 2],
    [
      `${WHOLE}\n{% if invoice_count == "99" %}{% for item in invoices %}{{ item.weight }}{% endfor %}{% endif %}`,
      'item.weight',
      8,
    ],
  ])('names the unknown field in %j and its line', (body, name, line) => {
    const [problem] = check(body);
    expect(problem).toMatchObject({ code: 'unknown-field', line });
    expect(problem!.detail).toContain(name);
  });

  it('names the column too', () => {
    expect(check('Dear {{ client.name }}, {{ bogus }}')).toMatchObject([{ line: 1, column: 28 }]);
    expect(check('a {{ total_open | nope }}')).toMatchObject([{ line: 1, column: 3 }]);
  });

  it.each([
    ['text\n{{ total_open', 2],
    ['{% if total_open %}', 1],
    ['a\n\n{% endfor %}', 3],
    ['{{ total_open | nope }}', 1],
    ['{% nothing %}', 1],
  ])('names the line of the mistake in %j', (body, line) => {
    expect(check(body)).toEqual([expect.objectContaining({ code: 'syntax-error', line })]);
  });
});

const PROPERTIES = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'constructor.constructor',
];
const ROOTS = [
  'firm',
  'client',
  'invoices',
  'invoices[0]',
  'total_open',
  'this',
  'globalThis',
  'process',
];
const REACHING_OUT = [
  ...ROOTS.flatMap((root) => PROPERTIES.map((property) => `{{ ${root}.${property} }}`)),
  ...ROOTS.flatMap((root) => PROPERTIES.map((property) => `{{ ${root}["${property}"] }}`)),
  ...[
    'include',
    'render',
    'layout',
    'block',
    'capture',
    'cycle',
    'tablerow',
    'increment',
    'decrement',
    'echo',
    'liquid',
  ].flatMap((tag) => [
    `{% ${tag} "/etc/passwd" %}`,
    `{% ${tag} '../../package.json' %}{% end${tag} %}`,
  ]),
  ...[
    'where',
    'map',
    'sort',
    'group_by_exp',
    'where_exp',
    'find_exp',
    'jsonify',
    'json',
    'inspect',
    'date',
    'raw',
    'sha256',
    'base64_decode',
    'concat',
    'push',
    'times',
  ].map((filter) => `{{ invoices | ${filter}: "constructor" }}`),
];
const ENDLESS = [
  '{% for i in (1..100000000) %}x{% endfor %}',
  '{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}',
  `{% assign s = "xxxxxxxxxx" %}${'{% assign s = s | append: s %}'.repeat(40)}{{ s }}`,
  `{% for i in (1..500) %}${'lorem ipsum '.repeat(2000)}{% endfor %}`,
  `{% for i in (1..1000) %}{% assign a = total_open | replace: "0", "${'y'.repeat(5000)}" %}{{ a }}{% endfor %}`,
];

describe('a hostile text', () => {
  const fields = textFields(EXAMPLE_FACTS, 'en');

  it.each(REACHING_OUT)('reaches nothing outside its fields: %s', (text) => {
    expect(() => renderLiquid(text, fields)).toThrow(BrokenText);
  });

  it.each(ENDLESS.map((text, index) => [index, text]))(
    'is stopped before it costs much (%i)',
    (_index, text) => {
      expect(() => renderLiquid(text as string, fields)).toThrow(BrokenText);
    },
  );
});
