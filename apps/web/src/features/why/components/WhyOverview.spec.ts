import { expect, it } from 'vitest';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, showScreen } from '../../../shared/testing/show-screen.js';
import WhyOverview from './WhyOverview.vue';

const words = () => pageText().replace(/\u00a0/g, ' ');
async function show(held: object[], crossed: number): Promise<void> {
  const stages = [
    { stageKey: 'demand', sent: 100, crossed },
    { stageKey: 'overdue-notice', sent: 300, crossed: 0 },
  ];
  expectRequests(
    { request: `GET ${ACCOUNT_API}/held/counts`, answer: { items: held } },
    {
      request: `GET ${ACCOUNT_API}/false-reminders/rates?days=90`,
      answer: {
        from: '2026-08-24',
        to: '2026-11-21',
        sent: 400,
        crossed,
        byStage: stages,
        bySource: crossed > 0 ? [{ source: 'provider', crossed }] : [],
      },
    },
  );
  await showScreen(WhyOverview, { area: 'why' });
}
const links = () => [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'));

it('leads from each count to its rows', async () => {
  const reasons = ['disputed', 'promised', 'no-contact', 'not-fresh', 'held'];
  await show(
    reasons.map((reason) => ({ reason, cases: 3 })),
    2,
  );
  expect(words()).toContain('Disputed by the client3');
  expect(words()).not.toContain('Stopped by a person');
  expect(words()).toContain('Show all reasons');
  expect(words()).toContain('0.5%');
  expect(words()).toContain('2 of 400 in 90 days');
  expect(words()).toContain('2 (2%)');
  expect(links().some((href) => href?.endsWith('?reason=disputed'))).toBe(true);
  expect(links().some((href) => href?.endsWith('?stage=demand'))).toBe(true);
  expect(links().some((href) => href?.endsWith('?source=provider'))).toBe(true);
});

it('says so when nothing is held and nothing crossed', async () => {
  await show([], 0);
  expect(words()).toContain('Nothing is held');
  expect(words()).toContain('0%');
  expect(links().some((href) => href?.includes('source='))).toBe(false);
});
