import { describe, expect, it } from '@jest/globals';

import { checkText } from './check-text.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { BrokenText, renderLiquid } from './liquid.js';
import { textFields } from './text-fields.js';

const GOOD = 'Pay {{ total_open }}:\n\n{{ payment_details }}';
const check = (body: string, audience: 'client' | 'staff' = 'client') =>
  checkText({ subject: 'Demand {{ invoice_numbers }}', body }, 'en', audience);

describe('checking a text before it is saved', () => {
  it('accepts amounts and account in whatever way they are written', () => {
    expect(check(GOOD)).toEqual([]);
    expect(
      check('{% for item in invoices %}{{ item.open }} to {{ item.bank_account }}\n{% endfor %}'),
    ).toEqual([]);
    expect(check('{{ invoice_list }}\n\nAccount: {{ firm.bank_account }}')).toEqual([]);
  });

  it('wants the amount and the account in a text to a client, not in one to the firm', () => {
    const body = 'Something is due.';
    expect(check(body).map((problem) => problem.code)).toEqual([
      'amount-missing',
      'account-missing',
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
  ])('names the unknown field in %j and its line', (body, name, line) => {
    const [problem] = check(body);
    expect(problem).toMatchObject({ code: 'unknown-field', line });
    expect(problem!.detail).toContain(name);
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
