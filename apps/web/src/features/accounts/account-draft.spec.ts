import { expect, it } from 'vitest';
import type { AccountView } from '../../shared/api/schemas.js';
import { companyDraftOf, companyPatch } from './account-draft.js';

const account: AccountView = {
  id: '01997d3f-5f0e-7c41-9a55-0f3e6f6f2a10',
  name: 'Buk',
  legalName: 'Stolarnia Buk sp. z o.o.',
  taxNumber: '5252530705',
  street: null,
  postalCode: null,
  city: null,
  country: 'PL',
  email: null,
  phone: '123 456 789',
  contactPerson: null,
  bankAccount: null,
  bankName: null,
  timeZone: 'Europe/Warsaw',
  currency: 'PLN',
  language: 'pl',
  isSecondFactorRequired: false,
  staffEmails: ['ania@buk.example'],
  isAutomaticSending: false,
  automaticSendingSince: null,
  version: 1,
  schedule: {
    syncFrom: '06:00',
    syncUntil: '20:00',
    syncEveryMinutes: 60,
    dailyRunAt: '07:00',
    sendFrom: '08:00',
    sendUntil: '16:00',
    sendWeekdays: [1, 2, 3, 4, 5],
    isHolidaySkipped: true,
    freshnessMinutes: 240,
    dailyNoticeCap: 1000,
    undoMinutes: 0,
    isUnusualHeld: true,
    isApprovalMail: false,
    isNoticePerInvoice: false,
  },
};

it('sends nothing for a form nobody has touched', () => {
  expect(companyPatch(companyDraftOf(account), account)).toEqual({});
});

it('sends only what was changed, and an emptied field as none', () => {
  const draft = { ...companyDraftOf(account), street: ' Leśna 5 ', phone: '' };
  expect(companyPatch(draft, account)).toEqual({ street: 'Leśna 5', phone: null });
});

it('reads the addresses of the own people from lines, commas or semicolons', () => {
  const draft = {
    ...companyDraftOf(account),
    staffEmails: 'a@b.example\n\nc@d.example; e@f.example',
  };
  expect(companyPatch(draft, account).staffEmails).toEqual([
    'a@b.example',
    'c@d.example',
    'e@f.example',
  ]);
});
