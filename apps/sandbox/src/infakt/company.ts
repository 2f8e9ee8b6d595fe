import type { BookLine } from '../books/book-document.js';
import { inventLine, reducedPair } from '../books/book-lines.js';
import { polishBankAccount } from '../fiction/bank-account.js';
import { SeededRandom } from '../fiction/seeded-random.js';
import { polishTaxNumber } from '../fiction/tax-numbers.js';
import { COLLECTIONS, type CollectionName } from './collections.js';
import type { CompanyPlan } from './company-plan.js';
import { inventClient } from './invent-client.js';
import { inventDocuments } from './invent-documents.js';
import type { SandboxClient } from './sandbox-client.js';
import type { SandboxDocument } from './sandbox-document.js';

/** One company's books: what its API key opens. */
export class Company {
  readonly name: string;
  readonly nip: string;
  readonly bankAccounts: readonly { id: number; currency: string; accountNumber: string }[];
  /** rises with every change, so that what was derived from the books can be thrown away */
  version = 0;
  private readonly documents = new Map<CollectionName, SandboxDocument[]>();
  private readonly byUuid = new Map<string, SandboxDocument>();
  /** corrections still tell about what they corrected */
  private readonly removed = new Map<string, SandboxDocument>();
  private readonly changedClients = new Map<number, SandboxClient>();
  private readonly firstClientId: number;
  private clientCount: number;
  private lastId = 0;

  constructor(readonly plan: CompanyPlan) {
    const random = new SeededRandom(plan.seed, plan.key, 'company');
    this.name = `${random.pick(['Meble Dębowe', 'Usługi Księgowe', 'Transport i Spedycja', 'Druk i Grafika'])} ${plan.key.replace(/^sandbox-/, '')} Sp. z o.o.`;
    this.nip = polishTaxNumber(random);
    this.bankAccounts = ['PLN', 'EUR'].map((currency, index) => ({
      id: 700_100 + index,
      currency,
      accountNumber: polishBankAccount(random),
    }));
    this.firstClientId = 1_000_000 + random.integer(0, 90_000);
    this.clientCount = Math.max(12, Math.min(25_000, Math.ceil(plan.invoices / 4)));
    for (const name of COLLECTIONS) this.documents.set(name, []);
    const currencies = new Map(
      this.clientIds().map((id) => [id, currencyFor(this.client(id)?.country ?? 'PL')]),
    );
    for (const document of inventDocuments(
      plan,
      this.clientIds(),
      (id) => currencies.get(id) ?? 'PLN',
    )) {
      this.add(document);
    }
  }

  /** in the order of their ids */
  list(collection: CollectionName): readonly SandboxDocument[] {
    return this.documents.get(collection) as SandboxDocument[];
  }

  document(uuid: string): SandboxDocument | undefined {
    return this.byUuid.get(uuid);
  }

  corrected(document: SandboxDocument): SandboxDocument | undefined {
    if (document.correctsUuid === null) return undefined;
    return this.byUuid.get(document.correctsUuid) ?? this.removed.get(document.correctsUuid);
  }

  linesOf(document: SandboxDocument): readonly BookLine[] {
    if (document.lines !== null) return document.lines;
    const random = new SeededRandom(this.plan.seed, this.plan.key, 'lines', document.id);
    const corrected = this.corrected(document);
    if (corrected !== undefined)
      return reducedPair(this.linesOf(corrected), document.currency, random);
    const isTaxed = (this.client(document.clientId)?.country ?? 'PL') === 'PL';
    return Array.from({ length: document.lineCount }, () =>
      inventLine(random, 'PL', document.currency, isTaxed),
    );
  }

  add(document: SandboxDocument): void {
    (this.documents.get(document.collection) as SandboxDocument[]).push(document);
    this.byUuid.set(document.uuid, document);
    this.lastId = Math.max(this.lastId, document.id);
    this.version += 1;
  }

  remove(document: SandboxDocument): void {
    const list = this.documents.get(document.collection) as SandboxDocument[];
    list.splice(list.indexOf(document), 1);
    this.byUuid.delete(document.uuid);
    this.removed.set(document.uuid, document);
    this.version += 1;
  }

  touch(): void {
    this.version += 1;
  }

  nextDocumentId(): number {
    return this.lastId + 1;
  }

  clientIds(): number[] {
    return Array.from({ length: this.clientCount }, (_, index) => this.firstClientId + index);
  }

  client(id: number): SandboxClient | undefined {
    const index = id - this.firstClientId;
    if (!Number.isInteger(index) || index < 0 || index >= this.clientCount) return undefined;
    return (
      this.changedClients.get(id) ??
      inventClient(id, new SeededRandom(this.plan.seed, this.plan.key, 'client', id))
    );
  }

  /** @returns the id of a new client that looks like the others */
  addClient(): number {
    this.clientCount += 1;
    this.touch();
    return this.firstClientId + this.clientCount - 1;
  }

  changeClient(client: SandboxClient): void {
    this.changedClients.set(client.id, client);
    this.touch();
  }
}

function currencyFor(country: string): string {
  if (country === 'DE') return 'EUR';
  return country === 'HU' ? 'HUF' : 'PLN';
}
