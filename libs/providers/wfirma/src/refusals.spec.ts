import { localDate } from '@invoicetracker/calendar';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { answering, CREDENTIALS, FirmAtWfirma, status } from '../test/support.js';
import { wfirma } from './capabilities.js';

const DUE_UNTIL = localDate('2026-03-12');
let firm: FirmAtWfirma<Sandbox>;

beforeAll(async () => {
  firm = await FirmAtWfirma.open((clock) => startSandbox({ clock, limits: false }));
});
afterAll(() => firm.close());
beforeEach(() => firm.reset());

describe('a refusal, which is HTTP 200', () => {
  const list = (body: unknown, http = 200) =>
    wfirma.listOpenReceivables(answering(http, body), { dueUntil: DUE_UNTIL }, null);

  it.each([
    ['AUTH', 'reconnect', 'key-refused'],
    ['AUTH FAILED LIMIT WAIT 5 MINUTES', 'retry', 'login-locked'],
    ['ACCESS DENIED', 'reconnect', 'scope-missing'],
    ['DENIED SCOPE REQUESTED', 'reconnect', 'scope-missing'],
    ['COMPANY ID REQUIRED', 'reconnect', 'company-unknown'],
    ['INPUT ERROR', 'bug', 'request-refused'],
    ['ACTION NOT FOUND', 'bug', 'request-refused'],
    ['NOT FOUND', 'bug', 'request-refused'],
    ['ERROR', 'bug', 'request-refused'],
    ['SOMETHING NEW', 'retry', 'answer-unexpected'],
  ])('with %s means %s', async (code, actor, meaning) => {
    await expect(list(status(code))).rejects.toMatchObject({ actor, code: meaning });
  });

  it.each([
    ['TOTAL REQUESTS LIMIT EXCEEDED', 'throttled'],
    ['TOTAL EXECUTION TIME LIMIT EXCEEDED', 'throttled'],
    ['FATAL', 'failing'],
    ['OUT OF SERVICE', 'failing'],
    ['SNAPSHOT LOCK', 'failing'],
    ['AUTH FAILED LIMIT WAIT 5 MINUTES', null],
    ['AUTH', null],
    ['OK', null],
  ])('with %s is trouble of the kind %s', (code, trouble) => {
    expect(wfirma.troubleIn?.({ status: 200, body: status(code) })).toBe(trouble);
    expect(wfirma.troubleIn?.({ status: 200, body: null })).toBeNull();
  });

  it('of a server in front of it is understood too', async () => {
    await expect(list({}, 401)).rejects.toMatchObject({ actor: 'reconnect' });
    await expect(list({ hello: 1 })).rejects.toMatchObject({ actor: 'retry' });
    await expect(list({ invoices: {}, ...status('OK') })).rejects.toMatchObject({ actor: 'retry' });
  });

  it('is no refusal when the list is empty, even as PHP writes it', async () => {
    expect((await list({ invoices: [], ...status('OK') })).nextCursor).toBeNull();
  });

  it('of a login is not repeated: it would be another failed one', async () => {
    const wrong = firm.context({ ...CREDENTIALS, accessKey: 'sandbox_wrong' });
    for (let attempt = 1; attempt <= 6; attempt += 1)
      await expect(wfirma.testConnection(wrong)).rejects.toMatchObject({
        code: attempt <= 5 ? 'key-refused' : 'login-locked',
      });
    expect(firm.control.requests().total).toBe(6);
  });
});

describe('a connection', () => {
  it('is proven together with the name of the company', async () => {
    const { name } = firm.control.state(firm.key);
    expect(await wfirma.testConnection(firm.context())).toEqual({ ok: true, companyName: name });
    firm.control.fault({ match: '^/companies', kind: '500', times: 100 });
    expect(await wfirma.testConnection(firm.context())).toEqual({ ok: true, companyName: null });
  });

  it('always says which company is meant, and is refused for one that is not the firm’s', async () => {
    await wfirma.testConnection(firm.context());
    for (const { query } of firm.control.requests().recent)
      expect(new URLSearchParams(query).get('company_id')).toBe('100200');
    await expect(
      wfirma.testConnection(firm.context({ ...CREDENTIALS, companyId: '7' })),
    ).rejects.toMatchObject({ actor: 'reconnect' });
  });
});
