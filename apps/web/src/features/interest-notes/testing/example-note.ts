import type { InterestNoteDraft, InterestNoteView } from '../../../shared/api/schemas.js';

const pln = (amount: string) => ({ amount, currency: 'PLN' });
const LINE = {
  caseId: 'case-1',
  invoiceNumber: 'FV/1',
  dueOn: '2026-01-10',
  paidOn: '2026-01-20',
  daysLate: 10,
  interest: pln('53.51'),
  compensation: pln('304.36'),
};

/** What a note about one invoice would say, for the specs of this feature. */
export const exampleDraft = (): InterestNoteDraft => ({
  client: { id: 'client-1', name: 'Piekarnia Alfa' },
  issuedOn: '2026-02-20',
  payBy: '2026-03-06',
  language: 'pl',
  interest: pln('53.51'),
  compensation: pln('304.36'),
  total: pln('357.87'),
  lines: [LINE],
  blocked: [],
});

/** The same once it is issued; a part was paid. */
export const exampleNote = (): InterestNoteView => ({
  id: '01997d3f-1111-7c41-9a55-0f3e6f6f2a10',
  number: 'NO/1/2026',
  client: { id: 'client-1', name: 'Piekarnia Alfa' },
  state: 'open',
  issuedOn: '2026-02-20',
  payBy: '2026-03-06',
  isOverdue: false,
  interest: pln('53.51'),
  compensation: pln('304.36'),
  total: pln('357.87'),
  paid: pln('100.00'),
  open: pln('257.87'),
  language: 'pl',
  issuedBy: 'Ania',
  issuedAt: '2026-02-20T09:00:00.000Z',
  fileHash: '0'.repeat(64),
  lines: [LINE],
  payments: [
    {
      id: 'payment-1',
      paidOn: '2026-02-20',
      amount: pln('100.00'),
      remark: 'przelew',
      by: 'Ania',
      at: '2026-02-20T10:00:00.000Z',
      reverses: null,
      isReversed: false,
    },
  ],
  voided: null,
  goesWithNext: false,
  messages: [],
});
