import type { VueWrapper } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import type { CaseView, PaymentList, PaymentView } from '../../../shared/api/schemas.js';
import { showLanguage } from '../../../shared/i18n/i18n.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  field,
  fill,
  pageText,
  press,
  quiet,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import CasePayments from './CasePayments.vue';

type Told = NonNullable<PaymentList['provider']>;
type Role = 'admin' | 'accountant' | 'viewer';

const pln = (amount: string) => ({ amount, currency: 'PLN' });
const ONE: Pick<CaseView, 'id' | 'state' | 'balance'> = {
  id: '01997d3f-0001-7c41-9a55-0f3e6f6f2a10',
  state: 'active',
  balance: pln('1000.00'),
};
const URL = `${ACCOUNT_API}/cases/${ONE.id}/payments`;
const INFAKT: Told = {
  provider: 'infakt',
  state: 'active',
  marksPaid: true,
  recordsPayments: false,
  canMarkPaid: true,
  canRecordPayments: false,
};
const WFIRMA: Told = {
  ...INFAKT,
  provider: 'wfirma',
  recordsPayments: true,
  canRecordPayments: true,
};

const payment = (change: Partial<PaymentView> = {}): PaymentView => ({
  id: '01997d3f-0007-7c41-9a55-0f3e6f6f2a10',
  receivedOn: '2026-11-18',
  amount: pln('400.00'),
  source: 'manual',
  note: null,
  writeBack: null,
  designation: null,
  canBeDesignated: true,
  canBeTakenBack: true,
  ...change,
});
const writeBack = (
  state: NonNullable<PaymentView['writeBack']>['state'],
  code: string | null = null,
) => ({ state, code, detail: code && 'As it is said there.', at: '2026-11-21T09:00:00Z' });
const list = (items: PaymentView[] = [], provider: PaymentList['provider'] = INFAKT) => ({
  items,
  provider,
  canTakeSideClaimsFirst: true,
});
const listed = (answer: PaymentList) => ({ request: `GET ${URL}`, answer });

const words = (): string => pageText().replace(/\u00a0/g, ' ');

function show(answer: PaymentList, role: Role = 'admin', one = ONE): Promise<VueWrapper> {
  expectRequests(listed(answer));
  return showScreen(CasePayments, {
    area: 'payments',
    role,
    props: { one, today: '2026-11-21' },
  });
}

async function open(answer: PaymentList, role: Role = 'admin'): Promise<VueWrapper> {
  const screen = await show(answer, role);
  await press('Record a payment');
  // the dialog brings its calendar along and is loaded when it is first opened
  await vi.waitFor(() => field('Amount'), { timeout: 50_000 });
  return screen;
}

const radio = (value: string): HTMLInputElement =>
  document.querySelector<HTMLInputElement>(`input[type=radio][value=${value}]`)!;
const choose = async (value: string) => {
  const select = document.querySelector('select')!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await quiet();
};
const submit = async () => {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await quiet();
};

it('has filled in what is open, records it, and tells that the numbers have moved', async () => {
  const screen = await open(list());
  expect(field('Amount').value).toBe('1000.00');
  expect(words()).toContain('Nothing is left to pay then');
  expect(words()).toContain('inFakt is told that the invoice is paid in full.');
  await fill('Note', ' transfer 17 ');
  const told = payment({ amount: pln('1000.00'), writeBack: writeBack('written') });
  expectRequests({ request: `POST ${URL}`, status: 201, answer: list([told]) });
  await submit();
  expect(sentRequests().at(-1)?.body).toEqual({
    amount: '1000.00',
    receivedOn: '2026-11-21',
    openBefore: '1000.00',
    note: 'transfer 17',
  });
  expect(screen.emitted('moved')).toHaveLength(1);
  expect(document.querySelector('dialog')).toBeNull();
  expect(words()).toContain('inFakt knows');
});

it('says what the system is told of a part', async () => {
  await open(list());
  await fill('Amount', '250,5');
  expect(words()).toContain('PLN 749.50 stays open then');
  expect(words()).toContain('inFakt is not told of a part.');
});

