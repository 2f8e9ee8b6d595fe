import { localDate } from '@invoicetracker/calendar';
import type {
  ProviderContext,
  ProviderRequest,
  ProviderResponse,
} from '@invoicetracker/provider-kit';
import { walkPages } from '@invoicetracker/provider-kit/conformance';
import { type BookDocument, type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { FirmAtWfirma, NOW, refTo, sample } from '../test/support.js';
import { wfirma } from './capabilities.js';

const DUE_UNTIL = localDate('2026-03-12');
let firm: FirmAtWfirma<Sandbox>;

beforeAll(async () => {
  firm = await FirmAtWfirma.open((clock) => startSandbox({ clock, limits: false }));
});
afterAll(() => firm.close());
beforeEach(() => firm.reset());

describe('what we ask of wFirma', () => {
  it('is documented, action by action and operator by operator', async () => {
    const { requests, operators } = sample('documented-requests.json') as {
      requests: Record<string, { query: string[] }>;
      operators: string[];
    };
    const asked: ProviderRequest[] = [];
    const listening = overheard(firm.context(), asked);
    await wfirma.testConnection(listening);
    firm.control.correct(firm.key, {
      id: (firm.documents[0] as BookDocument).id,
      grossMinor: -1,
      issuedOn: (firm.documents[0] as BookDocument).issuedOn,
    });
    firm.control.correct(firm.key, { id: firm.documents[1]?.id ?? 0, grossMinor: -1 });
    await walkPages((cursor) =>
      wfirma.listOpenReceivables(listening, { dueUntil: DUE_UNTIL }, cursor),
    );
    const payment = {
      amountMinor: 100n,
      currency: (firm.documents[0] as BookDocument).currency,
      paidOn: DUE_UNTIL,
      reference: 'x',
    };
    await wfirma.recordPayment(listening, refTo((firm.documents[0] as BookDocument).id), payment);
    await wfirma.downloadInvoice(listening, refTo((firm.documents[0] as BookDocument).id));
    await wfirma.getClient(listening, String((firm.documents[0] as BookDocument).clientId));
    await walkPages((cursor) => wfirma.listClients(listening, cursor));
    await wfirma.listChangedInvoices(listening, new Date(NOW), null);
    const actions = new Set(asked.map(({ path }) => path.split('/').slice(1, 3).join('/')));
    expect([...actions].sort()).toEqual(Object.keys(requests).sort());
    for (const { query } of Object.values(requests))
      expect(query).toEqual(expect.arrayContaining(['company_id']));
    const used = asked.flatMap(({ body }) =>
      [...String(body).matchAll(/<operator>(.*?)<\/operator>/g)].map(([, operator]) => operator),
    );
    expect(new Set(used).size).toBeGreaterThan(3);
    expect(used.filter((operator) => !operators.includes(operator as string))).toEqual([]);
  });
});

function overheard(to: ProviderContext, asked: ProviderRequest[]): ProviderContext {
  const request = (wanted: ProviderRequest): Promise<ProviderResponse> => {
    asked.push(wanted);
    return to.request(wanted);
  };
  return { ...to, request };
}
