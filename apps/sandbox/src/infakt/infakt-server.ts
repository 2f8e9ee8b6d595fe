import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { type Answer, forbidden, htmlAnswer, jsonAnswer, tooManyRequests } from './answer.js';
import { ANSWER_FAULTS, type FaultOrder } from './fault-book.js';
import type { ApiWorld } from './api-world.js';
import { answerInfakt } from './infakt-api.js';
import type { RateLimit } from './rate-limit.js';
import type { RequestLog } from './request-log.js';

export const INFAKT_BASE = '/infakt/api/v3';

export interface InfaktServer extends ApiWorld {
  readonly log: RequestLog;
  /** null: no limits */
  readonly rateLimit: RateLimit | null;
  readonly monotonic: () => number;
}

/** Puts the API on the wire: limits and answer faults here, everything else in `answerInfakt`. */
export function serveInfakt(app: FastifyInstance, server: InfaktServer): void {
  app.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: `${INFAKT_BASE}/*`,
    handler: async (request, reply) => {
      const path = request.url.slice(INFAKT_BASE.length).split('?')[0] as string;
      const fault = server.faults.take(path, ANSWER_FAULTS);
      const answer =
        limited(server, request) ??
        faulty(fault) ??
        answerInfakt(server, {
          method: request.method,
          path,
          query: request.query as Record<string, unknown>,
          body: request.body,
          key: single(request.headers['x-infakt-apikey']),
        });
      server.log.add(logged(request, path, answer.status));
      if (fault?.kind === 'slow') await sleep(fault.delayMs ?? 5000, undefined, { ref: false });
      return fault?.kind === 'cut' ? sendHalf(reply, answer) : send(reply, answer);
    },
  });
}

function limited(server: InfaktServer, request: FastifyRequest): Answer | null {
  if (server.rateLimit === null) return null;
  const verdict = server.rateLimit.judge(request.ip, request.method, server.monotonic());
  if (verdict === 'pass') return null;
  return verdict === 'blocked' ? forbidden : tooManyRequests;
}

function faulty(fault: FaultOrder | null): Answer | null {
  switch (fault?.kind) {
    case '429':
      return tooManyRequests;
    case '429-retry-after':
      return { ...tooManyRequests, headers: { 'retry-after': fault.retryAfter ?? '1' } };
    case '500':
      return jsonAnswer(fault.status ?? 500, { error: 'Wystąpił błąd.' });
    case 'html':
      return htmlAnswer(fault.status ?? 200, 'Przerwa techniczna');
    default:
      return null;
  }
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply
    .code(answer.status)
    .headers(answer.headers ?? {})
    .type(answer.contentType ?? 'application/json; charset=utf-8')
    .send(answer.body);
}

/** Promises the whole body, sends half of it and hangs up. */
function sendHalf(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.hijack();
  const body = Buffer.from(answer.body);
  reply.raw.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  reply.raw.write(body.subarray(0, Math.ceil(body.length / 2)), () => reply.raw.destroy());
  return reply;
}

function logged(request: FastifyRequest, path: string, status: number) {
  const headers = Object.entries(request.headers)
    .filter(([name]) => name !== 'x-infakt-apikey')
    .map(([name, value]) => [name, String(value)]);
  const query = request.url.split('?')[1] ?? '';
  return {
    method: request.method,
    path,
    query,
    headers: Object.fromEntries(headers) as Record<string, string>,
    status,
  };
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
