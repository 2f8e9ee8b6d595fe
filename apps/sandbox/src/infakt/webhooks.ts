import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CompanyChange } from './company-change.js';

export interface WebhookOrder {
  readonly url: string;
  readonly secret: string;
  /** how long after a failure it is tried again; a minute unless told */
  readonly retryMs?: number;
}

interface Hook extends WebhookOrder {
  isConfirmed: boolean;
  failures: number;
}

/** inFakt switches a hook off after so many failures in a row. */
const MOST_FAILURES = 10;
const PATIENCE_MS = 10_000;
const EVENTS: Partial<Record<CompanyChange['type'], string>> = {
  pay: 'invoice_marked_as_paid',
  delete: 'invoice_deleted',
  issue: 'invoice_created_via_async_api',
};

/** Tells those who asked for it what happens to a company's documents. Not kept over a restart. */
export class Webhooks {
  private readonly hooks = new Map<string, Hook>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly clock: () => Date) {}

  /** Tries the address out as inFakt does: it must answer with the code it is given. */
  async set(key: string, order: WebhookOrder): Promise<boolean> {
    const code = randomUUID().replaceAll('-', '').slice(0, 16);
    const body = JSON.stringify({ verification_code: code });
    const answer = await post(order.url, body, {});
    const isConfirmed = answer !== null && answer.status === 200 && answer.text === body;
    this.hooks.set(key, { ...order, isConfirmed, failures: 0 });
    return isConfirmed;
  }

  remove(key: string): void {
    this.hooks.delete(key);
  }

  /** The document is only named: "without confidential information" is what we recommend. */
  tell(key: string, change: CompanyChange, uuid: string | undefined): void {
    const hook = this.hooks.get(key);
    const name = EVENTS[change.type];
    if (hook === undefined || !hook.isConfirmed || name === undefined || uuid === undefined) return;
    const sending = this.send(key, hook, { uuid: randomUUID(), name }, uuid);
    this.underWay.add(sending);
    void sending.finally(() => this.underWay.delete(sending));
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  private async send(
    key: string,
    hook: Hook,
    event: { readonly uuid: string; readonly name: string },
    resource: string,
  ): Promise<void> {
    for (let retries = 0; this.hooks.get(key) === hook; retries += 1) {
      const body = JSON.stringify({
        event: { ...event, retry_counter: retries, created_at: this.clock().toISOString() },
        resource: { uuid: resource },
      });
      const signature = createHmac('sha256', hook.secret).update(body).digest('hex');
      const answer = await post(hook.url, body, { 'x-infakt-signature': signature });
      if (answer?.status === 200 || answer?.status === 201) {
        hook.failures = 0;
        return;
      }
      hook.failures += 1;
      if (hook.failures >= MOST_FAILURES) return void this.hooks.delete(key);
      await sleep(hook.retryMs ?? 60_000, undefined, { ref: false });
    }
  }
}

/** @returns null when nobody answered */
async function post(url: string, body: string, headers: Record<string, string>) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Infakt-Webhooks/2',
        ...headers,
      },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    // Whatever keeps it from arriving is a failure that is tried again.
    return null;
  }
}
