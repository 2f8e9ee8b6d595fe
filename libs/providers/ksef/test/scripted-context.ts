import type {
  ProviderContext,
  ProviderRequest,
  ProviderResponse,
} from '@invoicetracker/provider-kit';

import { NIP } from './picture.js';

/** KSeF's time when the scripted session was opened. */
export const SIGNED_IN_AT = Date.parse('2026-03-10T09:00:00Z');

export interface Scripted extends ProviderContext {
  readonly asked: ProviderRequest[];
  readonly waits: number[];
}

type Script = (
  wanted: ProviderRequest,
) => Partial<ProviderResponse> | Promise<Partial<ProviderResponse>>;

/** A context that answers as told; signed in already, unless its memory is cleared. */
export function scripted(script: Script): Scripted {
  const asked: ProviderRequest[] = [];
  const waits: number[] = [];
  const session = { accessToken: 'access-1', refreshToken: 'refresh-1', at: SIGNED_IN_AT };
  return {
    asked,
    waits,
    credentials: { nip: NIP, token: 'the-token-itself' },
    memory: new Map([['ksef.session', Promise.resolve(session)]]),
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    request: async (wanted) => {
      asked.push(wanted);
      const answer = await script(wanted);
      return { status: 200, headers: {}, body: null, wasThrottled: false, ...answer };
    },
  };
}

/** A row of the list; the numbers differ in their last digits. */
export function storedRow(ksefNumber: string, storedAt: string, more: object = {}) {
  return {
    ksefNumber,
    permanentStorageDate: storedAt,
    seller: { nip: NIP },
    currency: 'PLN',
    invoiceType: 'Vat',
    formCode: { value: 'FA' },
    ...more,
  };
}