it.each<[string, PaymentList['provider'], string]>([
  ['each payment', WFIRMA, 'wFirma is told the amount and the day'],
  ['nothing', { ...INFAKT, marksPaid: false }, 'inFakt is not told: passing payments on is'],
  ['later', { ...WFIRMA, state: 'paused' }, 'The connection is paused'],
  ['after a new key', { ...WFIRMA, state: 'needs_reconnect' }, 'once an administrator has'],
  [
    'nothing ever',
    { ...INFAKT, provider: 'ksef', marksPaid: false, canMarkPaid: false },
    'KSeF cannot be told of payments',
  ],
])('says when the system is told %s', async (_, told, sentence) => {
  await open(list([], told));
  await fill('Amount', '1');
  expect(words()).toContain(sentence);
});

it('leads only an administrator to the switch', async () => {
  const off = { ...INFAKT, marksPaid: false };
  await open(list([], off), 'accountant');
  expect(words()).not.toContain('To the connections');
});

it.each([
  ['1000.01', 'More than what is open (PLN 1,000.00)'],
  ['0', 'Enter an amount such as 125.50'],
  ['1.000', 'Enter an amount such as 125.50'],
  ['', 'Enter an amount such as 125.50'],
])('sends nothing for "%s"', async (text, words_) => {
  await open(list());
  await fill('Amount', text);
  await submit();
  expect(words()).toContain(words_);
  expect(field('Amount').getAttribute('aria-invalid')).toBe('true');
});

it('has the amount in the form in which it is typed in Polish', async () => {
  expectRequests(listed(list()));
  await showLanguage('pl');
  await showScreen(CasePayments, { area: 'payments', props: { one: ONE, today: '2026-11-21' } });
  await press('Dodaj wpłatę');
  await vi.waitFor(() => field('Kwota'), { timeout: 50_000 });
  expect(field('Kwota').value).toBe('1000,00');
  await fill('Kwota', '1 000,50');
  await submit();
  expect(words()).toContain('Więcej, niż zostało do zapłaty');
});

it('says that another window was quicker, and keeps what was typed', async () => {
  const screen = await open(list());
  await fill('Amount', '400');
  expectRequests(
    { request: `POST ${URL}`, status: 409, answer: { code: 'balance-changed', status: 409 } },
    listed(list([payment()])),
  );
  await submit();
  expect(screen.emitted('moved')).toHaveLength(1);
  await screen.setProps({ one: { ...ONE, balance: pln('600.00') } });
  await quiet();
  expect(words()).toContain('PLN 600.00 is open now');
  expect(field('Amount').value).toBe('400');
});

it('marks the field that the server refuses', async () => {
  await open(list());
  const errors = [{ field: 'receivedOn', code: 'day-out-of-range', message: 'x' }];
  const answer = { code: 'day-out-of-range', errors };
  expectRequests({ request: `POST ${URL}`, status: 422, answer });
  await submit();
  expect(words()).toContain('Choose today or an earlier day');
});

it('shows whether the system knows, why not, and who has to act', async () => {
  const refused = payment({ writeBack: writeBack('refused', 'paid-before-issued') });
  await show(list([refused]), 'accountant');
  expect(words()).toContain('inFakt refused it');
  expect(words()).toContain('record it with the right day');
  expectRequests({
    request: `POST ${URL}/${refused.id}/write-back`,
    answer: list([payment({ writeBack: writeBack('written'), canBeTakenBack: false })]),
  });
  await press('Pass on again');
  expect(words()).toContain('inFakt knows');
  expect(words()).not.toContain('Pass on again');
  expect(words()).not.toContain('Take back');
});

it.each<[NonNullable<PaymentView['writeBack']>, Partial<Told>, string]>([
  [writeBack('waiting'), { state: 'paused' }, 'once somebody resumes it'],
  [writeBack('refused', 'something-new'), {}, 'inFakt answered: As it is said there.'],
  [writeBack('written'), {}, 'inFakt knows'],
])('puts the state %o in words', async (state, told, sentence) => {
  await show(list([payment({ writeBack: state })], { ...INFAKT, ...told }));
  expect(words()).toContain(sentence);
});

