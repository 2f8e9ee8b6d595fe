import { addDays, localDate } from '@invoicetracker/calendar';

import { ChangeRefused } from '../books/change-refused.js';
import type { Companies } from '../infakt/companies.js';
import type { CompanyPlan } from '../infakt/company-plan.js';
import type { IssuedDocument } from '../infakt/company-change.js';
import { documentDetail, type WireObject } from '../infakt/document-view.js';
import { COLLECTIONS, isCollection } from '../infakt/collections.js';
import type { SandboxClient } from '../infakt/sandbox-client.js';
import type { Webhooks } from '../infakt/webhooks.js';
import type { SandboxDocument } from '../infakt/sandbox-document.js';
import { PlayerControl, type PlayerParts } from './player-control.js';

/** Everything may be left out but the amount: an invoice issued today, due in two weeks, for a client of its own. */
export type IssueOrder = Partial<Omit<IssuedDocument, 'client'>> & {
  readonly client?: Partial<SandboxClient>;
};

export interface CompanyState {
  readonly key: string;
  readonly name: string;
  readonly clients: number;
  readonly collections: Readonly<
    Record<string, { readonly documents: number; readonly open: number }>
  >;
}

/** What the outside world does to the books of a firm in inFakt: clients pay, people issue, correct and delete. */
export class InfaktControl extends PlayerControl {
  constructor(
    parts: PlayerParts,
    private readonly companies: Companies,
    readonly webhooks: Webhooks,
  ) {
    super(parts);
  }

  /** Makes the company's books up anew, for instance with another number of invoices. */
  company(key: string, plan: Partial<Omit<CompanyPlan, 'key'>> = {}): CompanyState {
    this.companies.start(key, plan);
    return this.state(key);
  }

  state(key: string): CompanyState {
    const { company } = this.opened(key);
    const collections = COLLECTIONS.map((name) => {
      const documents = company.list(name);
      return [
        name,
        {
          documents: documents.length,
          open: documents.filter(({ paidOn }) => paidOn === null).length,
        },
      ];
    });
    return {
      key,
      name: company.name,
      clients: company.clientIds().length,
      collections: Object.fromEntries(collections),
    };
  }

  keys(): readonly string[] {
    return this.companies.keys();
  }

  /** The documents as the API shows them in detail, of one collection or of all. */
  documents(key: string, collection?: string): WireObject[] {
    return this.collections(key)
      .filter((held) => collection === undefined || held.collection === collection)
      .map(({ document }) => document);
  }

  /** All documents, each with the collection it is in. */
  collections(key: string): { readonly collection: string; readonly document: WireObject }[] {
    const { company } = this.opened(key);
    return COLLECTIONS.flatMap((collection) =>
      company
        .list(collection)
        .map((document) => ({ collection, document: documentDetail(company, document) })),
    );
  }

  clientIds(key: string): readonly number[] {
    return this.opened(key).company.clientIds();
  }

  client(key: string, id: number): SandboxClient | undefined {
    return this.opened(key).company.client(id);
  }

  /** The client has paid all of it. `isSettled: false` leaves `left_to_pay` as it was, as inFakt sometimes does. */
  pay(key: string, order: { uuid: string; paidOn?: string; isSettled?: boolean }): WireObject {
    const paidOn = localDate(order.paidOn ?? this.parts.today());
    return this.shown(
      key,
      this.companies.change(key, {
        type: 'pay',
        uuid: order.uuid,
        paidOn,
        isSettled: order.isSettled ?? true,
      }),
    );
  }

  partPay(key: string, order: { uuid: string; amountMinor: number }): WireObject {
    if (!Number.isSafeInteger(order.amountMinor) || order.amountMinor <= 0)
      throw new ChangeRefused('amountMinor must be a positive whole number.');
    return this.shown(key, this.companies.change(key, { type: 'part-pay', ...order }));
  }

  unpay(key: string, order: { uuid: string }): WireObject {
    return this.shown(key, this.companies.change(key, { type: 'unpay', uuid: order.uuid }));
  }

  remove(key: string, order: { uuid: string }): void {
    this.companies.change(key, { type: 'delete', uuid: order.uuid });
  }

  issue(key: string, order: IssueOrder): WireObject {
    const issuedOn = localDate(order.issuedOn ?? this.parts.today());
    const collection = order.collection ?? 'invoices';
    if (!isCollection(collection))
      throw new ChangeRefused(`There is no collection "${String(collection)}".`);
    const document: IssuedDocument = {
      collection,
      kind:
        order.kind ?? (collection === 'invoices' ? 'vat' : collection.replace(/_invoices$/, '')),
      number: order.number ?? null,
      clientId: order.clientId ?? null,
      client: order.client ?? {},
      currency: order.currency ?? 'PLN',
      issuedOn,
      dueOn: localDate(order.dueOn ?? addDays(issuedOn, 14)),
      status: order.status ?? 'sent',
      lines: order.lines ?? null,
      grossMinor: order.grossMinor ?? null,
    };
    return this.shown(key, this.companies.change(key, { type: 'issue', document }));
  }

  /** @param order.grossMinor the change, negative when the client owes less */
  correct(key: string, order: { uuid: string; grossMinor: number; issuedOn?: string }): WireObject {
    const issuedOn = localDate(order.issuedOn ?? this.parts.today());
    return this.shown(
      key,
      this.companies.change(key, {
        type: 'correct',
        uuid: order.uuid,
        grossMinor: order.grossMinor,
        issuedOn,
      }),
    );
  }

  changeClient(key: string, id: number, fields: Partial<SandboxClient>): SandboxClient | undefined {
    this.companies.change(key, { type: 'change-client', id, fields });
    return this.client(key, id);
  }

  private opened(key: string) {
    const opened = this.companies.find(key);
    if (opened === null)
      throw new ChangeRefused(`"${key}" opens no company: keys look like sandbox-<name>.`);
    return opened;
  }

  private shown(key: string, document: SandboxDocument | null): WireObject {
    return documentDetail(this.opened(key).company, document as SandboxDocument);
  }
}
