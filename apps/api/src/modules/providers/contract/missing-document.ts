import type { ProviderError } from '@invoicetracker/provider-kit';

/** Why an invoice could not be had as its provider prints it. */
export type WhyMissing =
  'gone' | 'not-offered' | 'refused' | 'too-large' | 'unreadable' | 'unavailable';

export interface MissingDocument {
  readonly reason: WhyMissing;
  /** Asked again it may be there. */
  readonly mayCome: boolean;
  /** It holds for every document of the connection. */
  readonly isOfAll: boolean;
}

/** What a connector's failure means for a document: time mends what passes by itself, and nothing else. */
export function fetchProblem({ actor, code }: ProviderError): MissingDocument {
  if (code === 'answer-too-large') return { reason: 'too-large', mayCome: false, isOfAll: false };
  // of this one document: damaged on its way, or still being drawn
  if (code === 'document-unreadable' || code === 'document-not-ready')
    return { reason: 'unreadable', mayCome: true, isOfAll: false };
  if (actor === 'retry') return { reason: 'unavailable', mayCome: true, isOfAll: true };
  if (actor === 'reconnect') return { reason: 'refused', mayCome: false, isOfAll: true };
  return { reason: 'unreadable', mayCome: false, isOfAll: false };
}
