import { expect, it } from 'vitest';
import type { SendingPreview } from '../../../shared/api/schemas.js';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  pageText,
  press,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import SendingView from './SendingView.vue';

const OFF = {
  request: `GET ${ACCOUNT_API}`,
  answer: { isAutomaticSending: false, automaticSendingSince: null },
};
const ON = {
  request: `GET ${ACCOUNT_API}`,
  answer: { isAutomaticSending: true, automaticSendingSince: '2026-10-01T08:00:00Z' },
};
const PREVIEW_ID = '01997d41-0000-7c41-9a55-0f3e6f6f2a10';

const preview = (problems: SendingPreview['problems'] = []) => ({
  request: `POST ${ACCOUNT_API}/sending/preview`,
  answer: {
    id: PREVIEW_ID,
    asOf: '2026-10-13',
    items: [
      {
        client: { id: 'c', name: 'Zajazd Lipa' },
        stageKey: 'overdue-notice',
        audience: 'client',
        amounts: [{ amount: '1234.56', currency: 'PLN' }],
        caseCount: 2,
        recipients: ['biuro@lipa.example'],
        subject: 'Upłynął termin płatności',
        bodyText: 'Szanowni Państwo',
        bodyHtml: '<p>Szanowni Państwo</p>',
        attachments: [],
      },
    ],
    totals: [{ amount: '1234.56', currency: 'PLN' }],
    noticeCount: 1,
    isTruncated: false,
    problems,
  },
});

const show = () => showScreen(SendingView, { area: 'notifications' });

it('cannot be switched on before somebody has looked at what would leave', async () => {
  expectRequests(OFF);
  await show();
  expect(button('Switch on').disabled).toBe(true);
});

it('shows each notice as it would leave, then switches on with that preview', async () => {
  expectRequests(OFF);
  const screen = await show();
  expectRequests(preview());
  await press('Show what would leave');
  expect(pageText()).toContain('1 notice would leave');
  await screen.get('.row').trigger('click');
  expect(screen.get('iframe').attributes('srcdoc')).toContain('Szanowni Państwo');

  await press('Switch on');
  expectRequests({ request: `POST ${ACCOUNT_API}/sending/switch`, answer: ON.answer }, ON);
  await screen.get('dialog .btn-primary').trigger('click');
  await expect.poll(pageText).toContain('Automatic sending is on');
  expect(sentRequests().at(-2)?.body).toEqual({ isOn: true, previewId: PREVIEW_ID });
});

it('leads to the sender instead of switching on without a mail server', async () => {
  expectRequests(OFF);
  await show();
  expectRequests(preview([{ code: 'sender-missing', detail: '' }]));
  await press('Show what would leave');
  expect(button('Switch on').disabled).toBe(true);
  expect(pageText()).toContain('Enter the mail server');
});

it('switches off at once, without a preview', async () => {
  expectRequests(ON);
  const screen = await show();
  await press('Switch off');
  expectRequests({ request: `POST ${ACCOUNT_API}/sending/switch`, answer: OFF.answer }, OFF);
  await screen.get('dialog .btn-primary').trigger('click');
  await expect.poll(pageText).toContain('Automatic sending is off');
  expect(sentRequests().at(-2)?.body).toEqual({ isOn: false });
});
