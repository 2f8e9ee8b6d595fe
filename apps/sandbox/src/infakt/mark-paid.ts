import { type Answer, jsonAnswer } from '../serving/answer.js';
import type { PlayerRequest } from '../serving/player.js';
import type { ApiWorld } from './api-world.js';
import type { SandboxDocument } from './sandbox-document.js';

/** Marks as fully paid: there is no amount. The day may stand in the query, nested in the body, or flat in it. */
export function markPaid(
  world: ApiWorld,
  request: PlayerRequest,
  document: SandboxDocument,
): Answer {
  const paidOn = paidDate(request) ?? world.today();
  const refusal = refusalOf(document, paidOn);
  if (refusal === null) {
    // an odd id stands for the documents whose amounts stay unsettled although they are marked paid
    const isSettled = document.id % 2 === 0;
    world.companies.change(request.key as string, {
      type: 'pay',
      uuid: document.uuid,
      paidOn,
      isSettled,
    });
  }
  return jsonAnswer(201, world.tasks.accept(document, world.clock(), refusal));
}

function refusalOf(document: SandboxDocument, paidOn: string): string | null {
  if (document.paidOn !== null) return 'Faktura już została oznaczona jako zapłacona.';
  if (paidOn < document.issuedOn)
    return 'Data zapłaty nie może być wcześniejsza niż data wystawienia.';
  return null;
}

function paidDate(request: PlayerRequest): string | null {
  const body = (request.body ?? {}) as { paid_date?: unknown; invoice?: { paid_date?: unknown } };
  const given = request.query.paid_date ?? body.invoice?.paid_date ?? body.paid_date;
  return typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : null;
}
