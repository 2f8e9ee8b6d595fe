import { Money } from '../../platform/http/money.dto.js';
import { CaseRow } from './cases.dto.js';
import { DisputeView } from './disputes/disputes.dto.js';
import { AnswerView } from './evaluations/evaluations.dto.js';
import { HoldView } from './holds/holds.dto.js';
import { PromiseView } from './promises/promises.dto.js';

export class InvoiceLineView {
  position: number;
  name: string;
  /** Decimal text, e.g. "2.5" */
  quantity: string;
  unit: string | null;
  unitNet: Money;
  net: Money;
  gross: Money;
  taxSymbol: string | null;
}

export class AllocationView {
  on: string;
  amount: Money;
  source: 'provider' | 'manual' | 'bank' | 'credit_note';
  note: string | null;
}

export class InvoiceSource {
  provider: string | null;
  connectionName: string | null;
  externalId: string | null;
}

export class CaseInvoiceView {
  id: string;
  number: string;
  kind: string;
  issuedOn: string | null;
  soldOn: string | null;
  dueOn: string;
  net: Money;
  tax: Money;
  gross: Money;
  paid: Money;
  balance: Money;
  paymentMethod: string | null;
  bankAccount: string | null;
  bankName: string | null;
  ksefNumber: string | null;
  isSplitPayment: boolean;
  lines: InvoiceLineView[];
  payments: AllocationView[];
  source: InvoiceSource;
}

export class ContactView {
  id: string;
  email: string;
  name: string | null;
  /** Notices go to this address. */
  isDunning: boolean;
  /** A server has refused the address for good. */
  isRefused: boolean;
  source: string;
}

export class ClientView {
  id: string;
  name: string;
  kind: 'business' | 'person';
  taxNumber: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  country: string;
  phone: string | null;
  language: string;
  /** Whether it gets a message for each invoice; null as the account has it. */
  isNoticePerInvoice: boolean | null;
  isAccountNoticePerInvoice: boolean;
  contacts: ContactView[];
  otherActiveCases: number;
}

export class CaseEventView {
  id: string;
  at: string;
  onDay: string;
  kind: string;
  /** The name of the person who did it; null where the product did it by itself. */
  actor: string | null;
  data: Record<string, unknown>;
}

export class PlannedStepView {
  on: string;
  stageKey: string;
  audience: 'client' | 'staff';
  /** The instalment it is about; null where it is about the whole debt. */
  instalmentOn: string | null;
  reason: string;
}

export class CaseStageView {
  stageKey: string;
  position: number;
  offsetDays: number;
  audience: 'client' | 'staff';
  dueOn: string;
  outcome: 'pending' | 'counted' | 'refused' | 'unknown' | 'lapsed' | null;
  on: string | null;
  noticeId: string | null;
}

export class CaseView extends CaseRow {
  /** Why it does today what it does, as it stands this minute; null once it is closed. */
  todaysAnswer: AnswerView | null;
  cycle: number;
  openedOn: string;
  /** The due date the law gives when the agreed one falls on a day off. */
  legalDueOn: string;
  invoice: CaseInvoiceView;
  clientDetails: ClientView;
  /** All that stops its reminders today: its own holds, its client's and the account's. */
  holds: HoldView[];
  /** What the client has promised, the last first. */
  promises: PromiseView[];
  /** What the client contests, the last first. */
  disputes: DisputeView[];
  timeline: CaseEventView[];
  /** What would happen on which day if nothing changes and every notice is accepted. */
  plan: PlannedStepView[];
  stages: CaseStageView[];
}
