import type { Player } from '../player.js';
import { answerFakturownia } from './fakturownia-api.js';
import { refusals } from './refusals.js';

/** Fakturownia below /fakturownia/<subdomain>; the token stands in the query, or in the body of what is written. */
export const fakturownia: Player = {
  country: 'PL',
  wire: (world) => ({
    base: '/fakturownia',
    refusals,
    // nobody knows the real ones
    ratePlan: { rules: [{ windowMs: 60_000, requests: 120 }] },
    secrets: ['api_token'],
    keyOf: ({ query, body }) => {
      const token = query['api_token'] ?? (body as { api_token?: unknown } | null)?.api_token;
      return typeof token === 'string' ? token : undefined;
    },
    answer: (request) => answerFakturownia(world, request),
  }),
};
