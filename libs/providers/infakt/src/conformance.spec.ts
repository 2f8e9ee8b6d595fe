import { localDate } from '@invoicetracker/calendar';
import { describeConformance } from '@invoicetracker/provider-kit/conformance';
import { startSandbox } from '@invoicetracker/sandbox';

import { infakt } from './capabilities.js';

const KEY = 'sandbox-conformance';
const DUE_UNTIL = localDate('2026-03-12');

describeConformance('inFakt', async () => {
  const clock = () => new Date('2026-03-10T09:00:00Z');
  const sandbox = await startSandbox({ clock, invoices: 700, limits: false });
  const control = sandbox.infakt;
  return {
    provider: infakt,
    baseUrl: control.baseUrl,
    credentials: { apiKey: KEY },
    wrongCredentials: { apiKey: 'no-such-key-2f1c' },
    dueUntil: DUE_UNTIL,
    openDocuments: () =>
      control
        .collections(KEY)
        .filter(({ collection }) => !collection.startsWith('corrective'))
        .filter(
          ({ document }) =>
            document.paid_date === null && String(document.payment_date) <= DUE_UNTIL,
        )
        .map(({ collection, document }) => ({ collection, externalId: String(document.uuid) })),
    clientIds: () => control.clientIds(KEY).map(String),
    fault: (kind, times) => control.fault({ match: '^/invoices\\.json$', kind, times }),
    faultDownload: (kind, times) => control.fault({ match: '/pdf\\.json$', kind, times }),
    pay: ({ externalId }) => void control.pay(KEY, { uuid: externalId }),
    remove: ({ externalId }) => control.remove(KEY, { uuid: externalId }),
    close: () => sandbox.close(),
  };
});
