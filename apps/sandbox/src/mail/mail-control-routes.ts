import fastify, { type FastifyInstance } from 'fastify';

import { refuse } from '../control/refuse.js';
import { ChangeRefused } from '../books/change-refused.js';
import { IMAP_FAULTS, type ImapFaultOrder } from '../imap/imap-faults.js';
import type { BounceOrder } from './compose-bounce.js';
import type { ReplyOrder } from './compose-reply.js';
import type { MailControl } from './mail-control.js';

/** The mail controls over HTTP and JSON, for people and for tests in other processes. */
export function mailControlRoutes(control: MailControl): FastifyInstance {
  const app = fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: true });
  app.setErrorHandler((error, _request, reply) => refuse(error, reply));
  app.get('/control/mail', () => control.list());
  app.post<{ Params: { id: string }; Body: BounceOrder | undefined }>(
    '/control/mail/:id/bounce',
    async ({ params, body }) => {
      await control.bounce(params.id, body ?? {});
      return { done: true };
    },
  );
  app.post<{ Params: { id: string }; Body: ReplyOrder }>(
    '/control/mail/:id/reply',
    async ({ params, body }) => {
      if (typeof body.text !== 'string') throw new ChangeRefused('text is needed.');
      await control.reply(params.id, body);
      return { done: true };
    },
  );
  app.post<{ Body: { from: string; to: string; raw: string } }>(
    '/control/mail',
    async ({ body }) => {
      await control.deliver(body.from, body.to, body.raw);
      return { done: true };
    },
  );
  app.post<{ Body: { address: string } }>('/control/imap/number-anew', ({ body }) => {
    control.numberAnew(body.address);
    return { done: true };
  });
  app.post<{ Body: ImapFaultOrder }>('/control/imap/faults', ({ body }) => {
    if (!IMAP_FAULTS.includes(body.kind))
      throw new ChangeRefused(`kind must be one of ${IMAP_FAULTS.join(', ')}.`);
    control.faults.add(body);
    return { faults: control.faults.pending };
  });
  app.delete('/control/imap/faults', () => {
    control.faults.clear();
    return { faults: [] };
  });
  return app;
}
