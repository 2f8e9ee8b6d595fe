import { expect, it } from '@jest/globals';
import { InvalidExamples, runExamples } from './run-examples.js';

const one = (topic: string, input: object, expected: object, country = 'PL') =>
  runExamples({ examples: [{ id: 'X-1', country, topic, input, expected }] })[0]!;

const INTEREST = {
  kind: 'PL_commercial',
  principal: '1000',
  currency: 'PLN',
  due_date: '2026-10-15',
  payment_date: '2026-10-16',
};

it('says for a different value what was expected and what came out', () => {
  expect(one('interest', INTEREST, { interest: '0.39', days_late: 1 })).toEqual({
    id: 'X-1',
    topic: 'interest',
    outcome: 'different',
    differences: [{ field: 'interest', expected: '0.39', calculated: '0.38' }],
    reason: null,
  });
});

it('compares numbers by value, and unrounded ones as far as they are written', () => {
  const segment = (interest_unrounded: string) =>
    one('interest', INTEREST, { interest: '0.380', segments: [{ interest_unrounded }] }).outcome;
  expect(segment('0.376712328767')).toBe('matched');
  expect(segment('0.3767')).toBe('matched');
  expect(segment('0.3768')).toBe('matched');
  expect(segment('0.3769')).toBe('different');
});

it('does not take a list of another length for the same', () => {
  expect(one('interest', INTEREST, { segments: [] }).outcome).toBe('different');
});

it('takes a value it does not calculate for different', () => {
  expect(one('interest', INTEREST, { horoscope: 'good' }).differences).toEqual([
    { field: 'horoscope', expected: 'good', calculated: null },
  ]);
});

it('answers a missing rate by name', () => {
  const late = { ...INTEREST, payment_date: '2027-01-05' };
  expect(one('interest', late, { blocked: true, error: 'rate_missing' }).outcome).toBe('matched');
  expect(one('interest', late, { interest: '1.00' }).outcome).toBe('different');
});

it.each([
  ['astrology', INTEREST, 'nothing is known of the topic "astrology"'],
  ['toString', INTEREST, 'nothing is known of the topic "toString"'],
  ['interest', { ...INTEREST, kind: 'XX_odd' }, 'nothing is known of the kind "XX_odd"'],
  ['interest', { ...INTEREST, principal: '1,5' }, '"1,5" is not an amount'],
  ['interest', { ...INTEREST, due_date: '2026-02-30' }, '"due_date" is no day: 2026-02-30'],
  ['interest', { ...INTEREST, day_count: '30/360' }, 'nothing is known of the day count "30/360"'],
  ['schedule', { due_date: '2026-05-01', offsets: '1,2' }, '"offsets" is no list of whole days'],
])('says why an example of %s is not supported', (topic, input, reason) => {
  const result = one(topic, input, { interest: '1' });
  expect(result).toMatchObject({ outcome: 'not-supported', differences: [] });
  expect(result.reason).toContain(reason);
});

it.each([[null], ['text'], [{}], [{ examples: {} }], [[1]], [[{ id: 'X' }]]])(
  'refuses %j as a file of examples',
  (file) => {
    expect(() => runExamples(file)).toThrow(InvalidExamples);
  },
);
