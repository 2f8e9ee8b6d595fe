// Stands in until libs/api-client is generated; nothing outside this folder imports it.
export interface Money {
  amount: string;
  currency: string;
}
export interface SignInBody {
  username: string;
  password: string;
}
export interface SessionView {
  accessToken: string;
  expiresInSeconds: number;
}
export interface MeView {
  id: string;
  username: string;
  name: string;
  language: 'pl' | 'en' | 'hu' | 'de';
  isInstanceAdmin: boolean;
  memberships: MembershipView[];
}
export interface MembershipView {
  accountId: string;
  accountName: string;
  role: 'admin' | 'accountant' | 'viewer';
  currency: string;
  timeZone: string;
}
export interface AccountView {
  id: string;
  name: string;
  legalName: string;
  taxNumber: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  country: string;
  email: string | null;
  phone: string | null;
  contactPerson: string | null;
  bankAccount: string | null;
  bankName: string | null;
  timeZone: string;
  currency: string;
  language: 'pl' | 'en' | 'hu' | 'de';
  staffEmails: string[];
  isAutomaticSending: boolean;
  automaticSendingSince: string | null;
  version: number;
  schedule: ScheduleView;
}
export interface ScheduleView {
  syncFrom: string;
  syncUntil: string;
  syncEveryMinutes: number;
  dailyRunAt: string;
  sendFrom: string;
  sendUntil: string;
  sendWeekdays: number[];
  /** holidays of the client's country are skipped */ isHolidaySkipped: boolean;
  freshnessMinutes: number;
  caseOpensOffsetDays: number;
  minGapDays: number;
  dailyNoticeCap: number;
}
export interface SetupView {
  hasCompanyDetails: boolean;
  hasConnection: boolean;
  hasSyncedOnce: boolean;
  hasSender: boolean;
  isSenderTested: boolean;
  isAutomaticSending: boolean;
  today: string;
  now: string;
  lastGoodSyncAt: string | null;
  activeCases: number;
  noticesNeedingAttention: number;
}
export interface OverviewView {
  asOf: string;
  byCurrency: { balance: Money; overdue: Money; activeCases: number; overdueCases: number }[];
  byStage: { stageKey: string | null; cases: number }[];
  nextDays: { on: string; cases: number }[];
  closedLast30Days: { reason: string; cases: number }[];
  lastRun: DailyRunView | null;
}
export interface DailyRunView {
  onDay: string;
  state: string;
  startedAt: string | null;
  finishedAt: string | null;
  decided: number;
  moved: number;
  paused: number;
  closed: number;
  notices: number;
  errorDetail: string | null;
}
export interface ConnectionBody {
  provider: 'infakt';
  name: string;
  apiKey: string;
}
export interface ConnectionPatch {
  name?: string;
  apiKey?: string;
  isPaused?: boolean;
}
export interface ConnectionView {
  id: string;
  provider: 'infakt';
  name: string;
  state: 'active' | 'paused' | 'needs_reconnect';
  hasKey: true;
  keySetAt: string;
  lastTestedAt: string | null;
  lastTestOk: boolean | null;
  lastGoodSyncAt: string | null;
  nextSyncAt: string | null;
  lastRun: SyncRunView | null;
  version: number;
}
export interface ConnectionTestView {
  ok: boolean;
  companyName: string | null;
  problem: {
    code: string;
    actor: 'reconnect' | 'retry' | 'reject' | 'bug';
    detail: string;
    reference: string;
  } | null;
}
export interface SyncRunView {
  id: string;
  connectionId: string;
  connectionName: string;
  provider: string;
  trigger: 'person' | 'schedule' | 'command';
  startedBy: string | null;
  state: 'queued' | 'running' | 'succeeded' | 'paused' | 'failed';
  phase: 'clients' | 'invoices' | 'corrections' | 'rechecks' | null;
  counts: {
    new: number;
    updated: number;
    closed: number;
    skipped: number;
    lines: number;
    clients: number;
    apiCalls: number;
    retries: number;
    setAside: number;
    pages: number;
  };
  total: number | null;
  seen: number;
  queuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  durationMs: number | null;
  error: { code: string; actor: string; detail: string } | null;
  isBudgetSpent: boolean;
}
export interface SyncIssueView {
  id: string;
  collection: string;
  externalId: string | null;
  reason: string;
  detail: string;
  record: unknown;
  at: string;
}
export interface CaseRow {
  id: string;
  invoiceId: string;
  number: string;
  client: { id: string; name: string };
  balance: Money;
  gross: Money;
  dueOn: string;
  daysPastDue: number;
  stageKey: string | null;
  state: 'active' | 'closed';
  closedReason: string | null;
  closedOn: string | null;
  nextOn: string | null;
  nextStageKey: string | null;
  nextReason: string | null;
  isReadyForHandOver: boolean;
  hold: { reason: string; until: string | null } | null;
}
export interface CasePage {
  items: CaseRow[];
  nextCursor: string | null;
  total: number | null;
  isTotalCapped: boolean;
}
export interface CaseView extends CaseRow {
  cycle: number;
  openedOn: string;
  legalDueOn: string;
  invoice: {
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
    source: { provider: string | null; connectionName: string | null; externalId: string | null };
  };
  clientDetails: ClientView;
  timeline: CaseEventView[];
  plan: PlannedStepView[];
  stages: CaseStageView[];
}
export interface InvoiceLineView {
  position: number;
  name: string;
  quantity: string;
  unit: string | null;
  unitNet: Money;
  net: Money;
  gross: Money;
  taxSymbol: string | null;
}
export interface AllocationView {
  on: string;
  amount: Money;
  source: 'provider' | 'manual' | 'bank' | 'credit_note';
  note: string | null;
}
export interface ClientView {
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
  contacts: {
    id: string;
    email: string;
    name: string | null;
    isDunning: boolean;
    isRefused: boolean;
    source: string;
  }[];
  otherActiveCases: number;
}
export interface CaseEventView {
  id: string;
  at: string;
  onDay: string;
  kind: string;
  actor: string | null;
  data: Record<string, unknown>;
}
export interface PlannedStepView {
  on: string;
  stageKey: string;
  audience: 'client' | 'staff';
  reason: string;
}
export interface CaseStageView {
  stageKey: string;
  position: number;
  offsetDays: number;
  audience: string;
  dueOn: string;
  outcome: 'pending' | 'counted' | 'refused' | 'unknown' | 'lapsed' | null;
  on: string | null;
  noticeId: string | null;
}
export interface NoticeRow {
  id: string;
  client: { id: string; name: string };
  stageKey: string;
  audience: 'client' | 'staff';
  channel: 'email';
  language: string;
  state:
    | 'planned'
    | 'claimed'
    | 'handing_over'
    | 'sent'
    | 'deferred'
    | 'refused'
    | 'unknown'
    | 'cancelled'
    | 'held';
  reason: string | null;
  plannedOn: string;
  notBefore: string | null;
  amounts: Money[];
  caseCount: number;
  recipients: string[];
  subject: string | null;
  sentAt: string | null;
  attempts: number;
}
export interface NoticeView extends NoticeRow {
  bodyText: string | null;
  bodyHtml: string | null;
  cases: { caseId: string; number: string; stageKey: string; amount: Money; dueOn: string }[];
  deliveries: DeliveryView[];
}
export interface DeliveryView {
  id: string;
  recipient: string;
  messageId: string | null;
  state: 'planned' | 'handing_over' | 'accepted' | 'refused' | 'deferred' | 'unknown' | 'skipped';
  serverCode: number | null;
  serverAnswer: string | null;
  attempts: number;
  handedOverAt: string | null;
  finishedAt: string | null;
}
export interface SendingPreview {
  id: string;
  asOf: string;
  items: {
    client: { id: string; name: string };
    stageKey: string;
    audience: string;
    amounts: Money[];
    caseCount: number;
    recipients: string[];
    subject: string;
    bodyText: string;
    bodyHtml: string;
  }[];
  totals: Money[];
  noticeCount: number;
  isTruncated: boolean;
  problems: { code: string; detail: string }[];
}
export interface SenderBody {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  username: string | null;
  password?: string;
  fromName: string;
  fromEmail: string;
  replyTo: string | null;
}
export interface SenderView extends Omit<SenderBody, 'password'> {
  hasPassword: boolean;
  lastTestedAt: string | null;
  lastTestOk: boolean | null;
  lastTestDetail: string | null;
  version: number;
}
export interface SenderTestView {
  ok: boolean;
  serverAnswer: string | null;
  problem: { code: string; detail: string; reference: string } | null;
}
export interface PolicyView {
  version: number;
  caseOpensOffsetDays: number;
  minGapDays: number;
  stages: {
    key: string;
    position: number;
    offsetDays: number;
    audience: 'client' | 'staff';
    isEnabled: boolean;
  }[];
}
export interface PolicyBody {
  caseOpensOffsetDays: number;
  minGapDays: number;
  stages: { key: string; offsetDays: number; isEnabled: boolean; audience: 'client' | 'staff' }[];
}
export interface TemplateSummary {
  stageKey: string;
  language: 'pl' | 'en' | 'hu' | 'de';
  version: number;
  isShipped: boolean;
  subject: string;
  updatedAt: string | null;
  updatedBy: string | null;
}
export interface TemplateView extends TemplateSummary {
  body: string;
  fields: { name: string; description: string; example: string }[];
  versions: { version: number; createdAt: string; createdBy: string | null }[];
}
export interface TemplatePreview {
  subject: string;
  bodyText: string;
  bodyHtml: string;
  problems: { code: string; detail: string; line: number | null }[];
}

