import { KEY_PATTERN, type ProviderDescription } from '@invoicetracker/provider-kit';

const HOUR = 3600;

export const description: ProviderDescription = {
  name: 'ksef',
  title: 'KSeF 2.0',
  country: 'PL',
  credentials: [
    { name: 'nip', isSecret: false, pattern: '\\d{10}', example: '5252445767' },
    { name: 'token', isSecret: true, pattern: KEY_PATTERN },
  ],
  helpUrl: 'https://ksef.podatki.gov.pl/',
  baseUrl: 'https://api.ksef.mf.gov.pl/v2',
  // documented, per NIP and address; shorter stretches have limits of their own, such as 8 a second and 16 a minute
  limits: {
    read: { count: 120, perSeconds: HOUR, burst: 8 },
    write: { count: 120, perSeconds: HOUR, burst: 8 },
    /** signing in; documented as 60 a second */
    sign: { count: 60, perSeconds: 60 },
    /** the list of what was stored */
    metadata: { count: 20, perSeconds: HOUR },
    /** one document */
    document: { count: 64, perSeconds: HOUR, burst: 8 },
  },
  areLimitsDocumented: true,
  learnsOfPayments: false,
};

/** The documented maximum of rows a page; left out it would be 10, and there are 20 pages an hour. */
export const PAGE_SIZE = 250;

/** Documents read for one page of ours: what a crash makes us read twice. */
export const DOCUMENTS_PER_PAGE = 10;

/** The longest range a query may have is three months. */
export const WINDOW_DAYS = 89;

/** KSeF 2.0 opened then; the voluntary first version is not read. */
export const FIRST_STORED = '2026-02-01T00:00:00Z';

/** How far back a first pass goes: claims for goods lapse after two years (art. 554 of the Civil Code). */
export const LOOK_BACK_DAYS = 731;
