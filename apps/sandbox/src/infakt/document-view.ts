import type { BookLine } from '../books/book-document.js';
import { totalsOf } from '../books/book-lines.js';
import { SeededRandom } from '../fiction/seeded-random.js';
import type { Company } from './company.js';
import { reportedPayment } from './document-totals.js';
import type { SandboxClient } from './sandbox-client.js';
import type { SandboxDocument } from './sandbox-document.js';

export type WireObject = Record<string, unknown>;

/** A document as a list shows it; names and order of the fields follow the published samples. */
export function documentRow(company: Company, document: SandboxDocument): WireObject {
  const lines = company.linesOf(document);
  const totals = totalsOf(lines);
  const payment = reportedPayment(document, totals.grossMinor);
  const account =
    company.bankAccounts.find(({ currency }) => currency === document.currency) ??
    company.bankAccounts[0];
  const isSplit = document.currency === 'PLN' && totals.grossMinor >= 1_500_000;
  return {
    id: document.id,
    uuid: document.uuid,
    parent_id: null,
    number: document.number,
    currency: document.currency,
    paid_price: payment.paid,
    notes: '',
    kind: document.kind,
    payment_method: 'transfer',
    split_payment: isSplit,
    split_payment_type: isSplit ? 'required' : null,
    recipient_signature: '',
    seller_signature: 'Jan Przykładowy',
    invoice_date: document.issuedOn,
    sale_date: document.issuedOn,
    status: document.status,
    payment_date: document.dueOn,
    paid_date: document.paidOn,
    net_price: totals.netMinor,
    tax_price: totals.taxMinor,
    gross_price: totals.grossMinor,
    left_to_pay: payment.left,
    ...clientSnapshot(company.client(document.clientId)),
    bank_name: 'Dobry bank',
    bank_account: account?.accountNumber ?? null,
    swift: document.currency === 'PLN' ? '' : 'DOBRPLPW',
    sale_type: 'service',
    invoice_date_kind: 'sale_date',
    continuous_service_start_on: null,
    continuous_service_end_on: null,
    vat_exemption_reason: null,
    bdo_code: null,
    transaction_kind_id: null,
    document_markings_ids: [],
    receipt_number: null,
    not_income: false,
    vat_exchange_date_kind: null,
    ...ksef(company, document),
    created_at: `${document.issuedOn}T10:21:25.000+01:00`,
    related_documents: [],
    ...correction(company, document),
    services: lines.map((line, index) => serviceRow(line, document.id * 10 + index)),
  };
}

/** The detail carries links that the list does not. */
export function documentDetail(company: Company, document: SandboxDocument): WireObject {
  const isPayable = document.paidOn === null && document.status !== 'draft';
  return {
    ...documentRow(company, document),
    extensions: {
      payments: {
        link: isPayable ? `https://pay.infakt.example/${document.uuid}` : null,
        available: isPayable,
      },
      shares: { link: null, available: true, valid_until: null },
    },
  };
}

/** The invoice keeps its own copy, with the house number taken out of the street. */
function clientSnapshot(client: SandboxClient | undefined): WireObject {
  const [street, number, flat] = splitStreet(client);
  return {
    client_id: client?.id ?? null,
    client_uuid: client?.uuid ?? null,
    client_company_name: client?.company_name ?? null,
    client_first_name: client?.first_name ?? null,
    client_last_name: client?.last_name ?? null,
    client_business_activity_kind: client?.business_activity_kind ?? null,
    client_street: street,
    client_street_number: number,
    client_flat_number: flat,
    client_city: client?.city ?? null,
    client_post_code: client?.postal_code ?? null,
    client_tax_code: client?.nip ?? '',
    client_country: client?.country ?? 'PL',
  };
}

function splitStreet(
  client: SandboxClient | undefined,
): [string | null, string | null, string | null] {
  if (client === undefined || client.street === null) return [null, null, null];
  const inside = /^(?:ul\. )?(.+?) (\d+[A-Z]?)(?:\/(\d+))?\.?$/.exec(client.street);
  if (client.street_number !== null || inside === null) {
    return [client.street, client.street_number, client.flat_number];
  }
  return [inside[1] ?? null, inside[2] ?? null, inside[3] ?? ''];
}

function ksef(company: Company, document: SandboxDocument): WireObject {
  const isSent =
    document.number !== null && document.kind !== 'proforma' && document.issuedOn >= '2026-02-01';
  if (!isSent) return { ksef_number: null, ksef_data: null };
  const random = new SeededRandom('ksef', document.uuid);
  const part = () =>
    Math.floor(random.next() * 0xffffff)
      .toString(16)
      .toUpperCase()
      .padStart(6, '0');
  const ksef_number = `${company.nip}-${document.issuedOn.replaceAll('-', '')}-${part()}${part()}-${part().slice(0, 2)}`;
  const at = `${document.issuedOn} 10:21:40 +0100`;
  return {
    ksef_number,
    ksef_data: {
      request_uuid: random.uuid(document.id),
      ksef_number,
      status: 'success',
      status_description: null,
      timestamps: { request_created_at: at, request_finished_at: at },
    },
  };
}

function correction(company: Company, document: SandboxDocument): WireObject {
  if (document.correctsUuid === null) return {};
  const corrected = company.corrected(document);
  return {
    corrected_invoice_number: corrected?.number ?? null,
    corrected_invoice_date: corrected?.issuedOn ?? null,
    corrected_invoice_uuid: document.correctsUuid,
    corrected_invoice_gross_price:
      corrected === undefined ? 0 : totalsOf(company.linesOf(corrected)).grossMinor,
    correction_reason: 'Zwrot lub obniżka ceny',
    correction_reason_symbol: null,
  };
}

function serviceRow(line: BookLine, id: number): WireObject {
  return {
    id,
    name: line.name,
    tax_symbol: line.taxSymbol,
    unit: line.unit,
    quantity: line.quantity,
    unit_net_price: line.unitNet,
    net_price: line.net,
    tax_price: line.tax,
    gross_price: line.gross,
    symbol: '',
    pkwiu: '',
    cn: '',
    pkob: '',
    discount: '0.0',
    unit_net_price_before_discount: line.unitNet,
    gtu_id: null,
    related_id: null,
    flat_rate_tax_symbol: null,
    ...(line.isAfter === null ? {} : { correction: line.isAfter, group: 1 }),
  };
}
