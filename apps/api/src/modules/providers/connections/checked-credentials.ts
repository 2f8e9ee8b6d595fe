import { type Credentials, readCredentials } from '@invoicetracker/provider-kit';

import type { ProviderName } from '../../../config/provider-names.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { CONNECTORS } from '../provider-registry.js';

const SENTENCES = {
  missing: 'is missing',
  malformed: 'cannot be right: copy it again from the provider',
  unknown: 'is nothing this provider asks for',
} as const;

/**
 * What was typed in, trimmed and held against what the provider asks for.
 *
 * @throws DomainError `malformed` / `invalid-request`, naming `credentials.<field>`
 */
export function checkedCredentials(
  provider: ProviderName,
  given: Readonly<Record<string, unknown>>,
): Credentials {
  const read = readCredentials(CONNECTORS[provider].description.credentials, given);
  if ('credentials' in read) return read.credentials;
  throw new DomainError(
    'malformed',
    'invalid-request',
    'Some of the credentials are not what the provider asks for.',
    read.problems.map(({ field, code }) => ({
      field: `credentials.${field}`,
      code,
      message: `credentials.${field} ${SENTENCES[code]}`,
    })),
  );
}
