import {
  ProviderError,
  type ProviderErrorActor,
  type ProviderResponse,
} from '@invoicetracker/provider-kit';

/** What a refusal of Fakturownia means for us. 429 and 5xx never come here: the transport deals with them. */
export function failureOf(response: ProviderResponse): ProviderError {
  const [actor, code, message] = meaning(response);
  return new ProviderError({ actor, code, message, status: response.status });
}

function meaning(response: ProviderResponse): [ProviderErrorActor, string, string] {
  switch (response.status) {
    case 401:
      return ['reconnect', 'key-refused', 'Fakturownia refuses the API token.'];
    case 402:
      return ['reconnect', 'plan-limit', 'The Fakturownia plan of this firm does not allow this.'];
    case 403:
      return response.wasThrottled
        ? ['retry', 'address-blocked', 'Fakturownia has blocked this server for asking too often.']
        : ['reconnect', 'scope-missing', 'The API token may not do this.'];
    case 404:
      return ['bug', 'not-found', 'Fakturownia does not know this address.'];
    default:
      return ['bug', 'request-refused', 'Fakturownia refuses the request as malformed.'];
  }
}

/** JSON it is, but not what was asked for: a page of a proxy, or a change we do not know yet. */
export function unexpectedAnswer(status: number): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'answer-unexpected',
    message: 'Fakturownia answered something else than expected.',
    status,
  });
}
