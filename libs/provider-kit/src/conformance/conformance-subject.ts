import type { LocalDate } from '@invoicetracker/calendar';

import type { Credentials } from '../credentials.js';
import type {
  DownloadsInvoices,
  InvoiceRef,
  ListsChangedInvoices,
  ListsClients,
  ListsOpenReceivables,
  Provider,
  ReadsClients,
  ReadsInvoices,
} from '../provider.js';
import type { ConformanceFault } from './conformance-fault.js';
import type { ListingSubject } from './listing-promises.js';

/** A connector together with a server it can be tried on. */
export interface ConformanceSubject {
  readonly provider: Provider &
    ListsOpenReceivables &
    ReadsInvoices &
    DownloadsInvoices &
    ListsClients &
    ReadsClients;
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** well-formed, and open nothing */
  readonly wrongCredentials: Credentials;
  readonly dueUntil: LocalDate;
  /** what is open and due by then, without corrections; more than two pages of it in the first collection */
  openDocuments(): readonly InvoiceRef[];
  clientIds(): readonly string[];
  fault(kind: ConformanceFault, times: number): void;
  /** the same where a document is handed out */
  faultDownload(kind: ConformanceFault, times: number): void;
  pay(ref: InvoiceRef): void;
  remove(ref: InvoiceRef): void;
  close(): Promise<void>;
}

/** A connector whose provider keeps documents as they were issued, together with a server it can be tried on. */
export interface ArchiveSubject extends ListingSubject {
  readonly provider: Provider & ListsChangedInvoices & ReadsInvoices;
  /** adds a document later than all others */
  issue(): InvoiceRef;
  close(): Promise<void>;
}
