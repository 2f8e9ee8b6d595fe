import type { FastifyInstance } from 'fastify';

import type { SandboxClient } from '../infakt/sandbox-client.js';
import type { WebhookOrder } from '../infakt/webhooks.js';
import type { InfaktControl, IssueOrder } from './infakt-control.js';

type KeyParams = { Params: { key: string } };
type ByUuid = { uuid: string };

/** The same as `InfaktControl`, over HTTP and JSON, below /control/infakt/<key>. */
export function serveInfaktControl(app: FastifyInstance, infakt: InfaktControl): void {
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
  app.post<KeyParams & { Body: WebhookOrder }>(
    '/control/infakt/:key/webhook',
    async ({ params, body }) => ({
      isConfirmed: await infakt.webhooks.set(params.key, body),
    }),
  );
  app.delete<KeyParams>('/control/infakt/:key/webhook', ({ params }) => {
    infakt.webhooks.remove(params.key);
    return { isConfirmed: false };
  });
  app.post<KeyParams & { Body: { id: number; fields: Partial<SandboxClient> } }>(
    '/control/infakt/:key/client',
    ({ params, body }) => infakt.changeClient(params.key, body.id, body.fields),
  );
}
