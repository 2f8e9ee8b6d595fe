import type { Death } from '../support/mortal-process.js';

/** What is done from the decision to the last commit, in order, by name; and how it begins in SQL. */
const STEPS: readonly (readonly [name: string, said: RegExp])[] = [
  ['the day is taken', /^insert into daily_runs/],
  [
    'waiting has ended',
    /^update holds|^select n\.id, n\.client_id as|^select id from notices|^select p\.id, p\.case_id/,
  ],
  [
    'the facts are read',
    /^select is_unusual_held|^with chosen|^select v\.policy_id|^select client_id, currency|^select is_automatic|^select a\.country/,
  ],
  ['the notice is planned', /^with wanted/],
  ['its stages are written', /^with stage as/],
  ['its answers are written', /^with given as/],
  ['the run has come on', /^update daily_runs set lease_until/],
  ['the outbox is woken', /^WITH ins AS/],
  ['the run is watched', /^update daily_runs set planned_sums|^with answer as/],
  ['the run is finished', /^update daily_runs set state/],
  ['the abandoned are looked after', /^update notices set (state = 'planned', fence|fence)/],
  ['the sender is known', /^select account_works|^select \(select count|^select s\.id, s\.host/],
  ['the notice is claimed', /^with next as/],
  ['the notice is held', /^select n\.id, n\.waits_for/],
  ['the debts are held', /^select set_config/],
  ['the last look is taken', /^select client_id, kind|^select t\.id, t\.client_id|^with looked/],
  [
    'the text is written',
    /^select t\.subject|^select jsonb_build_object|^select c\.id as|^select k\.client_id/,
  ],
  ['the notice is frozen', /^with frozen/],
  ['the letter is looked at again', /^select 1 from notice_cases|^select id from interest_notes/],
  ['the answer is recorded', /^update deliveries d set state = o\.state/],
  [
    'the next address is marked',
    /^update notices set lease_until|^update deliveries set state = 'handing_over'/,
  ],
  [
    'the notice is concluded',
    /^update notices n set state = 'sent'|^select \(count|^update notices set state = \$3/,
  ],
  ['its cases are told', /^with covered|^with notice as/],
  ['the audit is written', /^select seq|^with moved/],
];

/** Ends and beginnings of transactions, by what was done before them. */
const BORDERS: Readonly<Record<string, string>> = {
  'commit, the outbox is woken': 'before the decision is committed',
  'commit, the notice is frozen': 'before the hand-over is committed',
  'begin, the notice is frozen': 'when the server has answered',
  'commit, its cases are told': 'before the outcome is committed',
};
/** The other ones: nothing of a notice is said there. */
export const BETWEEN = 'between two transactions';

/** Every point at which the story of a notice is cut. */
export const FAILPOINTS: readonly string[] = [
  ...STEPS.map(([name]) => `before ${name}`),
  ...Object.values(BORDERS),
];

/** @returns the name of the point at which a process died; null where it has none */
export function failpointOf({ unsaid, done }: Death): string | null {
  const [border] = /^(begin|commit)/.exec(unsaid) ?? [];
  const step = border === undefined ? stepOf(unsaid) : stepOf(done ?? '');
  if (border !== undefined) return BORDERS[`${border}, ${step}`] ?? BETWEEN;
  return step === null ? null : `before ${step}`;
}

function stepOf(said: string): string | null {
  return STEPS.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}
