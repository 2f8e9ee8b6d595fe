import type { FaultKind, PlayerControl, Sandbox } from '@invoicetracker/sandbox';

import type { ProviderName } from '../../../src/config/provider-names.js';
import { type Happening, inBooks, inCompany } from './happenings.js';

/** What the matrix must know of a provider besides how it is connected. */
export interface MatrixProvider {
  control(sandbox: Sandbox): PlayerControl & { company(key: string, plan: object): unknown };
  /** paths of its lists, as a regular expression */
  readonly lists: string;
  readonly happen: Happening;
  /** how many documents a firm's books have */
  readonly documents: number;
  /** how many lists a first sync of them asks for at least: so late may a fault begin */
  readonly listRequests: number;
}

export const MATRIX: Readonly<Record<ProviderName, MatrixProvider>> = {
  infakt: {
    control: ({ infakt }) => infakt,
    lists: '^/[a-z_]+\\.json$',
    happen: inCompany,
    documents: 130,
    listRequests: 12,
  },
  billingo: {
    control: ({ billingo }) => billingo,
    lists: '^/(?:documents|partners|bank-accounts)$',
    happen: inBooks(
      ({ billingo }) => billingo,
      ['pay', 'partPay', 'unpay', 'remove', 'correct', 'cancel', 'issue', 'changeClient'],
    ),
    documents: 130,
    listRequests: 6,
  },
  wfirma: {
    control: ({ wfirma }) => wfirma,
    lists: '^/(?:invoices|contractors)/find$',
    happen: inBooks(
      ({ wfirma }) => wfirma,
      ['pay', 'partPay', 'unpay', 'remove', 'correct', 'cancel', 'issue', 'changeClient'],
    ),
    documents: 300,
    listRequests: 5,
  },
  fakturownia: {
    control: ({ fakturownia }) => fakturownia,
    lists: '^/firma/(?:invoices|clients|bank_accounts)\\.json$',
    happen: inBooks(
      ({ fakturownia }) => fakturownia,
      ['pay', 'partPay', 'unpay', 'remove', 'correct', 'cancel', 'issue', 'changeClient'],
    ),
    documents: 250,
    listRequests: 9,
  },
  ksef: {
    control: ({ ksef }) => ksef,
    lists: '^/invoices/',
    // documents stay as they were issued: new ones and corrections are all that can happen
    happen: inBooks(({ ksef }) => ksef, ['correct', 'issue']),
    documents: 60,
    listRequests: 2,
  },
};

/** Every kind of fault the sandbox plays: a kind added there stands here, or the types do not fit. */
export const MATRIX_FAULTS: Readonly<Record<FaultKind, FaultPlan>> = {
  '429': { times: [1, 3] },
  '429-retry-after': { times: [1, 3] },
  '429-retry-date': { times: [1, 3] },
  '500': { times: [1, 3] },
  '5xx-burst': { times: [4, 12] },
  'error-200': { times: [1, 3] },
  slow: { times: [1, 4] },
  silence: { times: [1, 3] },
  cut: { times: [1, 3] },
  html: { times: [1, 3] },
  'repeat-page': { times: [1, 3] },
  'clock-ahead': { times: [1, 30] },
  'expired-key': { times: [30, 60] },
  'duplicate-rows': { times: [1, 4] },
  vanish: { times: [1, 3] },
  'ignore-filter': { times: [1, 4] },
  'empty-page': { times: [1, 3] },
  reorder: { times: [1, 4] },
  'wrong-currency': { times: [1, 4] },
  'wrong-types': { times: [1, 4] },
  'bad-row': { times: [1, 4] },
};

export interface FaultPlan {
  /** how many requests it hits, from and to */
  readonly times: readonly [number, number];
}
