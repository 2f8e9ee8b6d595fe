import { describe, expect, it } from '@jest/globals';

import { RateLimit } from './rate-limit.js';

const HERE = '127.0.0.1';

function ask(limit: RateLimit, times: number, nowMs: number, method = 'GET', address = HERE) {
  return Array.from({ length: times }, () => limit.judge(address, method, nowMs));
}

describe('the limit of an address', () => {
  it('lets 300 reads and 150 other requests through in a minute', () => {
    const limit = new RateLimit();
    expect(ask(limit, 301, 0).lastIndexOf('pass')).toBe(299);
    expect(ask(limit, 151, 0, 'POST').lastIndexOf('pass')).toBe(149);
    expect(limit.judge('10.0.0.2', 'GET', 0)).toBe('pass');
  });

  it('slides: what is older than a minute no longer counts', () => {
    const limit = new RateLimit();
    ask(limit, 150, 0);
    ask(limit, 150, 30_000);
    expect(limit.judge(HERE, 'GET', 59_999)).toBe('too-many');
    expect(ask(limit, 151, 60_000).lastIndexOf('pass')).toBe(149);
  });

  it('blocks whoever goes on all the same, for five minutes', () => {
    const limit = new RateLimit();
    ask(limit, 300, 0);
    expect(new Set(ask(limit, 30, 1))).toEqual(new Set(['too-many']));
    expect(limit.judge(HERE, 'POST', 2)).toBe('blocked');
    expect(limit.judge(HERE, 'GET', 5 * 60_000)).toBe('blocked');
    expect(limit.judge(HERE, 'GET', 5 * 60_000 + 1)).toBe('pass');
  });
});
