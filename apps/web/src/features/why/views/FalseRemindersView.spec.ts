import { expect, it } from 'vitest';
import type { FalseReminderRow } from '../../../shared/api/schemas.js';
import { expectRequests } from '../../../shared/testing/scripted-http.js';
import { ACCOUNT_API, pageText, press, showScreen } from '../../../shared/testing/show-screen.js';
import FalseRemindersView from './FalseRemindersView.vue';

const row: FalseReminderRow = {
  case: { id: '01997d3f-0002-7c41-9a55-0f3e6f6f2a10', number: 'FV 12/10/2026' },
  client: { id: '01997d3f-0003-7c41-9a55-0f3e6f6f2a10', name: 'Piekarnia Żytnia' },
  noticeId: '01997d3f-0004-7c41-9a55-0f3e6f6f2a10',
  stageKey: 'demand',
  sentOn: '2026-11-15',
  paidOn: '2026-11-14',
  learnedAt: '2026-11-16T06:00:00.000Z',
  source: 'bank',
};
const words = () => pageText().replace(/\u00a0/g, ' ');
const show = (at = '') => showScreen(FalseRemindersView, { role: 'viewer', area: 'why', at });
const url = `GET ${ACCOUNT_API}/false-reminders?days=90&limit=50`;

it('shows who was reminded after paying, page by page', async () => {
  expectRequests({ request: url, answer: { items: [row], nextCursor: 'c' } });
  await show();
  expect(words()).toContain('FV 12/10/2026Piekarnia Żytnia');
  expect(words()).toContain('15 Nov 202614 Nov 2026');
  expect(words()).toContain('Learned from the bank');
  expectRequests({ request: `${url}&cursor=c`, answer: { items: [], nextCursor: null } });
  await press('Next');
  expect(words()).toContain('None crossed');
});

it('shows those of one stage and source, and knows no others', async () => {
  expectRequests({
    request: `${url}&stage=demand&source=bank`,
    answer: { items: [row], nextCursor: null },
  });
  await show('?stage=demand&source=bank');
  expect(words()).toContain('Learned from the bank · in the last 90 days');
  expectRequests({ request: url, answer: { items: [row], nextCursor: null } });
  await show('?source=gossip');
  expect(words()).toContain('in the last 90 days');
});
