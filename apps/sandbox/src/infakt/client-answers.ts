import { type Answer, htmlAnswer, jsonAnswer, notFound } from './answer.js';
import type { ApiRequest, ApiWorld } from './api-world.js';
import type { OpenCompany } from './companies.js';
import { envelope } from './envelope.js';
import { listQuery } from './list-query.js';
import { pageWindow } from './page-window.js';
import type { SandboxClient } from './sandbox-client.js';
import { selectFields } from './select-fields.js';

export function answerClientList(
  world: ApiWorld,
  request: ApiRequest,
  { company }: OpenCompany,
): Answer {
  const query = listQuery(request.query);
  const predicate = clientPredicate(query.filters);
  const ids =
    predicate === null
      ? company.clientIds()
      : company.clientIds().filter((id) => predicate(company.client(id) as SandboxClient));
  const page = pageWindow(ids, query, { id: (id) => id }, world.random);
  const rows = page.map((id) => ({ ...(company.client(id) as SandboxClient) }));
  return jsonAnswer(
    200,
    envelope(request.path, query, ids.length, selectFields(rows, query.fields)),
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

export function answerClient(request: ApiRequest, { company }: OpenCompany, id: string): Answer {
  // seen in production: this one path fails when `fields` is sent
  if (request.query.fields !== undefined) return htmlAnswer(500, 'Internal Server Error');
  const client = /^\d+$/.test(id) ? company.client(Number(id)) : undefined;
  return client === undefined ? notFound : jsonAnswer(200, client);
}
