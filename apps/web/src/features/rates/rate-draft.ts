import type { ExchangeFeedView, RateTableView } from '../../shared/api/schemas.js';

export type RateTableId = RateTableView['table'];
export type Publisher = ExchangeFeedView['publisher'];

export const RATE_TABLES: readonly RateTableId[] = [
  'nbp-reference',
  'mnb-base',
  'ecb-mro',
  'de-basiszins',
];
export const PUBLISHERS: readonly Publisher[] = ['NBP', 'MNB'];

/** A figure as it is being typed. */
export interface RateDraft {
  kind: RateTableId | Publisher;
  on: string;
  figure: string;
  /** of exchange rates only */
  currency: string;
  source: string;
}

export function emptyDraft(kind: RateDraft['kind']): RateDraft {
  return { kind, on: '', figure: '', currency: 'EUR', source: '' };
}

export function isPublisher(kind: RateDraft['kind']): kind is Publisher {
  return PUBLISHERS.some((publisher) => publisher === kind);
}

/** A number as people type it, with the point that the API wants. */
export function plainFigure(typed: string): string {
  return typed.trim().replace(/\s|%/g, '').replace(',', '.');
}
