import {
  ProviderError,
  type ProviderErrorActor,
  type ProviderResponse,
} from '@invoicetracker/provider-kit';

import { statusCodeOf } from './status-code.js';

/** What a refusal of wFirma means for us. What passes by itself never comes here: the transport deals with it. */
export function failureOf(response: Pick<ProviderResponse, 'status' | 'body'>): ProviderError {
  const [actor, code, message] = meaning(response);
  return new ProviderError({ actor, code, message, status: response.status });
}

function meaning(
  response: Pick<ProviderResponse, 'status' | 'body'>,
): [ProviderErrorActor, string, string] {
  switch (statusCodeOf(response.body)) {
    case 'AUTH':
      return ['reconnect', 'key-refused', 'wFirma refuses the keys.'];
    case 'AUTH FAILED LIMIT WAIT 5 MINUTES':
      return ['retry', 'login-locked', 'wFirma has locked logging in for five minutes.'];
    case 'ACCESS DENIED':
    case 'DENIED SCOPE REQUESTED':
      return ['reconnect', 'scope-missing', 'The keys lack a permission.'];
    case 'COMPANY ID REQUIRED':
      return ['reconnect', 'company-unknown', 'wFirma does not know which company is meant.'];
    case 'INPUT ERROR':
    case 'ACTION NOT FOUND':
    case 'NOT FOUND':
    case 'ERROR':
      return ['bug', 'request-refused', 'wFirma refuses the request as malformed.'];
    default:
      return byHttpStatus(response.status);
  }
}

/** Not documented, but whatever stands in front of the API answers as servers do. */
function byHttpStatus(status: number): [ProviderErrorActor, string, string] {
  if (status === 401 || status === 403)
    return ['reconnect', 'key-refused', 'wFirma refuses the keys.'];
  return ['retry', 'answer-unexpected', 'wFirma answered something else than expected.'];
}

/** JSON it is, but not what was asked for: a page of a proxy, or a change we do not know yet. */
export function unexpectedAnswer(status: number): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'answer-unexpected',
    message: 'wFirma answered something else than expected.',
    status,
  });
}
