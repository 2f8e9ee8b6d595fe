import { type Answer, jsonAnswer } from '../serving/answer.js';
import { type FaultOrder, ROW_FAULTS } from '../serving/fault-book.js';
import { disturbedPage, type Spoiling, spoiltRows } from '../serving/page-faults.js';
import type { PlayerRequest } from '../serving/player.js';
import type { ApiWorld } from './api-world.js';
import type { CollectionName } from './collections.js';
import type { OpenCompany } from './companies.js';
import { documentRow } from './document-view.js';
import { envelope } from './envelope.js';
import { listQuery } from './list-query.js';
import { inOrder } from './in-order.js';
import type { SandboxDocument } from './sandbox-document.js';
import { selectFields } from './select-fields.js';

const SORT_KEYS = {
  id: (document: SandboxDocument) => document.id,
  invoice_date: (document: SandboxDocument) => document.issuedOn,
};

const SPOILING: Spoiling = {
  'wrong-currency': { currency: 'ZŁO' },
  'bad-row': { gross_price: '349.00', payment_date: '2026-02-31' },
};

/** One page of one collection, with whatever row fault is due for it. */
export function answerDocumentList(
  world: ApiWorld,
  request: PlayerRequest,
  { company, lists }: OpenCompany,
  collection: CollectionName,
): Answer {
  const query = listQuery(request.query);
  const fault = world.faults.take(request.path, ROW_FAULTS);
  const ordered = (filters: typeof query.filters) =>
    inOrder(lists.matching(collection, filters), query.order, SORT_KEYS, world.random);
  const page = disturbedPage(
    { matching: ordered(query.filters), all: () => ordered([]) },
    query,
    fault,
  );
  const rows = page.rows.map((document) => documentRow(company, document));
  const answer = jsonAnswer(
    200,
    envelope(
      request.path,
      query,
      page.total,
      selectFields(spoiltRows(rows, fault, SPOILING), query.fields),
    ),
  );
  vanish(world, request, page.rows[0], fault);
  return answer;
}

/** Deletes the first document of the page once it was listed. */
function vanish(
  world: ApiWorld,
  request: PlayerRequest,
  first: SandboxDocument | undefined,
  fault: FaultOrder | null,
): void {
  if (fault?.kind !== 'vanish' || first === undefined) return;
  world.companies.change(request.key as string, { type: 'delete', uuid: first.uuid });
}
