import { DATA_MOODS, ofAccount } from './kinds.mjs';

/** What leaves, and what people post or do. */
export const OUTBOX_SCREENS = [
  ...ofAccount('outbox', 'outbox'),
  { name: 'outbox--in-trouble', at: ({ troubledFirm }) => `/accounts/${troubledFirm}/outbox` },
  {
    name: 'notice--sent',
    at: ({ firm, notice }) => `/accounts/${firm}/outbox/${notice}`,
    moods: DATA_MOODS,
  },
  {
    name: 'outbox-approvals--full',
    at: ({ firm }) => `/accounts/${firm}/outbox?tab=approval`,
  },
  ...ofAccount('inbox', 'inbox'),
  ...ofAccount('outbox-letters', 'outbox/letters'),
  ...ofAccount('outbox-tasks', 'outbox/tasks'),
  {
    name: 'notice--with-invoices',
    at: ({ firm, byHand }) => `/accounts/${firm}/outbox/${byHand.withInvoices}`,
  },
  {
    name: 'notice--waits-for-a-person',
    at: ({ firm, byHand }) => `/accounts/${firm}/outbox/${byHand.approval}`,
  },
  ...['refused', 'unknown', 'deferred'].map((fate) => ({
    name: `notice--${fate}`,
    at: ({ troubledFirm, trouble }) => `/accounts/${troubledFirm}/outbox/${trouble.notices[fate]}`,
  })),
];
