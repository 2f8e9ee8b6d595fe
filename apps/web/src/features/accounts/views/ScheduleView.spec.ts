import { expect, it } from 'vitest';
import { expectRequests, sentRequests } from '../../../shared/testing/scripted-http.js';
import {
  ACCOUNT_API,
  button,
  field,
  fill,
  pageText,
  press,
  showScreen,
} from '../../../shared/testing/show-screen.js';
import ScheduleView from './ScheduleView.vue';

const schedule = {
  syncFrom: '06:00',
  syncUntil: '20:00',
  syncEveryMinutes: 60,
  dailyRunAt: '07:00',
  sendFrom: '08:00',
  sendUntil: '16:00',
  sendWeekdays: [1, 2],
  isHolidaySkipped: true,
  freshnessMinutes: 240,
  dailyNoticeCap: 1000,
  undoMinutes: 0,
  isUnusualHeld: true,
  isApprovalMail: false,
  isNoticePerInvoice: false,
};
const READ = {
  request: `GET ${ACCOUNT_API}`,
  answer: { timeZone: 'Europe/Budapest', version: 5, schedule },
};
const SAVE = `PATCH ${ACCOUNT_API}`;

const show = () => showScreen(ScheduleView, { area: 'accounts' });

it('names the clock that the hours are of', async () => {
  expectRequests(READ);
  await show();
  expect(pageText()).toContain('Europe/Budapest');
  expect(button('Save').disabled).toBe(true);
});

it('takes an hour as people type it and saves against the version that was read', async () => {
  expectRequests(READ);
  await show();
  await fill('The daily run starts at', '8.30');
  expect(field('The daily run starts at').value).toBe('08:30');
  expectRequests({
    request: SAVE,
    answer: { ...READ.answer, version: 6, schedule: { ...schedule, dailyRunAt: '08:30' } },
  });
  await press('Save');
  const saved = sentRequests().at(-1);
  expect(saved?.headers.get('If-Match')).toBe('W/"5"');
  expect(saved?.body).toMatchObject({ schedule: { dailyRunAt: '08:30' } });
});

it('lets a firm have a message for each invoice', async () => {
  expectRequests(READ);
  await show();
  const radio = (value: string) =>
    document.querySelector<HTMLInputElement>(`input[type=radio][value=${value}]`)!;
  expect(radio('perClient').checked).toBe(true);
  radio('perInvoice').click();
  expectRequests({
    request: SAVE,
    answer: { ...READ.answer, version: 6, schedule: { ...schedule, isNoticePerInvoice: true } },
  });
  await press('Save');
  expect(sentRequests().at(-1)?.body).toMatchObject({ schedule: { isNoticePerInvoice: true } });
});

it('never lets the last sending day go', async () => {
  expectRequests(READ);
  await show();
  await press('Mon');
  await press('Tue');
  expect(button('Mon').getAttribute('aria-pressed')).toBe('false');
  expect(button('Tue').getAttribute('aria-pressed')).toBe('true');
});

it('keeps what was typed when somebody else has changed the account', async () => {
  expectRequests(READ);
  await show();
  await fill('The daily run starts at', '09:15');
  expectRequests({
    request: SAVE,
    status: 412,
    answer: { code: 'stale', title: 'x', detail: 'x', status: 412 },
  });
  await press('Save');
  expect(field('The daily run starts at').value).toBe('09:15');
  expect(button('Save').disabled).toBe(false);
});
