import { describe } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { describeConformance } from '@invoicetracker/provider-kit/conformance';
import { openMinor, startSandbox } from '@invoicetracker/sandbox';

import { billingo } from './capabilities.js';
import { debtsIn } from '../test/debts.js';

const DUE_UNTIL = localDate('2026-03-12');

// the second key's books say "expired" of what is overdue, partly paid or not
describe.each(['sandbox-conformance', 'sandbox-conformance-expired'])('with %s', (key) => {
  describeConformance('Billingo', async () => {
    const clock = () => new Date('2026-03-10T09:00:00Z');
    const sandbox = await startSandbox({ clock, invoices: 500, limits: false });
    const control = sandbox.billingo;
    // more than two pages of what is read first, where each document costs a request of its own
    control.issue(key, { grossMinor: 1_270_000, dueOn: '2026-03-11' });
    for (const { id, openMinor: open } of debtsIn(control, key, DUE_UNTIL).slice(0, 90))
      if (open > 100) control.partPay(key, { id, amountMinor: 100 });
    return {
      provider: billingo,
      baseUrl: control.baseUrl,
      credentials: { apiKey: key },
      wrongCredentials: { apiKey: 'no-such-key-2f1c' },
      dueUntil: DUE_UNTIL,
      openDocuments: () =>
        debtsIn(control, key, DUE_UNTIL).map(({ id }) => ({
          collection: 'documents',
          externalId: String(id),
        })),
      clientIds: () => control.clients(key).map(({ id }) => String(id)),
      fault: (kind, times) => control.fault({ match: '^/documents$', kind, times }),
      faultDownload: (kind, times) => control.fault({ match: '/download$', kind, times }),
      pay: ({ externalId }) => {
        const id = Number(externalId);
        if (openMinor(control.document(key, id)) > 0) control.pay(key, { id });
      },
      remove: ({ externalId }) => control.remove(key, { id: Number(externalId) }),
      close: () => sandbox.close(),
    };
  });
});
