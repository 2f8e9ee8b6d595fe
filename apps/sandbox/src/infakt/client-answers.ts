import { type Answer, htmlAnswer, jsonAnswer } from '../serving/answer.js';
import { notFound } from './refusals.js';
import { ROW_FAULTS } from '../serving/fault-book.js';
import { disturbedPage, type Spoiling, spoiltRows } from '../serving/page-faults.js';
import type { PlayerRequest } from '../serving/player.js';
import type { ApiWorld } from './api-world.js';
import type { OpenCompany } from './companies.js';
import { envelope } from './envelope.js';
import { listQuery } from './list-query.js';
import { inOrder } from './in-order.js';
import type { SandboxClient } from './sandbox-client.js';
import { selectFields } from './select-fields.js';

const SPOILING: Spoiling = { 'wrong-currency': {}, 'bad-row': { company_name: 7 } };

export function answerClientList(
  world: ApiWorld,
  request: PlayerRequest,
  { company }: OpenCompany,
): Answer {
  const query = listQuery(request.query);
  const predicate = clientPredicate(query.filters);
  const ids =
    predicate === null
      ? company.clientIds()
      : company.clientIds().filter((id) => predicate(company.client(id) as SandboxClient));
  const fault = world.faults.take(request.path, ROW_FAULTS);
  const ordered = inOrder(ids, query.order, { id: (id) => id }, world.random);
  const page = disturbedPage({ matching: ordered, all: () => company.clientIds() }, query, fault);
  const rows = spoiltRows(
    page.rows.map((id) => ({ ...(company.client(id) as SandboxClient) })),
    fault,
    SPOILING,
  );
  return jsonAnswer(
    200,
    envelope(request.path, query, page.total, selectFields(rows, query.fields)),
  );
}

/** `nip_eq` compares what was typed, `clean_nip_eq` strips both sides; unknown filters are ignored. */
function clientPredicate(
  filters: readonly (readonly [string, string])[],
): ((client: SandboxClient) => boolean) | null {
  const known = filters.flatMap(([name, value]): ((client: SandboxClient) => boolean)[] => {
    if (name === 'nip_eq') return [(client) => client.nip === value];
    if (name === 'clean_nip_eq') return [(client) => onlyDigits(client.nip) === onlyDigits(value)];
    if (name === 'company_name_cont')
      return [(client) => (client.company_name ?? '').toLowerCase().includes(value.toLowerCase())];
    return [];
  });
  return known.length === 0 ? null : (client) => known.every((matches) => matches(client));
}

function onlyDigits(text: string | null): string {
  return (text ?? '').replace(/\D/g, '');
}

export function answerClient(request: PlayerRequest, { company }: OpenCompany, id: string): Answer {
  // seen in production: this one path fails when `fields` is sent
  if (request.query.fields !== undefined) return htmlAnswer(500, 'Internal Server Error');
  const client = /^\d+$/.test(id) ? company.client(Number(id)) : undefined;
  return client === undefined ? notFound : jsonAnswer(200, client);
}
