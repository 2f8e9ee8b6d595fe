import { KEY_PATTERN, type ProviderDescription } from '@invoicetracker/provider-kit';

/** The documented maximum of rows a page. */
export const PAGE_SIZE = 100;

/**
 * After so many documents and payments asked for one by one, a page ends where it stands: a run's budget of requests must
 * be enough for a page, or the run would begin the same page for ever.
 */
export const LOOKUPS_A_PAGE = 20;

const MINUTE = 60;

export const description: ProviderDescription = {
  name: 'billingo',
  title: 'Billingo',
  country: 'HU',
  credentials: [{ name: 'apiKey', isSecret: true, pattern: KEY_PATTERN }],
  helpUrl: 'https://app.billingo.hu/api-key',
  baseUrl: 'https://api.billingo.hu/v3',
  // 300 a minute, whatever they do: shared out so that both kinds together stay below
  limits: {
    read: { count: 270, perSeconds: MINUTE },
    write: { count: 30, perSeconds: MINUTE },
  },
  areLimitsDocumented: true,
};
