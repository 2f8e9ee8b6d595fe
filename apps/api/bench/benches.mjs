import { PROVIDERS } from '../dist/config/provider-names.js';

/** Every bench there is, in the order they run; each is loaded only when it runs. */
export const benches = {
  'sync-282': async () => (await import('./benches/first-sync.mjs')).sync282,
  'sync-5000': async () => (await import('./benches/first-sync.mjs')).sync5000,
  'sync-100000': async () => (await import('./benches/first-sync.mjs')).sync100000,
  'resync-5000': async () => (await import('./benches/later-sync.mjs')).resync5000,
  'sync-slow-provider': async () =>
    (await import('./benches/provider-bound-sync.mjs')).syncSlowProvider,
  'sync-under-real-limit': async () =>
    (await import('./benches/provider-bound-sync.mjs')).syncUnderRealLimit,
  ...Object.fromEntries(
    PROVIDERS.map((name) => [
      `provider-${name}`,
      async () => (await import('./benches/provider-sync.mjs')).providerSync(name),
    ]),
  ),
  'daily-run-100000': async () => (await import('./benches/daily-run.mjs')).dailyRun,
  'daily-run-50000-of-1000000': async () =>
    (await import('./benches/daily-run.mjs')).dailyRunOfMany,
  'send-2000': async () => (await import('./benches/sending.mjs')).send2000,
  'send-beside-paced-sender': async () => (await import('./benches/paced-sender.mjs')).pacedSender,
  'daily-run-idle': async () => (await import('./benches/idle-day.mjs')).dailyRunIdle,
  'list-first-page': async () => (await import('./benches/case-list.mjs')).listFirstPage,
  'list-deep-page': async () => (await import('./benches/case-list.mjs')).listDeepPage,
  'list-search': async () => (await import('./benches/case-list.mjs')).listSearch,
  'claims-100000': async () => (await import('./benches/claims.mjs')).claims,
  'api-start': async () => (await import('./benches/api-start.mjs')).apiStart,
};
