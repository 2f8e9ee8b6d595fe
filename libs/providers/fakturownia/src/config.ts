import { KEY_PATTERN, type ProviderDescription } from '@invoicetracker/provider-kit';

/** The documented maximum of rows a page. */
export const PAGE_SIZE = 100;

const MINUTE = 60;

export const description: ProviderDescription = {
  name: 'fakturownia',
  title: 'Fakturownia',
  country: 'PL',
  credentials: [
    {
      name: 'subdomain',
      isSecret: false,
      pattern: '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?',
      example: 'twojafirma',
    },
    { name: 'apiToken', isSecret: true, pattern: KEY_PATTERN },
  ],
  helpUrl: 'https://app.fakturownia.pl/api',
  baseUrl: 'https://{subdomain}.fakturownia.pl',
  // nothing is documented: about one request a second at each firm's host
  limits: {
    read: { count: 60, perSeconds: MINUTE },
    write: { count: 30, perSeconds: MINUTE },
  },
  areLimitsDocumented: false,
};
