import { InvalidDay } from '@invoicetracker/calendar';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { ChangeRefused } from '../infakt/company-change.js';
import { ANSWER_FAULTS, type FaultOrder, ROW_FAULTS } from '../infakt/fault-book.js';
import type { InfaktControl, IssueOrder } from './infakt-control.js';
import type { SandboxClient } from '../infakt/sandbox-client.js';

type KeyParams = { Params: { key: string } };
type ByUuid = { uuid: string };

/** The same as `InfaktControl`, over HTTP and JSON, for people and for tests in other processes. */
export function serveControl(app: FastifyInstance, infakt: InfaktControl): void {
  app.setErrorHandler((error, _request, reply) => refuse(error, reply));

  app.get('/control', () => ({
    infakt: {
      baseUrl: infakt.baseUrl,
      companies: infakt.keys().map((key) => infakt.state(key)),
      faults: infakt.pendingFaults(),
    },
  }));
  app.get<KeyParams>('/control/infakt/:key', ({ params }) => infakt.state(params.key));
  app.get<KeyParams & { Querystring: { collection?: string } }>(
    '/control/infakt/:key/documents',
    ({ params, query }) => ({
      documents: infakt.documents(params.key, query.collection),
    }),
  );
  app.post<KeyParams & { Body: ByUuid & { paidOn?: string; isSettled?: boolean } }>(
    '/control/infakt/:key/pay',
    ({ params, body }) => infakt.pay(params.key, body),
  );
  app.post<KeyParams & { Body: ByUuid & { amountMinor: number } }>(
    '/control/infakt/:key/part-pay',
    ({ params, body }) => infakt.partPay(params.key, body),
  );
  app.post<KeyParams & { Body: ByUuid }>('/control/infakt/:key/unpay', ({ params, body }) =>
    infakt.unpay(params.key, body),
  );
  app.post<KeyParams & { Body: IssueOrder }>('/control/infakt/:key/issue', ({ params, body }) =>
    infakt.issue(params.key, body),
  );
  app.post<KeyParams & { Body: ByUuid & { grossMinor: number; issuedOn?: string } }>(
    '/control/infakt/:key/correct',
    ({ params, body }) => infakt.correct(params.key, body),
  );
  app.post<KeyParams & { Body: ByUuid }>('/control/infakt/:key/delete', ({ params, body }) => {
    infakt.remove(params.key, body);
    return { deleted: body.uuid };
  });
  app.post<KeyParams & { Body: { id: number; fields: Partial<SandboxClient> } }>(
    '/control/infakt/:key/client',
    ({ params, body }) => infakt.changeClient(params.key, body.id, body.fields),
  );

  app.post<{ Body: FaultOrder }>('/control/infakt/faults', ({ body }) => {
    infakt.fault(checkedFault(body));
    return { faults: infakt.pendingFaults() };
  });
  app.delete('/control/infakt/faults', () => {
    infakt.clearFaults();
    return { faults: [] };
  });
  app.get('/control/requests', () => infakt.requests());
  app.delete('/control/requests', () => {
    infakt.resetRequests();
    return infakt.requests();
  });
}

function checkedFault(order: FaultOrder): FaultOrder {
  const kinds: readonly string[] = [...ANSWER_FAULTS, ...ROW_FAULTS];
  if (!kinds.includes(order.kind))
    throw new ChangeRefused(`kind must be one of ${kinds.join(', ')}.`);
  return order;
}

function refuse(error: unknown, reply: FastifyReply): FastifyReply {
  const message = error instanceof Error ? error.message : String(error);
  const isOurs = !(error instanceof ChangeRefused) && !isClientError(error);
  return reply.code(isOurs ? 500 : 400).send({ error: message });
}

/** Wrong days and unreadable bodies or patterns are the caller's mistakes too. */
function isClientError(error: unknown): boolean {
  if (error instanceof InvalidDay || error instanceof SyntaxError) return true;
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status < 500;
}
