import { expect, it, vi } from 'vitest';
import { expectRequests, sentRequests } from '../testing/scripted-http.js';
import { send } from './send.js';

const PAYMENTS = '/api/v1/accounts/a1/cases/c1/payments';
const LINE = `POST ${PAYMENTS}`;

const pay = (amount: string) =>
  send(
    new Request(`${globalThis.location.origin}${PAYMENTS}`, {
      method: 'POST',
      body: JSON.stringify({ amount }),
    }),
  );
const keys = () => sentRequests().map(({ headers }) => headers.get('Idempotency-Key'));

it('sends the same again under the same key when no answer came, and under a new one after that', async () => {
  expectRequests({ request: LINE, isBroken: true }, { request: LINE }, { request: LINE });
  await expect(pay('10.00')).rejects.toMatchObject({ code: 'unreachable' });
  await pay('10.00');
  await pay('10.00');
  const [lost, again, another] = keys();
  expect(again).toBe(lost);
  expect(another).not.toBe(lost);
});

it('keeps the key while the first attempt is still being carried out', async () => {
  const inFlight = { status: 409, answer: { code: 'idempotency-in-flight' } };
  expectRequests({ request: LINE, ...inFlight }, { request: LINE });
  await pay('20.00');
  await pay('20.00');
  const [first, again] = keys();
  expect(again).toBe(first);
});

it('takes a new key for what differs, and for what was refused', async () => {
  const refused = { status: 422, answer: { code: 'amount-above-open' } };
  expectRequests(
    { request: LINE, isBroken: true },
    { request: LINE, ...refused },
    { request: LINE },
  );
  await expect(pay('30.00')).rejects.toMatchObject({ code: 'unreachable' });
  await pay('31.00');
  await pay('31.00');
  expect(new Set(keys()).size).toBe(3);
});

it('means a second one when the same comes long after', async () => {
  const now = vi.spyOn(performance, 'now');
  now.mockReturnValue(0);
  expectRequests({ request: LINE, isBroken: true }, { request: LINE });
  await expect(pay('40.00')).rejects.toMatchObject({ code: 'unreachable' });
  now.mockReturnValue(11 * 60_000);
  await pay('40.00');
  const [lost, later] = keys();
  expect(later).not.toBe(lost);
  now.mockRestore();
});

it('leaves reading, and what is not inside an account, alone', async () => {
  expectRequests({ request: `GET ${PAYMENTS}` }, { request: 'POST /api/v1/auth/sign-in' });
  await send(new Request(`${globalThis.location.origin}${PAYMENTS}`));
  await send(new Request(`${globalThis.location.origin}/api/v1/auth/sign-in`, { method: 'POST' }));
  expect(keys()).toEqual([null, null]);
});
