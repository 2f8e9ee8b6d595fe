import { htmlAnswer, jsonAnswer } from '../serving/answer.js';
import type { Wire } from '../serving/player.js';
import type { ApiWorld } from './api-world.js';
import { answerInfakt } from './infakt-api.js';
import { INFAKT_RATE_PLAN } from './rate-plan.js';
import { forbidden, tooManyRequests, unauthorized } from './refusals.js';

const KEY_HEADER = 'x-infakt-apikey';

/** inFakt's API as it is reached: below /infakt/api/v3, with the key in a header of its own. */
export function infaktWire(world: ApiWorld): Wire {
  return {
    base: '/infakt/api/v3',
    refusals: {
      unauthorized,
      tooManyRequests,
      blocked: forbidden,
      failure: (status) => jsonAnswer(status, { error: 'Wystąpił błąd.' }),
      failureAs200: htmlAnswer(200, 'Wystąpił błąd'),
    },
    ratePlan: INFAKT_RATE_PLAN,
    secrets: [KEY_HEADER],
    keyOf: ({ headers }) => [headers[KEY_HEADER]].flat()[0],
    answer: (request) => answerInfakt(world, request),
  };
}
