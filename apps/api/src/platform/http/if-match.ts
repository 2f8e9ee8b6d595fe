import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { DomainError } from './domain-error.js';

/** The version the caller has read, from `If-Match: W/"<version>"`. Two people never overwrite each other unseen. */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) {
    throw new DomainError(
      'precondition-required',
      'if-match-missing',
      'Send the ETag you have read as If-Match.',
    );
  }
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header);
  if (match === null)
    throw new DomainError(
      'precondition-failed',
      'stale',
      'The If-Match header is not an ETag of this resource.',
    );
  return Number(match[1]);
});

/** Says which version the answer shows. */
export function setETag(reply: FastifyReply, version: number): void {
  void reply.header('etag', `W/"${version}"`);
}
