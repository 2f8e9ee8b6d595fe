import type { Credentials } from '@invoicetracker/provider-kit';
import type { Sandbox } from '@invoicetracker/sandbox';

import type { ProviderName } from '../../src/config/provider-names.js';

/** How the product is led to a provider as the sandbox plays it. */
export interface PlayedProvider {
  /** what opens the books of a firm there; keys look like sandbox-<name> */
  credentials(key: string): Credentials;
  /** the operator's settings: its address in the sandbox, and limits that do not bind */
  settings(sandbox: Sandbox): Record<string, string>;
}

/** Every provider there is; a new one must stand here. */
export const PLAYED: Readonly<Record<ProviderName, PlayedProvider>> = {
  infakt: {
    credentials: (key) => ({ apiKey: key }),
    settings: ({ infakt }) => ({
      INFAKT_API_URL: infakt.baseUrl,
      INFAKT_READS_PER_MINUTE: '100000',
    }),
  },
  billingo: {
    credentials: (key) => ({ apiKey: key }),
    settings: ({ billingo }) => ({
      BILLINGO_API_URL: billingo.baseUrl,
      BILLINGO_READS_PER_MINUTE: '100000',
    }),
  },
  wfirma: {
    credentials: (key) => ({
      accessKey: key,
      secretKey: 'sandbox-secret',
      appKey: 'sandbox-application',
      companyId: '100200',
    }),
    settings: ({ wfirma }) => ({
      WFIRMA_API_URL: wfirma.baseUrl,
      WFIRMA_READS_PER_MINUTE: '100000',
    }),
  },
  fakturownia: {
    credentials: (key) => ({ subdomain: 'firma', apiToken: key }),
    settings: ({ fakturownia }) => ({
      FAKTUROWNIA_API_URL: `${fakturownia.baseUrl}/{subdomain}`,
      FAKTUROWNIA_READS_PER_MINUTE: '100000',
    }),
  },
  ksef: {
    credentials: (key) => ({ nip: '5252445767', token: key }),
    settings: ({ ksef }) => ({ KSEF_API_URL: ksef.baseUrl, KSEF_READS_PER_MINUTE: '100000' }),
  },
};

/** The settings that lead to all of them. */
export function playedSettings(sandbox: Sandbox): Record<string, string> {
  return Object.assign(
    {},
    ...Object.values(PLAYED).map(({ settings }) => settings(sandbox)),
  ) as Record<string, string>;
}
