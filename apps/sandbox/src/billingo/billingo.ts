import type { Player } from '../player.js';
import { answerBillingo } from './billingo-api.js';
import { failure, tooManyRequests, unauthorized } from './refusals.js';

const KEY_HEADER = 'x-api-key';

/** Billingo's API v3: one list for all documents, newest first, and amounts in major units. */
export const billingo: Player = {
  country: 'HU',
  wire: (world) => {
    const drawn = new Set<string>();
    return {
      base: '/billingo/v3',
      refusals: { unauthorized, tooManyRequests, failure },
      ratePlan: { rules: [{ windowMs: 60_000, requests: 300 }] },
      secrets: [KEY_HEADER],
      keyOf: ({ headers }) => [headers[KEY_HEADER]].flat()[0],
      answer: (request) => answerBillingo(world, request, drawn),
    };
  },
};
