import { localDate } from '@invoicetracker/calendar';
import {
  type Cursor,
  type InvoiceRecord,
  type Page,
  type Provider,
  ProviderError,
} from '@invoicetracker/provider-kit';

import { ProviderCalls } from '../../src/modules/providers/provider-calls.js';
import type { Product } from './product.js';

const COLLECTION = 'papers';

interface Paper extends InvoiceRecord {
  readonly changedAt: Date;
  readonly isGone?: boolean;
}

/** What a paper provider can do; everything but asking for one document may be left out. */
export interface PaperAbilities {
  readonly lists?: boolean;
  readonly changes?: boolean;
  /** its word on how far it has told all changes, as KSeF gives it */
  readonly completeUntil?: Date;
}

/**
 * A provider without a network whose lists have no order: for what the engine does with such lists. It stands in for the
 * real one behind the connections of a product.
 */
export class PaperProvider {
  private readonly papers = new Map<string, Paper>();
  /** What was asked, in order, instants to the minute. */
  readonly asked: string[] = [];
  /** Pages of a list that are given before the provider breaks down; null: it does not. */
  breaksAfterPages: number | null = null;
  /** The answer is right, but not to what was asked. */
  isFilterIgnored = false;
  pageSize = 2;

  constructor(
    private readonly now: () => Date,
    private readonly can: PaperAbilities,
  ) {}

  /** Puts it in the place of every provider of the product. */
  async playIn(product: Product): Promise<void> {
    const calls = await product.get(ProviderCalls);
    const context = {
      request: () => Promise.reject(new Error('there is no network')),
      wait: () => Promise.resolve(),
    };
    Object.assign(calls, { open: () => ({ provider: this.provider(), context }) });
  }

  write(externalId: string, changes: Partial<InvoiceRecord> = {}): void {
    const paper = this.papers.get(externalId);
    const grossMinor = changes.grossMinor ?? paper?.grossMinor ?? 10_000n;
    const record: InvoiceRecord = {
      collection: COLLECTION,
      externalId,
      sequence: 0n,
      number: `FV/${externalId}`,
      kind: 'invoice',
      isDraft: false,
      currency: 'PLN',
      netMinor: grossMinor,
      taxMinor: 0n,
      grossMinor,
      openMinor: grossMinor,
      paidOn: null,
      issuedOn: localDate('2026-05-01'),
      soldOn: localDate('2026-05-01'),
      dueOn: localDate('2026-05-15'),
      client: {
        externalId: null,
        name: 'Klient',
        kind: 'business',
        taxNumber: '1234563218',
        street: null,
        postalCode: null,
        city: null,
        country: 'PL',
      },
      paymentMethod: 'transfer',
      bankAccount: null,
      bankName: null,
      swift: null,
      isSplitPayment: false,
      ksefNumber: null,
      correctsExternalId: null,
      lines: [],
      payLink: null,
      ...paper,
      ...changes,
    };
    this.papers.set(externalId, { ...record, changedAt: this.now() });
  }

  pay(externalId: string): void {
    this.write(externalId, { openMinor: 0n, paidOn: localDate('2026-05-30') });
  }

  /** Without a trace in the list of changes, as deleting is. */
  remove(externalId: string): void {
    this.papers.delete(externalId);
  }

  private provider(): Provider {
    const { lists = true, changes = false } = this.can;
    return {
      description: {} as Provider['description'],
      access: () => ({}),
      testConnection: () => Promise.resolve({ ok: true, companyName: null }),
      getInvoice: (_context, { externalId }) => {
        this.asked.push(`one ${externalId}`);
        return Promise.resolve(this.papers.get(externalId) ?? 'gone');
      },
      ...(lists && {
        listOpenReceivables: (_context, { dueUntil }, cursor) => {
          const open = [...this.papers.values()].filter(
            ({ openMinor, dueOn }) => openMinor > 0n && dueOn !== null && dueOn <= dueUntil,
          );
          return this.page(`open until ${dueUntil}`, open, cursor);
        },
      }),
      ...(changes && {
        listChangedInvoices: (_context, since, cursor) => {
          const changed = [...this.papers.values()].filter(({ changedAt }) => changedAt >= since);
          return this.page(`changes since ${since.toISOString().slice(0, 16)}`, changed, cursor);
        },
      }),
    };
  }

  private page(
    question: string,
    papers: readonly Paper[],
    cursor: Cursor | null,
  ): Promise<Page<InvoiceRecord>> {
    const from = Number(cursor?.['from'] ?? 0);
    if (this.breaksAfterPages !== null && from >= this.breaksAfterPages * this.pageSize)
      return Promise.reject(
        new ProviderError({ actor: 'retry', code: 'provider-failing', message: 'It broke down.' }),
      );
    this.asked.push(`${question} from ${from}`);
    const isLast = from + this.pageSize >= papers.length;
    const { completeUntil } = this.can;
    return Promise.resolve({
      records: papers.slice(from, from + this.pageSize),
      setAside: [],
      nextCursor: isLast ? null : { from: from + this.pageSize },
      total: papers.length,
      collection: COLLECTION,
      sequenceRange: null,
      isFilterHonoured: !this.isFilterIgnored,
      ...(isLast && completeUntil !== undefined ? { completeUntil } : {}),
    });
  }
}
