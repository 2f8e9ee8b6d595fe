import type { InvoiceRecord, ProviderContext, SetAside } from '@invoicetracker/provider-kit';
import { orNull } from '@invoicetracker/provider-kit/read-row';

import { findRows } from './http/find-rows.js';
import { getRow } from './http/get-row.js';
import { correctionRecord, type ReadDocument } from './invoice-record.js';
import { type InvoiceRow, invoiceRow, parentIdOf } from './invoice-row.js';
import { INVOICES } from './modules.js';
import { PAGE_SIZE } from './config.js';

export interface CorrectionRecords {
  readonly records: readonly InvoiceRecord[];
  readonly setAside: readonly SetAside[];
}

/** Corrections with what they change, which the documents they correct help to tell: one more request for a page. */
export async function correctionRecords(
  context: ProviderContext,
  corrections: readonly ReadDocument[],
): Promise<CorrectionRecords> {
  const parentIds = corrections.flatMap(({ row }) => parentIdOf(row) ?? []);
  const parents = await readParents(context, [...new Set(parentIds)]);
  const records: InvoiceRecord[] = [];
  const setAside: SetAside[] = [];
  for (const correction of corrections) {
    const parent = parents.get(parentIdOf(correction.row) ?? '') ?? null;
    const row = correctionRecord(correction, parent);
    if (row.kind === 'usable') records.push(row.record);
    else if (row.kind === 'aside') setAside.push(row.setAside);
  }
  return { records, setAside };
}

const invoiceOrNull = orNull(invoiceRow);

/** Those that do not come with the others, because they are gone or the filter was ignored, are asked for by themselves. */
async function readParents(
  context: ProviderContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InvoiceRow>> {
  const parents = new Map<string, InvoiceRow>();
  const add = (raw: unknown) => {
    const parent = invoiceOrNull(raw);
    if (parent !== null && ids.includes(parent.id)) parents.set(parent.id, parent);
  };
  if (ids.length > 1) {
    const conditions = [{ field: 'Invoice.id', operator: 'in', value: ids.join(',') }] as const;
    const query = { conditions, order: 'Invoice.id', page: 1, limit: PAGE_SIZE };
    (await findRows(context, INVOICES, query)).rows.forEach(add);
  }
  for (const id of ids) if (!parents.has(id)) add(await getRow(context, INVOICES, id));
  return parents;
}
