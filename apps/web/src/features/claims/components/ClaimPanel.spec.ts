import { expect, it } from 'vitest';
import type { CaseClaim, ClaimAllocation } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  field,
  pageText,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { exampleClaim } from '../testing/example-claim.js';
import ClaimPanel from './ClaimPanel.vue';

const one = {
  id: 'one',
  state: 'active',
  balance: { amount: '12400.00', currency: 'PLN' },
};
const URL = `${ACCOUNT_API}/cases/one/claim`;

async function show(claim: CaseClaim, role: 'accountant' | 'viewer' = 'accountant') {
  expectRequests({ request: `GET ${URL}`, answer: claim });
  return showScreen(ClaimPanel, {
    role,
    area: ['claims'],
    props: { one, today: '2024-02-20' },
  });
}
const words = () => pageText().replace(/\u00a0/g, ' ');

it('shows every figure, and each down to the rate it was read from', async () => {
  await show(exampleClaim());
  for (const part of [
    'Interest for 10 days',
    'PLN 53.51',
    'Grows by each day',
    'PLN 5.35',
    'PLN 304.36',
    'PLN 12,757.87',
    '15.75%',
    'NBP reference rate: 5.75%, in force since 5 Oct 2023, read for 1 Jan 2024',
    '€70.00 at 4.348, mid rate of 29 Dec 2023',
    'NBP reference rate plus 10 percentage points',
  ]) {
    expect(words()).toContain(part);
  }
  const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  expect(links).toContain('https://static.nbp.pl/archive.xml');
});

it('PL-28 shows what each payment went to, in which order, and by which article', async () => {
  const pln = (amount: string) => ({ amount, currency: 'PLN' });
  const step: ClaimAllocation = {
    on: '2024-01-20',
    towards: 'interest',
    paid: pln('100.00'),
    interestAccrued: pln('53.51'),
    toCosts: pln('0.00'),
    toInterest: pln('53.51'),
    toPrincipal: pln('46.49'),
    toCompensation: pln('0.00'),
    unallocated: pln('0.00'),
    principalAfter: pln('12353.51'),
    interestAfter: pln('0.00'),
    rules: ['PL-28', 'PL-30'],
  };
  const claim = exampleClaim();
  await show({ ...claim, claim: { ...claim.claim!, allocation: [step] } });
  const list = document.querySelector('section[aria-labelledby=crediting] ol')!;
  const parts = [...list.children].map((each) => each.textContent?.replace(/\u00a0/g, ' '));
  expect(parts).toEqual(['InterestPLN 53.51', 'InvoicePLN 46.49']);
  expect(words()).toContain('The payer named the interest.');
  expect(words()).toContain('Polish Civil Code, art. 451 § 1');
});

it('says what the client has in hand, and when that counts', async () => {
  const pln = (amount: string) => ({ amount, currency: 'PLN' });
  const money = { kind: 'payment', id: 'p1', number: null, on: '2024-01-12' } as const;
  const note = { kind: 'credit-note', id: 'n1', number: 'KOR/1', on: '2024-01-11' } as const;
  await show({
    ...exampleClaim(),
    inHand: pln('2400.00'),
    inHandFrom: [
      { ...money, left: pln('2000.00'), whole: pln('3000.00') },
      { ...note, left: pln('400.00'), whole: pln('400.00') },
    ],
  });
  expect(words()).toContain('The client has PLN 2,400.00 in hand with you.');
  expect(words()).toMatch(/Payment\s*12 Jan 2024\s*PLN 2,000.00\s*of PLN 3,000.00/);
  expect(words()).toMatch(/Credit note KOR\/1\s*11 Jan 2024\s*PLN 400.00/);
});

it('says which figure is missing instead of a total', async () => {
  const claim = exampleClaim();
  await show({
    ...claim,
    lateCharges: null,
    claim: {
      ...claim.claim!,
      total: null,
      missing: [{ what: 'exchange-rate', on: '2024-01-31', detail: '' }],
    },
  });
  expect(words()).toContain('An exchange rate of NBP for 31 Jan 2024 is not known.');
  expect(words()).toContain('not known yet');
});

it('names the rate that blocks everything', async () => {
  await show({
    ...exampleClaim(),
    claim: null,
    lateCharges: null,
    blocked: {
      code: 'rate-missing',
      detail: '',
      table: 'nbp-reference',
      on: '2027-01-01',
    },
  });
  expect(words()).toContain('The NBP reference rate of 1 Jan 2027 is not known.');
});

it('asks what the client is where nobody knows, and works the claim out anew', async () => {
  const claim = exampleClaim();
  await show({
    ...claim,
    claim: null,
    lateCharges: null,
    debtor: { ...claim.debtor, kind: null },
    blocked: { code: 'kind-unknown', detail: '', table: null, on: null },
  });
  expect(words()).toContain('Is the client a business');
  expectRequests(
    { request: `PATCH ${ACCOUNT_API}/clients/client`, answer: {} },
    { request: `GET ${URL}`, answer: claim },
  );
  const select = field('The client is');
  if (!(select instanceof HTMLSelectElement)) throw new Error('no select');
  select.value = 'consumer';
  select.dispatchEvent(new Event('change'));
  await quiet();
  const patch = sentRequests().find(({ line }) => line.startsWith('PATCH'));
  expect(patch?.headers.get('If-Match')).toBe('W/"1"');
  expect(patch?.body).toEqual({ claimKind: 'consumer' });
  expect(words()).toContain('Interest for 10 days');
});

it('lets a viewer read and not say', async () => {
  await show(exampleClaim(), 'viewer');
  expect(field('The client is').hasAttribute('disabled')).toBe(true);
});
