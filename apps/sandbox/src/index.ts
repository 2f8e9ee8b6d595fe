export { startSandbox, type Sandbox, type SandboxOptions } from './start-sandbox.js';
export type { InfaktControl, CompanyState, IssueOrder } from './control/infakt-control.js';
export type { BooksMix } from './books/books-plan.js';
export type { FaultKind, FaultOrder } from './serving/fault-book.js';
export type { LoggedRequest, RequestReport } from './serving/request-log.js';
export { movableClock, realClock, type Clock } from './clock.js';
export { startMailCatcher, type MailCatcher, type MailCatcherOptions } from './mail-catcher.js';
export type { MailControl, MailLine } from './mail/mail-control.js';
export type { ImapFaultOrder } from './imap/imap-faults.js';
export { BooksControl, type BookOrder, type BooksState } from './control/books-control.js';
export type { Books } from './books/books.js';
export type { BookClient } from './books/book-client.js';
export {
  type BookDocument,
  type BookPayment,
  openMinor,
  paidMinor,
  settledOn,
} from './books/book-document.js';
export type { PlayerControl } from './control/player-control.js';
export { type IssuedFacts, isInKsef, issuedFacts } from './ksef/issued-facts.js';
export { ksefNumberOf } from './ksef/stored-documents.js';
