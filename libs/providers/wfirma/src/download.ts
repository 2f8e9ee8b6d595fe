import { type DownloadsInvoices, LARGEST_PDF, requirePdf } from '@invoicetracker/provider-kit';
import { XMLBuilder } from 'fast-xml-parser';

import { failureOf } from './http/failure.js';
import { statusCodeOf } from './http/status-code.js';
import { requireReference } from './invoices.js';

const xml = new XMLBuilder({ format: false });
/** The invoice alone: no copy, no address page, no payment form, nothing of the till or the warehouse. */
const WANTED = {
  page: 'invoice',
  address: '0',
  leaflet: '0',
  duplicate: '0',
  payment_cashbox_documents: '0',
  warehouse_documents: '0',
};
const ORDER = xml.build({
  api: {
    invoices: {
      parameters: {
        parameter: Object.entries(WANTED).map(([name, value]) => ({ name, value })),
      },
    },
  },
});

export const download: DownloadsInvoices = {
  downloadRules: { leavesTrace: false },

  /** Bytes whatever output format is asked for; what goes wrong comes as a status in JSON. */
  downloadInvoice: async (context, ref) => {
    const { body, status } = await context.request({
      method: 'POST',
      path: `/invoices/download/${requireReference(ref).externalId}`,
      headers: { 'content-type': 'application/xml', accept: 'application/pdf, application/json' },
      body: ORDER,
      isRead: true,
      isAside: true,
      answer: 'bytes',
      maxBytes: LARGEST_PDF,
    });
    if (Buffer.isBuffer(body) && status === 200) return requirePdf(body);
    if (statusCodeOf(body) === 'NOT FOUND') return 'gone';
    throw failureOf({ body, status });
  },
};
