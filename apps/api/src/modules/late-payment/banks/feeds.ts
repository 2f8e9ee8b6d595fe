import type { LocalDate } from '@invoicetracker/calendar';

import type { Settings } from '../../../config/env.js';
import type { Publisher, RateTableId } from '../rates/rate-tables.js';
import type { AskBank } from './ask-bank.js';
import { ecbMainRefinancing } from './ecb.js';
import { mnbBaseRates, mnbMidRates } from './mnb.js';
import { nbpMidRates, nbpReferenceRates } from './nbp.js';
import type { PublishedRate } from './published-rate.js';

export const BANKS = ['nbp', 'ecb', 'mnb'] as const;

export type Bank = (typeof BANKS)[number];

/** A series of a bank: a reference rate as a whole, or mid rates of some days. */
export type Feed =
  | {
      readonly id: string;
      readonly bank: Bank;
      readonly kind: 'reference';
      readonly table: RateTableId;
      /** how much later than published a rate may begin */
      readonly slackDays: number;
      read(ask: AskBank, today: LocalDate): Promise<PublishedRate[]>;
    }
  | {
      readonly id: string;
      readonly bank: Bank;
      readonly kind: 'exchange';
      readonly publisher: Publisher;
      /** the most days one request may ask for */
      readonly windowDays: number;
      read(ask: AskBank, from: LocalDate, to: LocalDate): Promise<PublishedRate[]>;
    };

/** The first day MNB is asked for: its table here begins that year. */
const MNB_FROM = '2015-07-22' as LocalDate;

/** Everything that is fetched, at the addresses of the settings. */
export function feedsOf(settings: Settings): readonly Feed[] {
  return [
    {
      id: 'nbp-reference',
      bank: 'nbp',
      kind: 'reference',
      table: 'nbp-reference',
      slackDays: 0,
      read: (ask) => nbpReferenceRates(ask, settings.NBP_RATES_URL),
    },
    {
      id: 'nbp-mid',
      bank: 'nbp',
      kind: 'exchange',
      publisher: 'NBP',
      windowDays: 90,
      read: (ask, from, to) => nbpMidRates(ask, plain(settings.NBP_API_URL), from, to),
    },
    {
      id: 'ecb-mro',
      bank: 'ecb',
      kind: 'reference',
      table: 'ecb-mro',
      slackDays: 0,
      read: (ask) => ecbMainRefinancing(ask, plain(settings.ECB_API_URL)),
    },
    {
      id: 'mnb-base',
      bank: 'mnb',
      kind: 'reference',
      table: 'mnb-base',
      slackDays: 1,
      read: (ask, today) => mnbBaseRates(ask, plain(settings.MNB_API_URL), MNB_FROM, today),
    },
    {
      id: 'mnb-mid',
      bank: 'mnb',
      kind: 'exchange',
      publisher: 'MNB',
      windowDays: 366,
      read: (ask, from, to) => mnbMidRates(ask, plain(settings.MNB_API_URL), from, to),
    },
  ];
}

function plain(address: string): string {
  return address.replace(/\/+$/, '');
}
