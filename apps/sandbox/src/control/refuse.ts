import { InvalidDay } from '@invoicetracker/calendar';
import type { FastifyReply } from 'fastify';

import { ChangeRefused } from '../books/change-refused.js';

/** Says what was wrong with an order: the caller's mistake, or ours. */
export function refuse(error: unknown, reply: FastifyReply): FastifyReply {
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
