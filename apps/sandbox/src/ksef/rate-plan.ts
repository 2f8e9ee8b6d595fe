import type { RatePlan, RateRule } from '../serving/rate-limit.js';

type Counts = NonNullable<RateRule['counts']>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const isSigningIn: Counts = ({ path }) =>
  path.startsWith('/auth/') || path.startsWith('/security/');
const isList: Counts = ({ path }) => path === '/invoices/query/metadata';
const isDocument: Counts = ({ path }) => path.startsWith('/invoices/ksef/');
const isOther: Counts = (request) =>
  !isSigningIn(request) && !isList(request) && !isDocument(request);

/** The documented limits of the production system, each for a group of paths. */
export const KSEF_RATE_PLAN: RatePlan = {
  rules: [
    { counts: isSigningIn, windowMs: SECOND, requests: 60 },
    ...rules(isList, 8, 16, 20),
    ...rules(isDocument, 8, 16, 64),
    ...rules(isOther, 10, 30, 120),
  ],
};

function rules(counts: Counts, second: number, minute: number, hour: number): RateRule[] {
  return [
    { counts, windowMs: SECOND, requests: second },
    { counts, windowMs: MINUTE, requests: minute },
    { counts, windowMs: HOUR, requests: hour },
  ];
}
