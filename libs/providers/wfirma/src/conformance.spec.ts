import { localDate } from '@invoicetracker/calendar';
import { describeConformance } from '@invoicetracker/provider-kit/conformance';
import { startSandbox } from '@invoicetracker/sandbox';

import { wfirma } from './capabilities.js';

const ACCESS_KEY = 'sandbox-conformance';
const CREDENTIALS = {
  accessKey: ACCESS_KEY,
  secretKey: 'sandbox-secret',
  appKey: 'sandbox-application',
  companyId: '100200',
};
const DUE_UNTIL = localDate('2026-03-12');
const OWED: readonly string[] = ['invoice', 'advance', 'final'];

describeConformance('wFirma', async () => {
  const clock = () => new Date('2026-03-10T09:00:00Z');
  const sandbox = await startSandbox({ clock, invoices: 700, limits: false });
  const control = sandbox.wfirma;
  const corrected = (id: number) =>
    control
      .documents(ACCESS_KEY)
      .filter(({ kind, correctsId }) => kind === 'correction' && correctsId === id)
      .reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  return {
    provider: wfirma,
    baseUrl: control.baseUrl,
    credentials: CREDENTIALS,
    wrongCredentials: { ...CREDENTIALS, accessKey: 'no-such-key-2f1c' },
    dueUntil: DUE_UNTIL,
    openDocuments: () =>
      control
        .documents(ACCESS_KEY)
        .filter(({ kind, isCancelled }) => OWED.includes(kind) && !isCancelled)
        .filter(({ dueOn }) => dueOn <= DUE_UNTIL)
        .filter(
          ({ id, grossMinor, payments }) =>
            payments.reduce((left, { amountMinor }) => left - amountMinor, grossMinor) +
              corrected(id) >
            0,
        )
        .map(({ id }) => ({ collection: 'invoices', externalId: String(id) })),
    clientIds: () => control.clients(ACCESS_KEY).map(({ id }) => String(id)),
    fault: (kind, times) => control.fault({ match: '^/invoices/find$', kind, times }),
    faultDownload: (kind, times) => control.fault({ match: '^/invoices/download/', kind, times }),
    pay: ({ externalId }) => void control.pay(ACCESS_KEY, { id: Number(externalId) }),
    remove: ({ externalId }) => control.remove(ACCESS_KEY, { id: Number(externalId) }),
    close: () => sandbox.close(),
  };
});
