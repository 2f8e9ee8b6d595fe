import { type Answer, jsonAnswer } from './answer.js';
import type { CollectionName } from './collections.js';
import type { OpenCompany } from './companies.js';
import { documentRow, type WireObject } from './document-view.js';
import { envelope } from './envelope.js';
import { ROW_FAULTS } from './fault-book.js';
import type { ApiRequest, ApiWorld } from './api-world.js';
import { listQuery } from './list-query.js';
import { pageWindow } from './page-window.js';
import type { SandboxDocument } from './sandbox-document.js';
import { selectFields } from './select-fields.js';

const SORT_KEYS = {
  id: (document: SandboxDocument) => document.id,
  invoice_date: (document: SandboxDocument) => document.issuedOn,
};

/** One page of one collection, with whatever row fault is due for it. */
export function answerDocumentList(
  world: ApiWorld,
  request: ApiRequest,
  { company, lists }: OpenCompany,
  collection: CollectionName,
): Answer {
  const query = listQuery(request.query);
  const fault = world.faults.take(request.path, ROW_FAULTS);
  const matching = lists.matching(collection, fault?.kind === 'ignore-filter' ? [] : query.filters);
  const documents = pageWindow(matching, query, SORT_KEYS, world.random);
  const rows = withRowFault(
    documents.map((document) => documentRow(company, document)),
    fault?.kind,
  );
  const answer = jsonAnswer(
    200,
    envelope(request.path, query, matching.length, selectFields(rows, query.fields)),
  );
  const first = documents[0];
  if (fault?.kind === 'vanish' && first !== undefined) {
    world.companies.change(request.key as string, { type: 'delete', uuid: first.uuid });
  }
  return answer;
}

function withRowFault(
  rows: readonly WireObject[],
  kind: string | undefined,
): readonly WireObject[] {
  const [first, ...others] = rows;
  if (first === undefined) return rows;
  switch (kind) {
    case 'duplicate-rows':
      return [first, first, ...others, ...others.slice(-2)];
    case 'wrong-currency':
      return [{ ...first, currency: 'ZŁO' }, ...others];
    case 'bad-row':
      return [{ ...first, gross_price: '349.00', payment_date: '2026-02-31' }, ...others];
    default:
      return rows;
  }
}
