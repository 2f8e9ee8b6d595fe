import { expect, it } from 'vitest';
import type { AnswerView, CaseView, EvaluationView } from '../../../shared/api/schemas.js';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import WhyPanel from './WhyPanel.vue';

const CASE_ID = '01997d3f-0002-7c41-9a55-0f3e6f6f2a10';
const NOTICE_ID = '01997d3f-0004-7c41-9a55-0f3e6f6f2a10';
const answer = (change: Partial<AnswerView>): AnswerView => ({
  code: 'not-due-yet',
  stageKey: 'demand',
  until: null,
  dayOff: null,
  least: null,
  carriedBy: null,
  instalment: null,
  notice: null,
  detail: null,
  ...change,
});
const earlier = (onDay: string, change: Partial<AnswerView>): EvaluationView => ({
  ...answer(change),
  onDay,
  at: `${onDay}T06:00:00.000Z`,
});
const words = () => pageText().replace(/\u00a0/g, ' ');
const show = (todaysAnswer: AnswerView | null) => {
  const one: Pick<CaseView, 'id' | 'todaysAnswer'> = { id: CASE_ID, todaysAnswer };
  return showScreen(WhyPanel, { area: 'why', props: { one } });
};
async function open(): Promise<void> {
  const details = document.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  await quiet();
}

it.each<[string, Partial<AnswerView>, string[]]>([
  [
    'a holiday, with its country',
    { code: 'holiday', dayOff: { on: '2026-08-20', country: 'HU' }, until: '2026-08-21' },
    [
      'Public holiday, nothing leaves',
      '20 August 2026, Hungary',
      'Goes on by itself on 21 Aug 2026',
    ],
  ],
  [
    'what a stage asks for',
    { code: 'below-minimum', least: { amount: '50.00', currency: 'PLN' } },
    ['Less is open than the stage asks for', 'at least PLN 50.00'],
  ],
  [
    'the invoice that carries the notice',
    { code: 'grouped', carriedBy: { id: CASE_ID, number: 'FV 1' } },
    ['With invoice FV 1'],
  ],
  ['the next run', { code: 'next-run', until: '2026-11-22' }, ['The next run: 22 Nov 2026']],
  ['a code without words', { code: 'brand-new' }, ['no words for: brand-new']],
])('names %s', async (_what, change, told) => {
  await show(answer(change));
  for (const text of told) expect(words()).toContain(text);
});

it('leads to the notice that went today', async () => {
  await show(
    answer({ code: 'sent', notice: { id: NOTICE_ID, state: 'sent', sentOn: '2026-11-21' } }),
  );
  expect(words()).toContain('Sent today');
  expect(words()).toContain('Sent on 21 Nov 2026');
  expect(document.querySelector(`a[href*="${NOTICE_ID}"]`)).not.toBeNull();
});

it('fetches the history when it is opened, page by page', async () => {
  const url = `GET ${ACCOUNT_API}/cases/${CASE_ID}/evaluations?limit=30`;
  await show(answer({}));
  expectRequests({
    request: url,
    answer: {
      items: [earlier('2026-11-20', { code: 'promised', until: '2026-12-01' })],
      nextCursor: 'c',
    },
  });
  await open();
  expect(words()).toContain('since 20 Nov 2026Payment promised');
  expectRequests({
    request: `${url}&cursor=c`,
    answer: { items: [earlier('2026-11-11', { code: 'planned' })], nextCursor: null },
  });
  await press('Show older ones');
  expect(words()).toContain('since 11 Nov 2026A notice is on its way');
  expect(words()).not.toContain('Show older ones');
});

it('says so when no run has decided yet', async () => {
  await show(null);
  expectRequests({
    request: `GET ${ACCOUNT_API}/cases/${CASE_ID}/evaluations?limit=30`,
    answer: { items: [], nextCursor: null },
  });
  await open();
  expect(words()).toContain('No daily run has decided this case yet.');
});
