import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { type Answer, htmlAnswer, jsonAnswer } from './answer.js';
import { ANSWER_FAULTS, type FaultBook, type FaultOrder } from './fault-book.js';
import type { PlayerRequest, Refusals, Wire } from './player.js';
import type { RateLimit } from './rate-limit.js';
import { loggedRequest, type RequestLog } from './request-log.js';

/** What stands beside a player whatever it plays. */
export interface Surroundings {
  readonly faults: FaultBook;
  readonly log: RequestLog;
  /** null: no limits */
  readonly rateLimit: RateLimit | null;
  readonly clock: () => Date;
  /** milliseconds that only go forward */
  readonly monotonic: () => number;
}

const HOUR_MS = 3_600_000;
const BURST = [500, 502, 503, 504] as const;

/** Puts a player on the wire: limits, answer faults and the request log here, everything else in its `answer`. */
export function servePlayer(app: FastifyInstance, wire: Wire, around: Surroundings): void {
  const lastPages = new Map<string, Answer>();
  void app.register((scope, _options, done) => {
    // form bodies, XML and what has no type at all reach the player as text
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${wire.base}/*`,
      handler: async (request, reply) => {
        const asked = askedOf(wire, request);
        const fault = around.faults.take(asked.path, ANSWER_FAULTS);
        const answer = await answerOf(wire, around, request, asked, fault, lastPages);
        around.log.add(loggedRequest(asked, request.url, wire.secrets, answer.status));
        return deliver(reply, dated(answer, around, fault), fault);
      },
    });
    done();
  });
}

function askedOf(wire: Wire, request: FastifyRequest): Omit<PlayerRequest, 'aheadMs'> {
  const asked = {
    method: request.method,
    path: request.url.slice(wire.base.length).split('?')[0] as string,
    query: request.query as Record<string, unknown>,
    headers: request.headers,
    body: request.body,
  };
  return { ...asked, key: wire.keyOf(asked) };
}

async function answerOf(
  wire: Wire,
  around: Surroundings,
  request: FastifyRequest,
  asked: Omit<PlayerRequest, 'aheadMs'>,
  fault: FaultOrder | null,
  lastPages: Map<string, Answer>,
): Promise<Answer> {
  const refused = limited(wire, around, request, asked) ?? faulty(wire.refusals, fault, around);
  if (refused !== null) return refused;
  const place = `${asked.key ?? ''} ${asked.method} ${asked.path}`;
  const repeated = fault?.kind === 'repeat-page' ? lastPages.get(place) : undefined;
  if (repeated !== undefined) return repeated;
  const aheadMs = fault?.kind === 'clock-ahead' ? HOUR_MS : 0;
  const answer = await wire.answer({ ...asked, aheadMs });
  remember(lastPages, place, answer);
  return answer;
}

const REMEMBERED_PAGES = 50;

/** The last good answer of each path, for `repeat-page`. */
function remember(lastPages: Map<string, Answer>, place: string, answer: Answer): void {
  if (answer.status !== 200) return;
  lastPages.delete(place);
  lastPages.set(place, answer);
  const [oldest] = lastPages.keys();
  if (lastPages.size > REMEMBERED_PAGES) lastPages.delete(oldest as string);
}

function limited(
  wire: Wire,
  around: Surroundings,
  request: FastifyRequest,
  asked: Omit<PlayerRequest, 'aheadMs'>,
): Answer | null {
  if (around.rateLimit === null) return null;
  const asker = wire.limitedBy === 'key' ? (asked.key ?? request.ip) : request.ip;
  const verdict = around.rateLimit.judge(asker, asked.method, asked.path, around.monotonic());
  if (verdict.kind === 'pass') return null;
  if (verdict.kind === 'blocked' && wire.refusals.blocked !== undefined)
    return wire.refusals.blocked;
  const { tooManyRequests } = wire.refusals;
  const seconds = String(Math.ceil(verdict.retryAfterMs / 1000));
  return wire.saysRetryAfter === true ? retryAfter(tooManyRequests, seconds) : tooManyRequests;
}

function faulty(refusals: Refusals, fault: FaultOrder | null, around: Surroundings): Answer | null {
  switch (fault?.kind) {
    case '429':
      return refusals.tooManyRequests;
    case '429-retry-after':
      return retryAfter(refusals.tooManyRequests, fault.retryAfter ?? '1');
    case '429-retry-date':
      return retryAfter(
        refusals.tooManyRequests,
        new Date(around.clock().getTime() + 1000).toUTCString(),
      );
    case '500':
      return refusals.failure(fault.status ?? 500);
    case '5xx-burst':
      return refusals.failure(BURST[around.log.total % BURST.length] as number);
    case 'error-200':
      return refusals.failureAs200 ?? jsonAnswer(200, { error: 'internal error' });
    case 'expired-key':
      return refusals.unauthorized;
    case 'html':
      return htmlAnswer(fault.status ?? 200, 'Przerwa techniczna');
    default:
      return null;
  }
}

function retryAfter(answer: Answer, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, 'retry-after': value } };
}

/** The server's own date follows the sandbox's calendar only while it is wrong: nobody else may rely on it. */
function dated(answer: Answer, around: Surroundings, fault: FaultOrder | null): Answer {
  if (fault?.kind !== 'clock-ahead') return answer;
  const date = new Date(around.clock().getTime() + HOUR_MS).toUTCString();
  return { ...answer, headers: { ...answer.headers, date } };
}

async function deliver(
  reply: FastifyReply,
  answer: Answer,
  fault: FaultOrder | null,
): Promise<FastifyReply> {
  if (fault?.kind === 'slow') await sleep(fault.delayMs ?? 5000, undefined, { ref: false });
  if (fault?.kind === 'silence') {
    await sleep(fault.delayMs ?? 30_000, undefined, { ref: false });
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  return fault?.kind === 'cut' ? sendHalf(reply, answer) : send(reply, answer);
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
    'content-type': answer.contentType ?? 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  reply.raw.write(body.subarray(0, Math.ceil(body.length / 2)), () => reply.raw.destroy());
  return reply;
}
