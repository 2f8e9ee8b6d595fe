import type { LocalDate } from '@invoicetracker/calendar';

import type { Credentials } from './credentials.js';
import type { Cursor, Page, SetAside } from './page.js';
import type { ProviderDescription } from './provider-description.js';
import type { BankAccountRecord, ClientRecord, InvoiceRecord } from './records.js';

/**
 * What every connector offers: what it is, how credentials travel, and a way to prove that a connection works. Everything
 * else is a capability, implemented or absent: the host asks `provider.listClients === undefined`, never catches
 * "not supported".
 */
export interface Provider
  extends
    Partial<ListsOpenReceivables>,
    Partial<ListsChangedInvoices>,
    Partial<ReadsInvoices>,
    Partial<DownloadsInvoices>,
    Partial<RecordsPayments>,
    Partial<ReadsWebhooks>,
    Partial<ListsClients>,
    Partial<ReadsClients>,
    Partial<SwitchesOffOwnReminders>,
    Partial<ListsBankAccounts> {
  readonly description: ProviderDescription;
  /** How these credentials travel with every request; they have been held against `description.credentials`. */
  access(credentials: Credentials): ProviderAccess;
  /** For providers that report trouble in an answer that looks well (HTTP 200): told before the answer is used. */
  troubleIn?(answer: Pick<ProviderResponse, 'status' | 'body'>): ProviderTrouble | null;
  /** @throws ProviderError `reconnect` when the key is refused */
  testConnection(context: ProviderContext): Promise<ConnectionProof>;
}

/** `throttled`: too many requests; `failing`: a fault of the provider's own that passes. Both are tried again. */
export type ProviderTrouble = 'throttled' | 'failing';

