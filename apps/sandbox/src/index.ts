export { startSandbox, type Sandbox, type SandboxOptions } from './start-sandbox.js';
export type { InfaktControl, CompanyState, IssueOrder } from './control/infakt-control.js';
export type { CompanyMix } from './infakt/company-plan.js';
export type { FaultKind, FaultOrder } from './infakt/fault-book.js';
export type { LoggedRequest, RequestReport } from './infakt/request-log.js';
export { movableClock, realClock, type Clock } from './clock.js';
export { startMailCatcher, type MailCatcher, type MailCatcherOptions } from './mail-catcher.js';
