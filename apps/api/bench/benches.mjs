/** Every bench there is, in the order they run; each is loaded only when it runs. */
export const benches = {
  'daily-run-100000': async () => (await import('./benches/daily-run.mjs')).dailyRun,
  'list-first-page': async () => (await import('./benches/case-list.mjs')).listFirstPage,
  'list-deep-page': async () => (await import('./benches/case-list.mjs')).listDeepPage,
  'list-search': async () => (await import('./benches/case-list.mjs')).listSearch,
};
