import { type Collection, TYPES } from './document-types.js';
import type { Condition } from './http/find-rows.js';
import type { ListSource } from './http/list-window.js';
import { readDocument, type ReadDocument } from './invoice-record.js';
import { INVOICES } from './modules.js';

/** The documents of a collection that meet some more conditions, in the order of their ids. */
export function documentSource(
  collection: Collection,
  conditions: readonly Condition[],
  passes: (read: ReadDocument) => boolean,
): ListSource<ReadDocument> {
  const types = TYPES[collection];
  const [only] = types;
  const ofType: Condition =
    types.length === 1
      ? { field: 'Invoice.type', operator: 'eq', value: only as string }
      : { field: 'Invoice.type', operator: 'in', value: types.join(',') };
  return {
    module: INVOICES,
    idField: 'Invoice.id',
    collection,
    conditions: [ofType, ...conditions],
    read: (raw) => readDocument(collection, raw),
    passes,
  };
}
