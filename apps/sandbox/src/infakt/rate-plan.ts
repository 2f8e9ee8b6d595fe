import type { RatePlan } from '../serving/rate-limit.js';

const MINUTE_MS = 60_000;

/** 300 GET and 150 other requests in 60 seconds from one address, then 429; who goes on is blocked with 403. */
export const INFAKT_RATE_PLAN: RatePlan = {
  rules: [
    { counts: ({ method }) => method === 'GET', windowMs: MINUTE_MS, requests: 300 },
    { counts: ({ method }) => method !== 'GET', windowMs: MINUTE_MS, requests: 150 },
  ],
  block: { afterExcesses: 30, forMs: 5 * MINUTE_MS },
};
