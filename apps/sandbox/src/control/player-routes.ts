import type { FastifyInstance } from 'fastify';

import { ChangeRefused } from '../books/change-refused.js';
import { FAULT_KINDS, type FaultOrder } from '../serving/fault-book.js';
import type { PlayerControl } from './player-control.js';

/** Faults of a provider and what it was asked, below /control/<provider>. */
export function servePlayerControl(
  app: FastifyInstance,
  name: string,
  control: PlayerControl,
): void {
  app.post<{ Body: FaultOrder }>(`/control/${name}/faults`, ({ body }) => {
    control.fault(checkedFault(body));
    return { faults: control.pendingFaults() };
  });
  app.delete(`/control/${name}/faults`, () => {
    control.clearFaults();
    return { faults: [] };
  });
  app.get(`/control/${name}/requests`, () => control.requests());
  app.delete(`/control/${name}/requests`, () => {
    control.resetRequests();
    return control.requests();
  });
}

function checkedFault(order: FaultOrder): FaultOrder {
  if (!FAULT_KINDS.includes(order.kind))
    throw new ChangeRefused(`kind must be one of ${FAULT_KINDS.join(', ')}.`);
  return order;
}
