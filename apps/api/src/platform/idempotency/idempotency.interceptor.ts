import { type CallHandler, type ExecutionContext, Injectable } from '@nestjs/common';
import type { NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';

import type { AccessRequest } from '../auth/access-request.js';
import { DomainError } from '../http/domain-error.js';
import { statusOf } from '../http/problem.filter.js';
import { KeptReplies, type KeptReply } from './kept-replies.js';

/** Printable, so that it survives every log and proxy between us. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * Lets a caller repeat a POST inside an account without its being done twice: the same key with the
 * same request gets the first reply again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly replies: KeptReplies) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AccessRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || request.scope === undefined)
      return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) throw unusable();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.once(request, reply, key, () => lastValueFrom(next.handle())));
  }

  private async once(
    request: AccessRequest,
    reply: FastifyReply,
    key: string,
    carryOut: () => Promise<unknown>,
  ): Promise<unknown> {
    const scope = request.scope!;
    const { method, url, body } = request;
    const found = await this.replies.begin(scope, key, { method, url, body });
    if ('reply' in found) return replay(reply, found.reply);
    const { first } = found;
    let answer: unknown;
    try {
      answer = await carryOut();
    } catch (error) {
      const isRefused = error instanceof DomainError || (statusOf(error) ?? 500) < 500;
      await (isRefused ? this.replies.forget(scope, first) : this.replies.doubt(scope, first));
      throw error;
    }
    await this.replies.keep(scope, first, {
      status: reply.statusCode,
      etag: (reply.getHeader('etag') as string | undefined) ?? null,
      body: answer,
    });
    return answer;
  }
}

function replay(reply: FastifyReply, kept: KeptReply): unknown {
  void reply.status(kept.status).header('idempotency-replayed', 'true');
  if (kept.etag !== null) void reply.header('etag', kept.etag);
  return kept.body;
}

function unusable(): DomainError {
  return new DomainError('malformed', 'invalid-request', 'Check these fields: Idempotency-Key.', [
    {
      field: 'Idempotency-Key',
      code: 'idempotency-key-invalid',
      message: 'must have 1 to 200 printable characters without blanks',
    },
  ]);
}
