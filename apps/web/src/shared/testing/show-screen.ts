import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router';
import type { Component } from 'vue';
import type { MembershipView } from '../api/schemas.js';
import { i18n, needAreas } from '../i18n/i18n.js';
import { currentUser } from '../session/current-user.js';

/** The account all screens of the specs belong to; their addresses begin with `ACCOUNT_API`. */
export const ACCOUNT_ID = '01997d3f-5f0e-7c41-9a55-0f3e6f6f2a10';
export const ACCOUNT_API = `/api/v1/accounts/${ACCOUNT_ID}`;

/** Names that links on the screens lead to; where they lead is not looked at, only their parameters count. */
const PLACES: Readonly<Record<string, string>> = {
  overview: '',
  cases: '',
  agreements: '',
  held: '',
  'false-reminders': '',
  'late-charges': '',
  'interest-notes': '',
  'interest-note-new': '/new',
  'interest-note': '/:interestNoteId',
  'settings-late-payment-notes': '',
  limitation: '',
  case: '/:caseId',
  sync: '',
  'old-debts': '/:connectionId',
  'own-reminders': '/:connectionId',
  'sync-run': '/:runId',
  'sync-over-time': '',
  'set-aside': '',
  outbox: '',
  tasks: '',
  letters: '',
  notice: '/:noticeId',
  'settings-company': '',
  'settings-connections': '',
  'settings-sender': '',
  inbox: '',
  'inbound-mail': '/:mailId',
  'settings-sender-new': '',
  'settings-sender-one': '/:senderId',
  'settings-sender-mailbox': '/:senderId/mailbox',
  'settings-policy': '',
  'settings-policy-forecast': '/forecast',
  'settings-policy-clients': '/clients',
  'settings-policy-one': '/:policyId',
  'settings-late-payment': '',
  'settings-texts': '',
  'settings-texts-one': '/:stageKey/:language',
  'settings-schedule': '',
  'settings-sending': '',
};

/** Places outside every account. */
const PLAIN_PLACES = ['sign-in', 'forgot-password', 'profile', 'admin-accounts'];

const shown: VueWrapper[] = [];

interface Occasion {
  readonly role?: MembershipView['role'];
  /** The area of words beside the shared ones, or several. */
  readonly area: string | readonly string[];
  /** What follows the account in the address, e.g. "/outbox?tab=sent". */
  readonly at?: string;
  /** Parameters of the address beside the account, e.g. ":noticeId". */
  readonly path?: string;
  /** What a part of a screen is given by the screen around it. */
  readonly props?: Record<string, unknown>;
}

/** Shows a screen as a member of the account sees it, and waits until it is quiet. */
export async function showScreen(screen: Component, occasion: Occasion): Promise<VueWrapper> {
  const { role = 'admin', area, at = '', path = '', props = {} } = occasion;
  currentUser.value = {
    id: '01997d3f-0000-7c41-9a55-0f3e6f6f2a10',
    username: 'ania',
    name: 'Ania',
    language: 'en',
    email: 'ania@people.example',
    timeZone: null,
    hasSecondFactor: false,
    isSecondFactorRequired: false,
    verifiedUntil: '2026-06-01T08:05:00.000Z',
    isInstanceAdmin: false,
    memberships: [
      {
        accountId: ACCOUNT_ID,
        accountName: 'Stolarnia Buk',
        role,
        currency: 'PLN',
        timeZone: 'Europe/Warsaw',
      },
    ],
  };
  const nothing: Component = { render: () => null };
  const routes: RouteRecordRaw[] = [
    { path: `/accounts/:accountId/screen${path}`, component: screen },
    ...Object.entries(PLACES).map(([name, params]) => ({
      path: `/accounts/:accountId/${name}${params}`,
      name,
      component: nothing,
    })),
    ...PLAIN_PLACES.map((name) => ({ path: `/${name}`, name, component: nothing })),
  ];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await needAreas([area].flat());
  await router.push(`/accounts/${ACCOUNT_ID}/screen${at}`);
  const wrapper = mount(screen, {
    attachTo: document.body,
    props,
    global: { plugins: [i18n, router] },
  });
  shown.push(wrapper);
  await quiet();
  return wrapper;
}

/** Waits until every answer that is on its way has been shown. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await flushPromises();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** The button a person would press, by its words. */
export function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find(
    (each) => each.textContent?.trim() === words,
  );
  if (!found) throw new Error(`No button "${words}" in: ${pageText()}`);
  return found;
}

/** The field with this label. */
export function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find(
    (each) => each.textContent?.trim() === label,
  );
  const target = found && document.getElementById(found.htmlFor);
  if (!target) throw new Error(`No field "${label}" in: ${pageText()}`);
  return target as HTMLInputElement;
}

/** Types into a field as a person does: the whole text, then the field is left. */
export async function fill(label: string, text: string): Promise<void> {
  const target = field(label);
  target.value = text;
  target.dispatchEvent(new Event('input'));
  target.dispatchEvent(new Event('change'));
  await quiet();
}

export async function press(words: string): Promise<void> {
  const target = button(words);
  if (target.type === 'submit')
    target.form?.dispatchEvent(new Event('submit', { cancelable: true }));
  else target.click();
  await quiet();
}

/** All words on the page, without the gaps of the markup. */
export const pageText = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ').trim();

export function leaveScreens(): void {
  for (const wrapper of shown.splice(0)) wrapper.unmount();
  document.body.innerHTML = '';
  currentUser.value = null;
}
