import { localDate } from '@invoicetracker/calendar';
import { describeConformance } from '@invoicetracker/provider-kit/conformance';
import { startSandbox } from '@invoicetracker/sandbox';

import { fakturownia } from './capabilities.js';

const KEY = 'sandbox-conformance';
const DUE_UNTIL = localDate('2026-03-12');
const CLAIMS = ['invoice', 'advance', 'final'];

describeConformance('Fakturownia', async () => {
  const clock = () => new Date('2026-03-10T09:00:00Z');
  const sandbox = await startSandbox({ clock, invoices: 700, limits: false });
  const control = sandbox.fakturownia;
  const paid = (payments: readonly { amountMinor: number }[]) =>
    payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    provider: fakturownia,
    baseUrl: `${control.baseUrl}/{subdomain}`,
    credentials: { subdomain: 'conformance', apiToken: KEY },
    wrongCredentials: { subdomain: 'conformance', apiToken: 'no-such-token/2f1c' },
    dueUntil: DUE_UNTIL,
    openDocuments: () =>
      control
        .documents(KEY)
        .filter(({ kind, isCancelled }) => CLAIMS.includes(kind) && !isCancelled)
        .filter(
          ({ dueOn, grossMinor, payments }) => dueOn <= DUE_UNTIL && grossMinor > paid(payments),
        )
        .map(({ id }) => ({ collection: 'invoices', externalId: String(id) })),
    clientIds: () => control.clients(KEY).map(({ id }) => String(id)),
    fault: (kind, times) => control.fault({ match: '/invoices\\.json$', kind, times }),
    faultDownload: (kind, times) => control.fault({ match: '\\.pdf$', kind, times }),
    pay: ({ externalId }) => void control.pay(KEY, { id: Number(externalId) }),
    remove: ({ externalId }) => control.remove(KEY, { id: Number(externalId) }),
    close: () => sandbox.close(),
  };
});
