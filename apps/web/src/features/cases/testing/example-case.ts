import type { CaseRow, CaseView, PromiseView } from '../../../shared/api/schemas.js';

const pln = (amount: string) => ({ amount, currency: 'PLN' });

/** A case 20 days past due at the third stage, for the specs of this folder. */
export const exampleRow = (change: Partial<CaseRow> = {}): CaseRow => ({
  id: '01997d3f-0001-7c41-9a55-0f3e6f6f2a10',
  invoiceId: '01997d3f-0002-7c41-9a55-0f3e6f6f2a10',
  number: 'FV 12/10/2026',
  client: { id: '01997d3f-0003-7c41-9a55-0f3e6f6f2a10', name: 'Piekarnia Żytnia' },
  balance: pln('1000.00'),
  gross: pln('1234.56'),
  dueOn: '2026-11-01',
  daysPastDue: 20,
  stageKey: 'demand',
  state: 'active',
  closedReason: null,
  closedOn: null,
  nextOn: '2026-11-22',
  nextStageKey: 'hand-over-notice',
  nextReason: 'not-due-yet',
  isReadyForHandOver: false,
  hold: null,
  ...change,
});

export const exampleCase = (change: Partial<CaseView> = {}): CaseView => ({
  ...exampleRow(),
  todaysAnswer: {
    code: 'not-due-yet',
    stageKey: 'hand-over-notice',
    until: '2026-11-22',
    dayOff: null,
    least: null,
    carriedBy: null,
    instalment: null,
    notice: null,
    detail: null,
  },
  cycle: 1,
  openedOn: '2026-10-30',
  legalDueOn: '2026-11-02',
  invoice: {
    id: '01997d3f-0002-7c41-9a55-0f3e6f6f2a10',
    number: 'FV 12/10/2026',
    kind: 'invoice',
    issuedOn: '2026-10-18',
    soldOn: null,
    dueOn: '2026-11-01',
    net: pln('1003.71'),
    tax: pln('230.85'),
    gross: pln('1234.56'),
    paid: pln('234.56'),
    balance: pln('1000.00'),
    paymentMethod: 'transfer',
    bankAccount: 'PL61109010140000071219812874',
    bankName: null,
    ksefNumber: null,
    isSplitPayment: false,
    lines: [
      {
        position: 1,
        name: 'Bookkeeping, October',
        quantity: '2.5',
        unit: 'h',
        unitNet: pln('401.48'),
        net: pln('1003.71'),
        gross: pln('1234.56'),
        taxSymbol: '23%',
      },
    ],
    payments: [{ on: '2026-11-18', amount: pln('234.56'), source: 'provider', note: null }],
    source: { provider: 'infakt', connectionName: 'inFakt', externalId: '7' },
  },
  clientDetails: {
    id: '01997d3f-0003-7c41-9a55-0f3e6f6f2a10',
    name: 'Piekarnia Żytnia',
    kind: 'business',
    taxNumber: '5252445767',
    street: 'ul. Długa 12',
    postalCode: '50-001',
    city: 'Wrocław',
    country: 'PL',
    phone: null,
    language: 'pl',
    isNoticePerInvoice: null,
    isAccountNoticePerInvoice: false,
    contacts: [],
    otherActiveCases: 2,
  },
  holds: [],
  promises: [],
  disputes: [],
  timeline: [],
  plan: [
    {
      on: '2026-11-22',
      stageKey: 'hand-over-notice',
      audience: 'client',
      instalmentOn: null,
      reason: 'due',
    },
    {
      on: '2026-12-01',
      stageKey: 'hand-over',
      audience: 'staff',
      instalmentOn: null,
      reason: 'due',
    },
  ],
  stages: [
    stage('reminder-before-due', 1, -1, '2026-10-31', 'lapsed'),
    stage('overdue-notice', 2, 7, '2026-11-08', 'counted'),
    stage('demand', 3, 14, '2026-11-15', 'counted'),
    stage('hand-over-notice', 4, 21, '2026-11-22', null),
    stage('hand-over', 5, 30, '2026-12-01', null),
  ],
  ...change,
});

function stage(
  stageKey: string,
  position: number,
  offsetDays: number,
  dueOn: string,
  outcome: 'lapsed' | 'counted' | null,
): CaseView['stages'][number] {
  const audience = stageKey === 'hand-over' ? 'staff' : 'client';
  const on = outcome === null ? null : dueOn;
  const noticeId = outcome === 'counted' ? `01997d3f-000${position}-7c41-9a55-0f3e6f6f2a99` : null;
  return { stageKey, position, offsetDays, audience, dueOn, outcome, on, noticeId };
}

/** A plan of three instalments, the first of which is paid. */
export const examplePlan = (): PromiseView => ({
  id: '01997d3f-0009-7c41-9a55-0f3e6f6f2a10',
  state: 'open',
  amount: pln('900.00'),
  received: pln('300.00'),
  instalments: [
    { on: '2026-11-16', amount: pln('300.00'), paid: pln('300.00') },
    { on: '2026-12-01', amount: pln('300.00'), paid: pln('0.00') },
    { on: '2026-12-15', amount: pln('300.00'), paid: pln('0.00') },
  ],
  breaksOn: '2026-12-03',
  graceDays: 0,
  note: '',
  source: 'person',
  madeOn: '2026-11-10',
  madeBy: null,
  endedOn: null,
});
