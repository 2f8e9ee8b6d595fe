import { describeArchiveConformance } from '@invoicetracker/provider-kit/conformance';
import { ksefNumberOf, startSandbox } from '@invoicetracker/sandbox';

import { ksef } from './capabilities.js';

const TOKEN = 'sandbox-conformance';
const NIP = '5252445767';

describeArchiveConformance('KSeF', async () => {
  let now = Date.parse('2026-03-10T09:00:00Z');
  const clock = () => new Date(now);
  const sandbox = await startSandbox({ clock, invoices: 90, mix: 'open', limits: false });
  const control = sandbox.ksef;
  const refOf = (document: Parameters<typeof ksefNumberOf>[0]) => ({
    collection: 'invoices',
    externalId: ksefNumberOf(document, NIP),
  });
  return {
    provider: ksef,
    baseUrl: control.baseUrl,
    credentials: { nip: NIP, token: TOKEN },
    wrongCredentials: { nip: NIP, token: 'no-such-token-2f1c' },
    documents: () => control.documents(TOKEN).map(refOf),
    fault: (kind, times) => control.fault({ match: '^/invoices/query/metadata$', kind, times }),
    issue: () => {
      now += 60_000;
      return refOf(control.issue(TOKEN, { grossMinor: 12_300 }));
    },
    close: () => sandbox.close(),
  };
});