it('looks again by itself while a payment is being passed on', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  try {
    await show(list([payment({ writeBack: writeBack('waiting') })]));
    expect(words()).toContain('Waits to be passed on');
    expectRequests(listed(list([payment({ writeBack: writeBack('written') })])));
    await vi.advanceTimersByTimeAsync(4000);
    expect(words()).toContain('inFakt knows');
    await vi.advanceTimersByTimeAsync(20_000);
  } finally {
    vi.useRealTimers();
  }
});

it('takes a payment back after asking', async () => {
  const screen = await show(list([payment()]));
  await press('Take back');
  await vi.waitFor(() => expect(words()).toContain('Take this payment back?'), { timeout: 50_000 });
  expect(words()).toContain('PLN 400.00 is open again then');
  expectRequests({ request: `DELETE ${URL}/${payment().id}`, answer: list() });
  const [, inDialog] = [...document.querySelectorAll('button')].filter(
    (each) => each.textContent?.trim() === 'Take back',
  );
  inDialog!.click();
  await quiet();
  expect(words()).toContain('No payment yet.');
  expect(screen.emitted('moved')).toHaveLength(1);
});

it('writes down what the payer says a new payment is for', async () => {
  await open(list());
  await choose('interest');
  expectRequests({ request: `POST ${URL}`, status: 201, answer: list([payment()]) });
  await submit();
  expect(sentRequests().at(-1)?.body).toMatchObject({ designation: 'interest' });
});

it('PL-30 shows what a title names, and lets a person say otherwise', async () => {
  const byTitle = { reason: null, by: null, at: null, isFollowed: true } as const;
  const named = payment({ designation: { ...byTitle, towards: 'invoice', origin: 'title' } });
  const screen = await show(list([named]));
  expect(words()).toContain('For this invoice · as its title says');
  await press('What it is for');
  await vi.waitFor(() => expect(words()).toContain('What is this payment for?'), {
    timeout: 50_000,
  });
  radio('principal').click();
  await quiet();
  document.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
  await quiet();
  expect(words()).toContain('Art. 451 § 1 of the Polish Civil Code lets you.');
  await fill('Note on it', 'They owe more interest');
  const overruled = {
    towards: 'principal',
    isFollowed: false,
    origin: 'person',
    reason: 'They owe more interest',
    by: 'Anna',
    at: '2026-11-21T09:00:00Z',
  } as const;
  expectRequests({
    request: `POST ${URL}/${named.id}/designation`,
    answer: list([payment({ designation: overruled })]),
  });
  await submit();
  expect(sentRequests().at(-1)?.body).toEqual({
    towards: 'principal',
    isFollowed: false,
    reason: 'They owe more interest',
  });
  expect(screen.emitted('moved')).toHaveLength(1);
  expect(words()).toContain('Interest is credited first all the same.');
});

it('has no way around the payer where the law knows none', async () => {
  await show({ ...list([payment()]), canTakeSideClaimsFirst: false });
  await press('What it is for');
  await vi.waitFor(() => expect(radio('principal')).not.toBeNull(), { timeout: 50_000 });
  radio('principal').click();
  await quiet();
  expect(document.querySelector('input[type=checkbox]')).toBeNull();
});

it('shows a viewer the payments and no way to change them', async () => {
  await show(list([payment({ writeBack: writeBack('refused', 'payment-refused') })]), 'viewer');
  expect(words()).toContain('PLN 400.00');
  expect(words()).toContain('inFakt refused it');
  expect(document.querySelectorAll('button')).toHaveLength(0);
});

it('offers no form on a closed case', async () => {
  await show(list([payment()]), 'admin', { ...ONE, state: 'closed', balance: pln('0.00') });
  expect(words()).not.toContain('Record a payment');
  expect(button('Take back')).toBeTruthy();
});

it('says that the payments cannot be shown, and asks again', async () => {
  expectRequests({ request: `GET ${URL}`, status: 500, answer: { code: 'internal' } });
  await showScreen(CasePayments, { area: 'payments', props: { one: ONE, today: '2026-11-21' } });
  expect(words()).toContain('Something went wrong on our side');
  expectRequests(listed(list([payment({ source: 'credit_note', note: 'KOR 1/2026' })])));
  await press('Try again');
  expect(words()).toContain('by credit note · KOR 1/2026');
});