type Op<R, P, Q = never, B = never> = {
  parameters: { query?: Q; header?: never; path: P; cookie?: never };
  requestBody: { content: { 'application/json': B } };
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': R } } };
};
type Read<R, P, Q = never> = Omit<Op<R, P, Q>, 'requestBody'> & { requestBody?: never };
type A = { accountId: string };
type Items<T> = { items: T[] };
type Paged<T> = { items: T[]; nextCursor: string | null };
export interface InstanceView {
  name: string;
  version: string;
  isDemo: boolean;
  mailCatcherUrl: string | null;
  docsUrl: string | null;
}
export interface MeBody {
  language?: MeView['language'];
  name?: string;
}
export type AccountPatch = Partial<
  Omit<AccountView, 'id' | 'version' | 'isAutomaticSending' | 'automaticSendingSince' | 'schedule'>
> & { schedule?: Partial<ScheduleView> };
export interface TemplateBody {
  subject: string;
  body: string;
}
export type ClientHit = { id: string; name: string; taxNumber: string | null };
export interface paths {
  '/api/v1/instance': { get: Read<InstanceView, never> };
  '/api/v1/auth/sign-in': { post: Op<SessionView, never, never, SignInBody> };
  '/api/v1/auth/refresh': { post: Read<SessionView, never> };
  '/api/v1/auth/sign-out': { post: Read<undefined, never> };
  '/api/v1/me': { get: Read<MeView, never>; patch: Op<MeView, never, never, MeBody> };
  '/api/v1/accounts/{accountId}': {
    get: Read<AccountView, A>;
    patch: Op<AccountView, A, never, AccountPatch>;
  };
  '/api/v1/accounts/{accountId}/setup': { get: Read<SetupView, A> };
  '/api/v1/accounts/{accountId}/overview': { get: Read<OverviewView, A> };
  '/api/v1/accounts/{accountId}/connections': {
    get: Read<Items<ConnectionView>, A>;
    post: Op<ConnectionView, A, never, ConnectionBody>;
  };
  '/api/v1/accounts/{accountId}/connections/test': {
    post: Op<ConnectionTestView, A, never, { provider: 'infakt'; apiKey: string }>;
  };
  '/api/v1/accounts/{accountId}/connections/{connectionId}': {
    patch: Op<ConnectionView, A & { connectionId: string }, never, ConnectionPatch>;
    delete: Read<undefined, A & { connectionId: string }>;
  };
  '/api/v1/accounts/{accountId}/connections/{connectionId}/test': {
    post: Read<ConnectionTestView, A & { connectionId: string }>;
  };
  '/api/v1/accounts/{accountId}/connections/{connectionId}/syncs': {
    post: Read<SyncRunView, A & { connectionId: string }>;
  };
  '/api/v1/accounts/{accountId}/sync-runs': {
    get: Read<
      Paged<SyncRunView>,
      A,
      { connectionId?: string; state?: string; cursor?: string; limit?: number }
    >;
  };
  '/api/v1/accounts/{accountId}/sync-runs/{runId}': {
    get: Read<SyncRunView, A & { runId: string }>;
  };
  '/api/v1/accounts/{accountId}/sync-runs/{runId}/issues': {
    get: Read<Paged<SyncIssueView>, A & { runId: string }, { cursor?: string; limit?: number }>;
  };
  '/api/v1/accounts/{accountId}/cases': { get: Read<CasePage, A, CaseListQuery> };
  '/api/v1/accounts/{accountId}/cases/{caseId}': { get: Read<CaseView, A & { caseId: string }> };
  '/api/v1/accounts/{accountId}/cases/{caseId}/hold': {
    post: Op<CaseView, A & { caseId: string }, never, { reason: string; until: string | null }>;
    delete: Read<CaseView, A & { caseId: string }>;
  };
  '/api/v1/accounts/{accountId}/clients': { get: Read<Items<ClientHit>, A, { q?: string }> };
  '/api/v1/accounts/{accountId}/notices': {
    get: Read<
      {
        items: NoticeRow[];
        nextCursor: string | null;
        total?: number | null;
        isTotalCapped?: boolean;
      },
      A,
      { state?: string; cursor?: string; limit?: number; total?: boolean }
    >;
  };
  '/api/v1/accounts/{accountId}/notices/{noticeId}': {
    get: Read<NoticeView, A & { noticeId: string }>;
  };
  '/api/v1/accounts/{accountId}/notices/{noticeId}/retry': {
    post: Read<NoticeView, A & { noticeId: string }>;
  };
  '/api/v1/accounts/{accountId}/notices/{noticeId}/resolve': {
    post: Op<NoticeView, A & { noticeId: string }, never, { outcome: 'sent' | 'not_sent' }>;
  };
  '/api/v1/accounts/{accountId}/notices/{noticeId}/cancel': {
    post: Read<NoticeView, A & { noticeId: string }>;
  };
  '/api/v1/accounts/{accountId}/sending/preview': { get: Read<SendingPreview, A> };
  '/api/v1/accounts/{accountId}/sending/switch': {
    post: Op<AccountView, A, never, { isOn: boolean; previewId?: string }>;
  };
  '/api/v1/accounts/{accountId}/sender': {
    get: Read<SenderView, A>;
    put: Op<SenderView, A, never, SenderBody>;
  };
  '/api/v1/accounts/{accountId}/sender/test': {
    post: Op<SenderTestView, A, never, { to: string }>;
  };
  '/api/v1/accounts/{accountId}/policy': {
    get: Read<PolicyView, A>;
    put: Op<PolicyView, A, never, PolicyBody>;
  };
  '/api/v1/accounts/{accountId}/templates': { get: Read<Items<TemplateSummary>, A> };
  '/api/v1/accounts/{accountId}/templates/{stageKey}/{language}': {
    get: Read<TemplateView, A & { stageKey: string; language: string }>;
    put: Op<TemplateView, A & { stageKey: string; language: string }, never, TemplateBody>;
  };
  '/api/v1/accounts/{accountId}/templates/{stageKey}/{language}/preview': {
    post: Op<
      TemplatePreview,
      A & { stageKey: string; language: string },
      never,
      TemplateBody & { caseId?: string }
    >;
  };
  '/api/v1/accounts/{accountId}/templates/{stageKey}/{language}/restore': {
    post: Op<TemplateView, A & { stageKey: string; language: string }, never, { version: number }>;
  };
}
export interface CaseListQuery {
  state?: 'active' | 'closed';
  stage?: string;
  client?: string;
  minAmount?: string;
  maxAmount?: string;
  currency?: string;
  minDaysPastDue?: number;
  maxDaysPastDue?: number;
  dueFrom?: string;
  dueTo?: string;
  q?: string;
  sort?: string;
  limit?: number;
  cursor?: string;
  total?: boolean;
}
