/** Faults a server under test can be told to commit, on the list of receivables that is read first. */
export const CONFORMANCE_FAULTS = [
  '429',
  '429-retry-after',
  '500',
  'cut',
  'html',
  'ignore-filter',
  'bad-row',
  'wrong-currency',
  'duplicate-rows',
] as const;
export type ConformanceFault = (typeof CONFORMANCE_FAULTS)[number];
