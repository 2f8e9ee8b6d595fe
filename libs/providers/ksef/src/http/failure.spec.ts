import { describe, expect, it } from '@jest/globals';

import { failureOf } from './failure.js';

const refusal = (status: number, body: unknown, wasThrottled = false) =>
  failureOf({ status, body, headers: {}, wasThrottled });
const problem = (code: number) => ({ errors: [{ code, description: 'x' }] });
const exception = (exceptionCode: number) => ({
  exception: { exceptionDetailList: [{ exceptionCode }] },
});

describe('who must act when KSeF refuses', () => {
  it.each([
    [401, {}, 'reconnect', 'key-refused'],
    [400, problem(21301), 'reconnect', 'key-refused'],
    [400, exception(21304), 'reconnect', 'key-refused'],
    [400, problem(21470), 'retry', 'key-rotated'],
    [400, problem(21165), 'retry', 'not-ready'],
    [400, problem(21405), 'bug', 'request-refused'],
    [400, '<html>', 'bug', 'request-refused'],
    [403, { reasonCode: 'missing-permissions' }, 'reconnect', 'scope-missing'],
    [403, { reasonCode: 'ip-not-allowed' }, 'reconnect', 'address-not-allowed'],
    [403, { reasonCode: 'security-service-blocked' }, 'retry', 'address-blocked'],
    [403, undefined, 'reconnect', 'scope-missing'],
    [404, null, 'bug', 'not-found'],
    [410, {}, 'retry', 'expired'],
  ])('%d %j: %s', (status, body, actor, code) => {
    expect(refusal(status, body)).toMatchObject({ actor, code, status });
  });

  it('takes a refusal soon after 429 for a block', () => {
    expect(refusal(403, {}, true)).toMatchObject({ actor: 'retry', code: 'address-blocked' });
  });
});
