import { type DownloadsInvoices, LARGEST_PDF, requirePdf } from '@invoicetracker/provider-kit';

import { documentPath } from './document-path.js';
import { failureOf, unexpectedAnswer } from './http/failure.js';

export const download: DownloadsInvoices = {
  // inFakt then shows the document as printed, and would book a draft: a draft is never asked for, no case opens on one
  downloadRules: { leavesTrace: true },

  /** Bytes although the path ends in `.json`; `original` is what the client was sent. */
  downloadInvoice: async (context, ref) => {
    const response = await context.request({
      method: 'GET',
      path: `${documentPath(ref).path}/pdf.json`,
      query: [['document_type', 'original']],
      headers: { accept: 'application/pdf, application/json' },
      isAside: true,
      answer: 'bytes',
      maxBytes: LARGEST_PDF,
    });
    if (response.status === 200) return requirePdf(response.body);
    if (response.status !== 404) throw failureOf(response);
    const body = response.body as { error?: unknown } | null | undefined;
    if (typeof body?.error !== 'string') throw unexpectedAnswer(404);
    return 'gone';
  },
};
