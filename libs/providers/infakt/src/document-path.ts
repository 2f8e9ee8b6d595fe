import { type InvoiceRef, ProviderError } from '@invoicetracker/provider-kit';

import { type Collection, isCollection } from './collections.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Where a document lives, without the ending.
 *
 * @throws ProviderError `bug` when it is no reference of ours
 */
export function documentPath({ collection, externalId }: InvoiceRef): {
  readonly path: string;
  readonly collection: Collection;
} {
  if (isCollection(collection) && UUID.test(externalId))
    return { path: `/${collection}/${externalId}`, collection };
  throw new ProviderError({
    actor: 'bug',
    code: 'reference-unknown',
    message: 'This is no reference to an inFakt document.',
  });
}
