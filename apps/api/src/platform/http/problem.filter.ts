import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { DomainError, type ErrorKind, type FieldProblem } from './domain-error.js';

const STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-failed': 412,
  invalid: 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
};

const CODE_OF_STATUS: Record<number, string> = {
  400: 'malformed-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

interface Problem {
  status: number;
  code: string;
  detail: string;
  fields: readonly FieldProblem[];
  retryAfterSeconds?: number | undefined;
}

/** Every failure leaves as problem+json: a code, a sentence, the fields, and no stack, SQL or path. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    sendProblem(error, request, reply);
  }
}

const logger = new Logger('http');

/** Answers a failure; also for those that happen before a route is found. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  if (problem.status >= 500) {
    logger.error({ err: error, requestId: request.id }, 'request failed');
  }
  if (problem.retryAfterSeconds !== undefined) {
    void reply.header('retry-after', String(problem.retryAfterSeconds));
  }
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      JSON.stringify({
        type: `/problems/${problem.code}`,
        title: problem.code.replaceAll('-', ' '),
        status: problem.status,
        code: problem.code,
        detail: problem.detail,
        requestId: request.id,
        ...(problem.fields.length > 0 ? { errors: problem.fields } : {}),
      }),
    );
}

function toProblem(error: unknown): Problem {
  if (error instanceof DomainError) {
    return {
      status: STATUS[error.kind],
      code: error.code,
      detail: error.message,
      fields: error.fields,
      retryAfterSeconds: error.retryAfterSeconds,
    };
  }
  const status = statusOf(error);
  if (status !== null && status < 500) {
    const code = CODE_OF_STATUS[status] ?? 'refused';
    return { status, code, detail: refusal(status, error), fields: [] };
  }
  return {
    status: 500,
    code: 'unexpected',
    detail:
      'Something went wrong on our side. It has been recorded under the request id; try again in a moment.',
    fields: [],
  };
}

/** Nest's and Fastify's own refusals carry a status; anything else is ours to answer for. */
export function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : null;
}

function refusal(status: number, error: unknown): string {
  if (status === 400)
    return 'The request could not be read. Check that it is valid JSON and that the address is right.';
  if (status === 404) return 'There is nothing at this address.';
  if (status === 413) return 'The request is too large.';
  if (status === 415) return 'Send the request as application/json.';
  return error instanceof Error ? error.message : 'The request was refused.';
}
