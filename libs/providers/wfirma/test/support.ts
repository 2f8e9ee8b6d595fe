import { readFileSync } from 'node:fs';
import type { InvoiceRef, ProviderContext } from '@invoicetracker/provider-kit';
import { instantTransport } from '@invoicetracker/provider-kit/conformance';

import { wfirma } from '../src/capabilities.js';

export const NOW = '2026-03-10T09:00:00Z';
const KEY = 'sandbox-wfirma';
export const CREDENTIALS = {
  accessKey: KEY,
  secretKey: 's3cret-1',
  appKey: 'app-key-1',
  companyId: '100200',
};

/** The part of a sandbox that these tests touch; only a spec may import the sandbox itself. */
interface Played {
  readonly wfirma: {
    readonly baseUrl: string;
    company(key: string, plan: { mix: 'open'; invoices: number }): unknown;
    documents(key: string): readonly unknown[];
    clearFaults(): void;
    resetRequests(): void;
  };
  close(): Promise<void>;
}

/** A firm at wFirma with 282 open invoices, and what a connector reaches it by. */
export class FirmAtWfirma<P extends Played> {
  now = new Date(NOW);
  readonly key = KEY;
  private played: P | null = null;

  /** @param start starts a sandbox on this clock */
  static async open<P extends Played>(
    start: (clock: () => Date) => Promise<P>,
  ): Promise<FirmAtWfirma<P>> {
    const firm = new FirmAtWfirma<P>();
    firm.played = await start(() => firm.now);
    return firm;
  }

  get control(): P['wfirma'] {
    return (this.played as P).wfirma;
  }

  get documents(): ReturnType<P['wfirma']['documents']> {
    return this.control.documents(KEY) as ReturnType<P['wfirma']['documents']>;
  }

  /** As on the first day, with nothing asked yet. */
  reset(): void {
    this.now = new Date(NOW);
    this.control.company(KEY, { mix: 'open', invoices: 282 });
    this.control.clearFaults();
    this.control.resetRequests();
  }

  context(credentials: Record<string, string> = CREDENTIALS): ProviderContext {
    return instantTransport(wfirma, this.control.baseUrl, credentials);
  }

  close(): Promise<void> {
    return (this.played as P).close();
  }
}

export function refTo(id: number, collection = 'invoices'): InvoiceRef {
  return { collection, externalId: String(id) };
}

export function status(code: string) {
  return { status: { code } };
}

export function sample(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../spec/${file}`, import.meta.url), 'utf8'));
}

/** A provider that answers everything like this. */
export function answering(http: number, body: unknown): ProviderContext {
  return {
    ...instantTransport(wfirma, 'http://127.0.0.1:9', CREDENTIALS),
    request: () => Promise.resolve({ status: http, body, headers: {}, wasThrottled: false }),
  };
}
