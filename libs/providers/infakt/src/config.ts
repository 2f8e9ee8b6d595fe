import { KEY_PATTERN, type ProviderDescription } from '@invoicetracker/provider-kit';

/** The documented maximum of rows a page. */
export const PAGE_SIZE = 100;

const MINUTE = 60;

export const description: ProviderDescription = {
  name: 'infakt',
  title: 'inFakt',
  country: 'PL',
  credentials: [{ name: 'apiKey', isSecret: true, pattern: KEY_PATTERN }],
  helpUrl: 'https://www.infakt.pl/developers/',
  baseUrl: 'https://api.infakt.pl/api/v3',
  // documented, per address: half as many other requests as reads
  limits: {
    read: { count: 300, perSeconds: MINUTE },
    write: { count: 150, perSeconds: MINUTE },
  },
  areLimitsDocumented: true,
};
