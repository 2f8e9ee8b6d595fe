import {
  type DownloadsInvoices,
  LARGEST_PDF,
  ProviderError,
  requirePdf,
} from '@invoicetracker/provider-kit';

import { failureOf, unexpectedAnswer } from './http/failure.js';
import { documentPath } from './invoices.js';

/** Billingo draws a document when it is first asked for, which takes it seconds. */
const DRAWING_MS = 3000;
const LOOKS = 3;

export const download: DownloadsInvoices = {
  downloadRules: { leavesTrace: false },

  /** While it is being drawn the answer is 202, with words in JSON: asked again a few times, then another day. */
  downloadInvoice: async (context, ref) => {
    const path = `${documentPath(ref)}/download`;
    for (let look = 1; look <= LOOKS; look += 1) {
      const response = await context.request({
        method: 'GET',
        path,
        headers: { accept: 'application/pdf, application/json' },
        isAside: true,
        answer: 'bytes',
        maxBytes: LARGEST_PDF,
      });
      if (response.status === 200) return requirePdf(response.body);
      if (response.status === 404) return goneIn(response.body);
      if (response.status !== 202) throw failureOf(response);
      if (look < LOOKS) await context.wait(DRAWING_MS);
    }
    throw new ProviderError({
      actor: 'retry',
      code: 'document-not-ready',
      message: 'Billingo is still drawing the document.',
      status: 202,
    });
  },
};

/** Only Billingo's own words count: see `getDetail`. */
function goneIn(body: unknown): 'gone' {
  const { error } = (body ?? {}) as { error?: { message?: unknown } };
  if (typeof error?.message !== 'string') throw unexpectedAnswer(404);
  return 'gone';
}
