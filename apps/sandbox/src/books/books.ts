import { hungarianBankAccount, hungarianIban, polishBankAccount } from '../fiction/bank-account.js';
import { SeededRandom } from '../fiction/seeded-random.js';
import { hungarianTaxNumber, polishTaxNumber } from '../fiction/tax-numbers.js';
import type { BookClient } from './book-client.js';
import type { BookDocument, BookLine } from './book-document.js';
import { documentNumber, NumberRuns } from './book-numbers.js';
import type { BooksPlan } from './books-plan.js';
import { inventBookClient } from './invent-book-client.js';
import { inventBookDocuments, madeUpLines } from './invent-book-documents.js';

export interface BookAccount {
  readonly id: number;
  readonly currency: string;
  /** as the country writes it: 26 digits in Poland, 24 in Hungary */
  readonly accountNumber: string;
  readonly iban: string;
  readonly swift: string;
  readonly bankName: string;
}

export interface BookFirm {
  readonly name: string;
  readonly taxNumber: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  /** one in the country's money, one in EUR */
  readonly accounts: readonly BookAccount[];
}

const REMEMBERED_LISTS = 24;

/** One firm's books in nobody's format; every player shows its view of them. */
export class Books {
  readonly firm: BookFirm;
  private readonly byId = new Map<number, BookDocument>();
  private readonly changedClients = new Map<number, BookClient>();
  private readonly firstClientId: number;
  private readonly numbers = new NumberRuns();
  private readonly takenNumbers = new Set<string>();
  private readonly lists = new Map<string, readonly unknown[]>();
  private clientCount: number;
  private lastId = 0;

  constructor(readonly plan: BooksPlan) {
    const random = new SeededRandom(plan.seed, plan.player, plan.key, 'firm');
    this.firm = inventFirm(plan, random);
    this.firstClientId = 1_000_000 + random.integer(0, 90_000);
    this.clientCount = Math.max(12, Math.min(25_000, Math.ceil(plan.invoices / 4)));
    const currencies = new Map(
      this.clientIds().map((id) => [id, this.currencyFor((this.client(id) as BookClient).country)]),
    );
    const documents = inventBookDocuments(
      plan,
      this.clientIds(),
      (id) => currencies.get(id) as string,
    );
    for (const document of documents) this.put(document);
  }

  /** what the country pays in */
  get currency(): string {
    return this.plan.country === 'HU' ? 'HUF' : 'PLN';
  }

  /** All documents in the order of their ids. */
  documents(): readonly BookDocument[] {
    return this.remembered('all', () => [...this.byId.values()]);
  }

  document(id: number): BookDocument | undefined {
    return this.byId.get(id);
  }

  /**
   * Something made of these books, remembered until they change, so that deep pages cost what the first one does.
   * @param name says what is in it and everything it depends on, such as the filters of a list
   */
  remembered<T>(name: string, make: () => readonly T[]): readonly T[] {
    const known = this.lists.get(name);
    if (known !== undefined) return known as readonly T[];
    const made = make();
    if (this.lists.size >= REMEMBERED_LISTS) this.lists.clear();
    this.lists.set(name, made);
    return made;
  }

  linesOf(document: BookDocument): readonly BookLine[] {
    return document.lines ?? madeUpLines(this.plan, document);
  }

  /** where a document in this currency is to be paid */
  accountFor(currency: string): BookAccount {
    const { accounts } = this.firm;
    return (
      accounts.find((account) => account.currency === currency) ?? (accounts[0] as BookAccount)
    );
  }

  /** Adds a document or takes the place of the one with its id. */
  put(document: BookDocument): void {
    this.byId.set(document.id, document);
    if (document.number !== null) this.takenNumbers.add(document.number);
    this.lastId = Math.max(this.lastId, document.id);
    this.lists.clear();
  }

  remove(id: number): void {
    this.byId.delete(id);
    this.lists.clear();
  }

  nextDocumentId(): number {
    return this.lastId + 1;
  }

  /** the next free number of its kind */
  numberFor(kind: BookDocument['kind'], issuedOn: string): string {
    for (;;) {
      const number = documentNumber(this.plan.country, kind, issuedOn, this.numbers);
      if (!this.takenNumbers.has(number)) return number;
    }
  }

  clientIds(): readonly number[] {
    return Array.from({ length: this.clientCount }, (_, index) => this.firstClientId + index);
  }

  /** all of them, made up one by one: use it for lists only */
  clients(): readonly BookClient[] {
    return this.remembered('clients', () =>
      this.clientIds().map((id) => this.client(id) as BookClient),
    );
  }

  client(id: number): BookClient | undefined {
    const index = id - this.firstClientId;
    if (!Number.isInteger(index) || index < 0 || index >= this.clientCount) return undefined;
    const { plan } = this;
    return (
      this.changedClients.get(id) ??
      inventBookClient(
        id,
        plan.country,
        `${plan.startDay}T00:00:00.000Z`,
        new SeededRandom(plan.seed, plan.player, plan.key, 'client', id),
      )
    );
  }

  /** @returns the id of a new client that looks like the others */
  addClient(): number {
    this.clientCount += 1;
    this.lists.clear();
    return this.firstClientId + this.clientCount - 1;
  }

  changeClient(client: BookClient): void {
    this.changedClients.set(client.id, client);
    this.lists.clear();
  }

  private currencyFor(country: string): string {
    if (country === 'DE') return 'EUR';
    return country === 'HU' ? 'HUF' : 'PLN';
  }
}

function inventFirm(plan: BooksPlan, random: SeededRandom): BookFirm {
  const name = plan.key.replace(/^sandbox-/, '');
  if (plan.country === 'HU') {
    const accounts = ['HUF', 'EUR'].map((currency, index) => {
      const digits = hungarianBankAccount(random);
      return {
        id: 700_100 + index,
        currency,
        accountNumber: `${digits.slice(0, 8)}-${digits.slice(8, 16)}-${digits.slice(16)}`,
        iban: hungarianIban(digits),
        swift: 'DOBRHUHB',
        bankName: 'Jó Bank Zrt.',
      };
    });
    return {
      name: `${random.pick(['Tölgy Bútor', 'Könyvelőiroda', 'Alföldi Szállítás', 'Nyomdaház'])} ${name} Kft.`,
      taxNumber: hungarianTaxNumber(random),
      street: 'Váci utca 12.',
      postalCode: '1052',
      city: 'Budapest',
      country: 'HU',
      accounts,
    };
  }
  const accounts = ['PLN', 'EUR'].map((currency, index) => {
    const accountNumber = polishBankAccount(random);
    return {
      id: 700_100 + index,
      currency,
      accountNumber,
      iban: `PL${accountNumber}`,
      swift: 'DOBRPLPW',
      bankName: 'Dobry bank',
    };
  });
  return {
    name: `${random.pick(['Meble Dębowe', 'Usługi Księgowe', 'Transport i Spedycja', 'Druk i Grafika'])} ${name} Sp. z o.o.`,
    taxNumber: polishTaxNumber(random),
    street: 'Długa 12',
    postalCode: '00-238',
    city: 'Warszawa',
    country: 'PL',
    accounts,
  };
}
