import { totalsOf } from '../books/book-lines.js';
import type { PrintedInvoice } from '../serving/invoice-pdf.js';
import type { Company } from './company.js';
import type { SandboxDocument } from './sandbox-document.js';

/** A document as inFakt prints it. */
export function printedDocument(company: Company, document: SandboxDocument): PrintedInvoice {
  const { number, issuedOn, dueOn, currency } = document;
  const lines = company.linesOf(document);
  const client = company.client(document.clientId);
  const person = `${client?.first_name ?? ''} ${client?.last_name ?? ''}`;
  return {
    title: 'Faktura',
    number,
    seller: `${company.name}, NIP ${company.nip}`,
    buyer: client?.company_name ?? person,
    issuedOn,
    dueOn,
    currency,
    lines,
    grossMinor: totalsOf(lines).grossMinor,
  };
}
