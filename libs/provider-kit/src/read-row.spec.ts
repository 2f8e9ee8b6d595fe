import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  attempt,
  day,
  decimalNumber,
  idNumber,
  list,
  neededText,
  oneOf,
  orNull,
  perhaps,
  row,
  text,
  wholeNumber,
  yesOrNo,
} from './read-row.js';

const line = row({ name: text, count: wholeNumber });
const document = row({ id: idNumber, kind: neededText, dueOn: day, lines: perhaps(list(line)) });

describe('a row as a provider sends it', () => {
  it('is read field by field, and what is not asked for is left out', () => {
    const given = { id: 7, kind: 'vat', dueOn: ' 2026-02-28 ', lines: [{ name: ' a ', count: 2 }] };
    expect(document({ ...given, other: 'x', toString: 1 })).toEqual({
      id: 7,
      kind: 'vat',
      dueOn: '2026-02-28',
      lines: [{ name: 'a', count: 2 }],
    });
    expect(document({ id: 7, kind: 'vat' })).toEqual({
      id: 7,
      kind: 'vat',
      dueOn: null,
      lines: null,
    });
  });

  it('names every wrong field, and never what it holds', () => {
    const given = { id: 0, kind: '', dueOn: '2026-02-30', lines: [{ count: 1 }, { count: 'two' }] };
    expect(attempt(document, given)).toEqual({
      isRead: false,
      findings: [
        { code: 'not-an-id', field: 'id', value: null },
        { code: 'empty', field: 'kind', value: null },
        { code: 'not-a-day', field: 'dueOn', value: null },
        { code: 'not-a-whole-number', field: 'lines.1.count', value: null },
      ],
    });
  });

  it.each([null, undefined, 'text', 7, [], [{}]])('is none when it is %j', (raw) => {
    expect(attempt(document, raw)).toMatchObject({ isRead: false });
  });

  it('is whatever came, as long as JSON can say it: read, or misread, and nothing else', () => {
    const field = fc.jsonValue();
    fc.assert(
      fc.property(field, field, field, field, (id, kind, dueOn, lines) => {
        const attempted = attempt(document, { id, kind, dueOn, lines });
        if (attempted.isRead) expect(Number.isSafeInteger(attempted.value.id)).toBe(true);
        else expect(attempted.findings[0]?.field).toMatch(/^(id|kind|dueOn|lines)/);
      }),
    );
  });

  it('lets an error of ours through', () => {
    const broken = row({
      id: () => {
        throw new TypeError('ours');
      },
    });
    expect(() => attempt(broken, {})).toThrow(TypeError);
  });
});

describe('a value', () => {
  it.each([
    ['text', text, 7],
    ['a number', decimalNumber, '7'],
    ['a number', decimalNumber, Number.POSITIVE_INFINITY],
    ['a whole number', wholeNumber, 1.5],
    ['a whole number', wholeNumber, 2 ** 53],
    ['an id', idNumber, -1],
    ['yes or no', yesOrNo, 'true'],
    ['one of a few', oneOf(['a', 'b']), 'c'],
    ['a list', list(text), {}],
  ])('is not %s by accident', (_, read, value) => {
    expect(attempt<unknown>(read, value)).toMatchObject({ isRead: false });
  });

  it('means nothing where nonsense is to mean nothing', () => {
    expect(orNull(day)('0000-00-00')).toBeNull();
    expect(orNull(day)('2026-01-31')).toBe('2026-01-31');
  });

  it('is a decimal without scientific notation, of any size JSON has', () => {
    expect(decimalNumber(1e-7)).toBe('0.0000001');
    expect(decimalNumber(1193.1)).toBe('1193.1');
  });
});
