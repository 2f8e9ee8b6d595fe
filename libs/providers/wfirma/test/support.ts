import { readFileSync } from 'node:fs';
import type { InvoiceRef, ProviderContext } from '@invoicetracker/provider-kit';
import { instantTransport } from '@invoicetracker/provider-kit/conformance';
import { type BookDocument, type Sandbox, startSandbox } from '@invoicetracker/sandbox';

import { wfirma } from '../src/capabilities.js';

export const NOW = '2026-03-10T09:00:00Z';
const KEY = 'sandbox-wfirma';
export const CREDENTIALS = {
  accessKey: KEY,
  secretKey: 's3cret-1',
  appKey: 'app-key-1',
  companyId: '100200',
};

/** A firm at wFirma with 282 open invoices, and what a connector reaches it by. */
export class FirmAtWfirma {
  now = new Date(NOW);
  readonly key = KEY;

  private constructor(private sandbox: Sandbox | null = null) {}

  static async open(): Promise<FirmAtWfirma> {
    const firm = new FirmAtWfirma();
    firm.sandbox = await startSandbox({ clock: () => firm.now, limits: false });
    return firm;
  }

  get control(): Sandbox['wfirma'] {
    return (this.sandbox as Sandbox).wfirma;
  }

  get documents(): readonly BookDocument[] {
    return this.control.documents(KEY);
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
    return (this.sandbox as Sandbox).close();
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
