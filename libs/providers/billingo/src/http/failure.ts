import {
  ProviderError,
  type ProviderErrorActor,
  type ProviderResponse,
} from '@invoicetracker/provider-kit';

/** What a refusal of Billingo means for us. 429 and 5xx never come here: the transport deals with them. */
export function failureOf(response: ProviderResponse): ProviderError {
  const [actor, code, message] = meaning(response.status);
  return new ProviderError({ actor, code, message, status: response.status });
}

function meaning(status: number): [ProviderErrorActor, string, string] {
  switch (status) {
    case 401:
      return ['reconnect', 'key-refused', 'Billingo refuses the API key.'];
    case 402:
      return [
        'reconnect',
        'plan-limit',
        'This firm has no Billingo subscription with access by API.',
      ];
    case 403:
      return ['reconnect', 'scope-missing', 'The API key lacks a permission.'];
    case 404:
      return ['bug', 'not-found', 'Billingo does not know this address.'];
    default:
      return ['bug', 'request-refused', 'Billingo refuses the request as malformed.'];
  }
}

/** JSON it is, but not what was asked for: a page of a proxy, or a change we do not know yet. */
export function unexpectedAnswer(status: number): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'answer-unexpected',
    message: 'Billingo answered something else than expected.',
    status,
  });
}
