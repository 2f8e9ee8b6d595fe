import {
  ProviderError,
  type ProviderErrorActor,
  type ProviderResponse,
} from '@invoicetracker/provider-kit';

/** What a refusal of inFakt means for us. 429 and 5xx never come here: the transport deals with them. */
export function failureOf(response: ProviderResponse): ProviderError {
  const [actor, code, message] = meaning(response);
  return new ProviderError({ actor, code, message, status: response.status });
}

function meaning(response: ProviderResponse): [ProviderErrorActor, string, string] {
  switch (response.status) {
    case 401:
      return ['reconnect', 'key-refused', 'inFakt refuses the API key.'];
    case 402:
      return ['reconnect', 'plan-limit', 'The inFakt plan of this firm does not include this.'];
    case 403:
      // limits are per address; whoever goes on after 429 is blocked, which looks exactly like a missing scope
      return response.wasThrottled
        ? ['retry', 'address-blocked', 'inFakt has blocked this server for asking too often.']
        : ['reconnect', 'scope-missing', 'The API key lacks a permission.'];
    case 404:
      return ['bug', 'not-found', 'inFakt does not know this address.'];
    case 423:
      return ['retry', 'locked', 'inFakt has locked this for the moment.'];
    default:
      return ['bug', 'request-refused', 'inFakt refuses the request as malformed.'];
  }
}

/** JSON it is, but not what was asked for: a page of a proxy, or a change we do not know yet. */
export function unexpectedAnswer(status: number): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'answer-unexpected',
    message: 'inFakt answered something else than expected.',
    status,
  });
}
