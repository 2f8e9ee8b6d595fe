import { type DownloadsInvoices, LARGEST_PDF, requirePdf } from '@invoicetracker/provider-kit';

import { pathOf } from './document.js';
import { failureOf, unexpectedAnswer } from './http/failure.js';

export const download: DownloadsInvoices = {
  downloadRules: { leavesTrace: false },

  /** Asked for with the token, and with nothing else: see `getDetail`. */
  downloadInvoice: async (context, ref) => {
    const response = await context.request({
      method: 'GET',
      path: `${pathOf(ref)}.pdf`,
      headers: { accept: 'application/pdf, application/json' },
      isAside: true,
      answer: 'bytes',
      maxBytes: LARGEST_PDF,
    });
    if (response.status === 200) return requirePdf(response.body);
    if (response.status !== 404) throw failureOf(response);
    if (typeof response.body !== 'object' || response.body === null) throw unexpectedAnswer(404);
    return 'gone';
  },
};
