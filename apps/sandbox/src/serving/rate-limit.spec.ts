import { describe, expect, it } from '@jest/globals';

import { INFAKT_RATE_PLAN } from '../infakt/rate-plan.js';
import { RateLimit } from './rate-limit.js';

const HERE = '127.0.0.1';

function ask(limit: RateLimit, times: number, nowMs: number, method = 'GET', asker = HERE) {
  return Array.from({ length: times }, () => limit.judge(asker, method, '/', nowMs).kind);
}

describe('the limit of an address', () => {
  it('lets 300 reads and 150 other requests through in a minute', () => {
    const limit = new RateLimit(INFAKT_RATE_PLAN);
    expect(ask(limit, 301, 0).lastIndexOf('pass')).toBe(299);
    expect(ask(limit, 151, 0, 'POST').lastIndexOf('pass')).toBe(149);
    expect(ask(limit, 1, 0, 'GET', '10.0.0.2')).toEqual(['pass']);
  });

  it('slides: what is older than a minute no longer counts', () => {
    const limit = new RateLimit(INFAKT_RATE_PLAN);
    ask(limit, 150, 0);
    ask(limit, 150, 30_000);
    expect(limit.judge(HERE, 'GET', '/', 59_999)).toEqual({ kind: 'too-many', retryAfterMs: 1 });
    expect(ask(limit, 151, 60_000).lastIndexOf('pass')).toBe(149);
  });

  it('blocks whoever goes on all the same, for five minutes', () => {
    const limit = new RateLimit(INFAKT_RATE_PLAN);
    ask(limit, 300, 0);
    expect(new Set(ask(limit, 30, 1))).toEqual(new Set(['too-many']));
    expect(ask(limit, 1, 2, 'POST')).toEqual(['blocked']);
    expect(ask(limit, 1, 5 * 60_000)).toEqual(['blocked']);
    expect(ask(limit, 1, 5 * 60_000 + 1)).toEqual(['pass']);
  });

  it('may count several windows at once, and only some paths', () => {
    const limit = new RateLimit({
      rules: [
        { counts: ({ path }) => path === '/', windowMs: 1000, requests: 2 },
        { counts: ({ path }) => path === '/', windowMs: 60_000, requests: 3 },
      ],
    });
    expect(ask(limit, 3, 0)).toEqual(['pass', 'pass', 'too-many']);
    expect(ask(limit, 2, 1000)).toEqual(['pass', 'too-many']);
    expect(limit.judge(HERE, 'GET', '/', 1000)).toEqual({ kind: 'too-many', retryAfterMs: 59_000 });
    expect(limit.judge(HERE, 'GET', '/other', 1000)).toEqual({ kind: 'pass' });
  });
});
