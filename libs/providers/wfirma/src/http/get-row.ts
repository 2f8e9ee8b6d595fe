import type { ProviderContext } from '@invoicetracker/provider-kit';

import { failureOf, unexpectedAnswer } from './failure.js';
import { type Module, rowsIn } from './find-rows.js';
import { statusCodeOf } from './status-code.js';

/**
 * One record by its id, or `gone`. Only wFirma's own word for it counts as gone: an HTTP 404 comes from something in
 * between, and a document must not be taken for deleted because of that.
 */
export async function getRow(
  context: ProviderContext,
  module: Module,
  id: string,
): Promise<unknown> {
  const response = await context.request({ method: 'GET', path: `/${module.plural}/get/${id}` });
  const code = statusCodeOf(response.body);
  if (code === 'NOT FOUND') return 'gone';
  if (code !== 'OK') throw failureOf(response);
  const [row] = rowsIn(response.body, module);
  if (row === undefined) throw unexpectedAnswer(response.status);
  return row;
}