export interface ProviderAccess {
  readonly headers?: Readonly<Record<string, string>>;
  /** appended to the query of every request; never logged */
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** values for the `{name}` places of the base address, each one label of a host or a path */
  readonly addressParts?: Readonly<Record<string, string>>;
  /** Whose requests the provider counts together, where it is not everybody from one address: such as a tax number. */
  readonly limitScope?: string;
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

/**
 * For providers that can tell what changed. A page may hold documents of any state, paid and cancelled ones too, and is
 * in whatever order the provider has; nothing is concluded from a document that is absent.
 */
export interface ListsChangedInvoices {
  /** What changed at or after `since` (with an overlap, so that repeats are normal). Pass null to begin. */
  listChangedInvoices(
    context: ProviderContext,
    since: Date,
    cursor: Cursor | null,
  ): Promise<Page<InvoiceRecord>>;
}

/** Tells the provider that money came in. Only called when the account has switched it on. */
export interface RecordsPayments {
  readonly paymentRules: {
    /** false: a document can only be marked as paid as a whole */
    readonly takesPartOfIt: boolean;
  };
  /**
   * Records one payment, or finds that it is there already: called again after a crash it must not record twice, so it
   * reads what the provider has first.
   *
   * @throws ProviderError `reject` when the provider's rules forbid it (a part where only the whole goes, a cancelled
   *   document); `retry` when it is not known yet whether it was taken (an asynchronous task still running)
   */
  recordPayment(
    context: ProviderContext,
    ref: InvoiceRef,
    payment: PaymentToRecord,
  ): Promise<'recorded' | 'already-there'>;
}

export interface PaymentToRecord {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly paidOn: LocalDate;
  /** What our payment is called, to be found again where the provider keeps a text; at most 60 characters. */
  readonly reference: string;
  /**
   * How many payments of the same amount and day were recorded on this document by us before. Where our reference is not
   * kept, only what goes beyond them can be this one.
   */
  readonly twinsTold?: number;
}

/** Reads what a provider sends to us by itself. A webhook is only a hint: the host reads the document again. */
export interface ReadsWebhooks {
  readonly webhookRules: {
    /** `provider`: it makes the secret up and the firm brings it to us; `us`: we do, and the firm enters it there. */
    readonly secretFrom: 'provider' | 'us';
    /** The vendor's page that says where a webhook is set up. */
    readonly helpUrl: string;
  };
  /**
   * @param secret what the firm and the provider agreed on for this connection; null as long as it is not known
   * @returns what it means; `refused` when the signature or the secret does not fit, or there is none to check with
   */
  readWebhook(call: WebhookCall, secret: string | null): WebhookMeaning;
}

export interface WebhookCall {
  /** lower-case names */
  readonly headers: Readonly<Record<string, string>>;
  /** the bytes that came, before anything read them */
  readonly rawBody: Buffer;
}

export type WebhookMeaning =
  | { readonly kind: 'refused' }
  /** The provider wants this answer before it begins. */
  | { readonly kind: 'challenge'; readonly answer: unknown }
  | {
      readonly kind: 'event';
      /** the same over all repetitions of one event; null where the provider gives none */
      readonly eventId: string | null;
      /** documents to read again; where the provider does not say which list they are in, the likeliest one */
      readonly about: readonly InvoiceRef[];
    }
  /** Understood and of no concern. */
  | { readonly kind: 'ignored' };

export interface ReadsInvoices {
  /** The document as it is now; `gone` when the provider no longer has it. */
  getInvoice(context: ProviderContext, ref: InvoiceRef): Promise<InvoiceRecord | 'gone'>;
}

/** For providers that hand a document out as the client got it. */
export interface DownloadsInvoices {
  readonly downloadRules: {
    /** true: fetching it changes what the firm sees there (inFakt then says "printed") */
    readonly leavesTrace: boolean;
  };
  /**
   * The document as a PDF, held against its first and last bytes (`requirePdf`); `gone` when the provider no longer has
   * it.
   *
   * @throws ProviderError `retry` when it is not ready yet or came damaged; `reject` / `answer-too-large`
   */
  downloadInvoice(context: ProviderContext, ref: InvoiceRef): Promise<Buffer | 'gone'>;
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

/** For providers that remind clients by themselves and let themselves be told not to. */
export interface SwitchesOffOwnReminders {
  /**
   * Tells the provider to stop reminding this client. May be called again.
   *
   * @throws ProviderError `reject` when the provider refuses; the host reads the client again and believes only that
   */
  switchOffOwnReminders(context: ProviderContext, clientExternalId: string): Promise<void>;
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
  /** for what cannot travel by `access`, such as a token that is exchanged for another */
  readonly credentials: Credentials;
  /** What a connector keeps while this context lives, such as an access token; never stored. */
  readonly memory: Map<string, unknown>;
  /**
   * Which of these documents the host has read already, by their external ids; for providers whose documents never
   * change, so that none is asked for twice. Left out: none.
   */
  readonly knownAmong?: (
    collection: string,
    externalIds: readonly string[],
  ) => Promise<ReadonlySet<string>>;
  /** For providers that work on an answer and are asked again whether it is ready. Rejects when the run is stopped. */
  readonly wait: (ms: number) => Promise<void>;
}

export interface ProviderRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** below the base URL, with a leading slash */
  readonly path: string;
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** sent as JSON; a string goes as it is, with a content type among `headers` (XML) */
  readonly body?: unknown;
  /** besides those of `access`, and over them */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Reads although its method is not GET: it changes nothing, so it may be repeated and counts as a read. Left out: only
   * GET does.
   */
  readonly isRead?: boolean;
  /**
   * How it fails says nothing of the rest: a page that cannot be drawn must not keep everybody from reading invoices there.
   */
  readonly isAside?: boolean;
  /** Which of the provider's limits it counts towards; left out: `read` or `write`. */
  readonly limit?: string;
  /**
   * What a good answer is; `text` comes back as a string (XML), `bytes` as a Buffer, or parsed where the provider answers
   * with JSON in spite of that. Left out: JSON.
   */
  readonly answer?: 'json' | 'text' | 'bytes';
  /** Largest answer that is of any use, where that is less than what the host takes. */
  readonly maxBytes?: number;
}

export interface ProviderResponse {
  readonly status: number;
  /** lower-case names */
  readonly headers: Readonly<Record<string, string>>;
  /** parsed JSON, or the text or bytes when that was asked for; undefined when an answer other than 2xx carried no JSON */
  readonly body: unknown;
  /** the provider told this transport to slow down a short while ago; some then answer 403 from a blocked address */
  readonly wasThrottled: boolean;
}
