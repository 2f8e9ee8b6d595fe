import { expect, it } from 'vitest';
import type { InterestNoteView as Note } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  fill,
  pageText,
  press,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import { exampleDraft, exampleNote } from '../testing/example-note.js';
import InterestNotesView from './InterestNotesView.vue';
import InterestNoteView from './InterestNoteView.vue';
import IssueNoteView from './IssueNoteView.vue';
import NoteSettingsView from './NoteSettingsView.vue';

const NOTES = `${ACCOUNT_API}/interest-notes`;
const NOTE = `${NOTES}/${exampleNote().id}`;

async function show(note: Note, role: 'accountant' | 'viewer' = 'accountant') {
  expectRequests({ request: `GET ${NOTE}`, answer: note });
  await showScreen(InterestNoteView, {
    role,
    area: 'interest-notes',
    path: '/:interestNoteId',
    at: `/${note.id}`,
  });
}

it('issues exactly what was looked at', async () => {
  expectRequests({ request: `POST ${NOTES}/draft`, answer: exampleDraft() });
  await showScreen(IssueNoteView, { area: ['interest-notes', 'claims'], at: '?cases=case-1' });
  expect(pageText()).toContain('PLN 357.87');
  expectRequests({ request: `POST ${NOTES}`, status: 201, answer: exampleNote() });
  await press('Issue the note');
  expect(sentRequests().at(-1)?.body).toEqual({
    caseIds: ['case-1'],
    parts: ['interest', 'compensation'],
    total: { amount: '357.87', currency: 'PLN' },
  });
});

it('says which invoice cannot be on a note and why, and issues nothing', async () => {
  const blocked = {
    caseId: 'case-1',
    invoiceNumber: 'FV/1',
    code: 'nothing-to-note',
    detail: 'Nothing is left.',
  };
  expectRequests({
    request: `POST ${NOTES}/draft`,
    answer: { ...exampleDraft(), lines: [], blocked: [blocked] },
  });
  await showScreen(IssueNoteView, { area: ['interest-notes', 'claims'], at: '?cases=case-1' });
  expect(pageText()).toContain('FV/1: Nothing is left to claim');
  await press('Issue the note');
  expect(sentRequests()).toHaveLength(1);
});

it('lets a reader issue nothing', async () => {
  expectRequests();
  await showScreen(IssueNoteView, {
    role: 'viewer',
    area: ['interest-notes', 'claims'],
    at: '?cases=case-1',
  });
  expect(pageText()).toContain('You may not issue notes');
  expect(pageText()).not.toContain('Issue the note');
});

it('shows a note with what is open, and voids it with a reason', async () => {
  await show({ ...exampleNote(), payments: [], paid: { amount: '0.00', currency: 'PLN' } });
  expect(pageText()).toContain('NO/1/2026');
  await press('Void');
  await fill('Reason', 'wrong invoice');
  expectRequests({ request: `POST ${NOTE}/void`, answer: { ...exampleNote(), state: 'void' } });
  document.querySelector<HTMLFormElement>('#note-reason')?.requestSubmit();
  await expect.poll(() => sentRequests().at(-1)?.body).toEqual({ reason: 'wrong invoice' });
});

it('hands a note to the outbox, alone or with the next message', async () => {
  await show(exampleNote());
  const message = { noticeId: 'n', isAlone: true, state: 'planned', reason: null, sentAt: null };
  expectRequests({
    request: `POST ${NOTE}/send`,
    answer: { ...exampleNote(), goesWithNext: true, messages: [message] },
  });
  await press('Send with the next message');
  expect(sentRequests().at(-1)?.body).toEqual({ how: 'with-next' });
  expect(pageText()).toContain('It goes with the next message');
  expect(pageText()).toContain('Message of its own');
});

it('lets a reader only read a note', async () => {
  await show(exampleNote(), 'viewer');
  for (const words of ['Void', 'Record a payment', 'Reverse', 'Send it alone'])
    expect(pageText()).not.toContain(words);
});

it('lists what is to be paid first', async () => {
  expectRequests({
    request: `GET ${NOTES}?state=open&limit=50`,
    answer: { items: [{ ...exampleNote(), isOverdue: true }], nextCursor: null },
  });
  await showScreen(InterestNotesView, { area: 'interest-notes' });
  expect(pageText()).toContain('NO/1/2026');
  expect(pageText()).toContain('Overdue');
});

it('saves another pattern for the numbers', async () => {
  const url = `${ACCOUNT_API}/late-payment/note-settings`;
  const read = {
    numberPattern: null,
    paymentDays: 14,
    patternOfLaw: 'NO/{seq}/{year}',
    version: 1,
  };
  expectRequests({ request: `GET ${url}`, answer: read });
  await showScreen(NoteSettingsView, { area: 'interest-notes' });
  await fill('Pattern of the numbers', 'ODS/{seq}/{year}');
  expectRequests({ request: `PUT ${url}`, answer: { ...read, version: 2 } });
  document.querySelector('form')?.requestSubmit();
  await expect
    .poll(() => sentRequests().at(-1)?.body)
    .toEqual({ numberPattern: 'ODS/{seq}/{year}', paymentDays: 14 });
});
