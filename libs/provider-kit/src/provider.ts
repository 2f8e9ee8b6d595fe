import type { LocalDate } from '@invoicetracker/calendar';

import type { Cursor, Page, SetAside } from './page.js';
import type { BankAccountRecord, ClientRecord, InvoiceRecord } from './records.js';

/**
 * What every connector offers: a name and a way to prove that a connection works. Everything else is a capability,
 * implemented or absent: the host asks `'listClients' in provider`, never catches "not supported".
 */
export interface Provider
  extends
    Partial<ListsOpenReceivables>,
    Partial<ReadsInvoices>,
    Partial<ListsClients>,
    Partial<ReadsClients>,
    Partial<ListsBankAccounts> {
  readonly name: string;
  /** @throws ProviderError `reconnect` when the key is refused */
  testConnection(context: ProviderContext): Promise<ConnectionProof>;
}

export interface ListsOpenReceivables {
  /** One page of what is owed and due by `dueUntil`, with the corrections that touch it. Pass null to begin. */
  listOpenReceivables(
    context: ProviderContext,
    query: ReceivablesQuery,
    cursor: Cursor | null,
  ): Promise<Page<InvoiceRecord>>;
}

export interface ReceivablesQuery {
  readonly dueUntil: LocalDate;
  /**
   * Also read corrections issued from this day on. Without it a connector reads those issued since the oldest open
   * document it met in the same pass, which is enough for everything it listed.
   */
  readonly correctionsSince?: LocalDate;
}

export interface ReadsInvoices {
  /** The document as it is now; `gone` when the provider no longer has it. */
  getInvoice(context: ProviderContext, ref: InvoiceRef): Promise<InvoiceRecord | 'gone'>;
}

export interface InvoiceRef {
  readonly collection: string;
  readonly externalId: string;
}

export interface ListsClients {
  listClients(context: ProviderContext, cursor: Cursor | null): Promise<Page<ClientRecord>>;
}

export interface ReadsClients {
  getClient(context: ProviderContext, externalId: string): Promise<ClientRecord | 'gone'>;
}

export interface ListsBankAccounts {
  /** All of them at once: a firm has a handful. */
  listBankAccounts(context: ProviderContext): Promise<BankAccountList>;
}

export interface BankAccountList {
  readonly records: readonly BankAccountRecord[];
  readonly setAside: readonly SetAside[];
}

export interface ConnectionProof {
  readonly ok: true;
  /** the firm behind the key, when the provider tells */
  readonly companyName: string | null;
}

/** A connector does no networking of its own: the host's transport governs, counts, retries and times out. */
export interface ProviderContext {
  readonly request: (request: ProviderRequest) => Promise<ProviderResponse>;
}

export interface ProviderRequest {
  readonly method: 'GET' | 'POST';
  /** below the base URL, with a leading slash */
  readonly path: string;
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** sent as JSON */
  readonly body?: unknown;
}

export interface ProviderResponse {
  readonly status: number;
  /** lower-case names */
  readonly headers: Readonly<Record<string, string>>;
  /** parsed JSON; undefined when an answer other than 2xx carried none */
  readonly body: unknown;
  /** the provider told this transport to slow down a short while ago; some then answer 403 from a blocked address */
  readonly wasThrottled: boolean;
}
