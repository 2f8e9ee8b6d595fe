import { addDays, dayIn, localDate } from '@invoicetracker/calendar';
import { createHttpTransport } from '@invoicetracker/provider-kit';

import { Clock } from '../../dist/platform/clock/clock.js';

/**
 * Everything a sync reads, by the connector itself.
 *
 * @param address where the product finds the provider, with places such as `{subdomain}`
 * @returns what was asked for each page, what is in it (`banks`, `clients`, `invoices`), and its rows as the raw program
 *   stores them
 */
export async function readPages(replay, address, connector, credentials) {
  const transport = transportTo(address, connector, credentials);
  const pages = [];
  const add = (of, clients, invoices) =>
    pages.push({ of, requests: replay.asked.splice(0), clients, invoices });
  replay.asked.length = 0;
  if (connector.listBankAccounts !== undefined) {
    await connector.listBankAccounts(transport);
    add('banks', [], []);
  }
  if (connector.listClients !== undefined) {
    await walk(
      (cursor) => connector.listClients(transport, cursor),
      ({ records }) => add('clients', records.map(clientRow), []),
    );
  }
  const known = new Set(pages.flatMap(({ clients }) => clients.map(({ id }) => id)));
  await walk(invoicesBy(connector, transport), ({ records }) => {
    const clients = records
      .map(({ client }) => snapshotRow(client))
      .filter(({ id }) => !known.has(id));
    for (const { id } of clients) known.add(id);
    add(
      'invoices',
      [...new Map(clients.map((row) => [row.id, row])).values()],
      records.map(invoiceRow),
    );
  });
  return pages;
}

function invoicesBy(connector, transport) {
  // cases open two days before the due date
  const dueUntil = addDays(localDate(dayIn('Europe/Warsaw', new Clock(null).now())), 2);
  if (connector.listOpenReceivables !== undefined)
    return (cursor) => connector.listOpenReceivables(transport, { dueUntil }, cursor);
  return (cursor) => connector.listChangedInvoices(transport, new Date(0), cursor);
}

async function walk(fetchPage, take) {
  let cursor = null;
  do {
    const page = await fetchPage(cursor);
    take(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function clientRow(record) {
  return { ...snapshotRow(record), phone_number: record.phone, email: record.emails.join(' ') };
}

/** The client as a document has it, by the id the document's row carries. */
function snapshotRow(client) {
  return {
    id: client.externalId ?? `${client.name} ${client.taxNumber}`,
    company_name: client.name,
    nip: client.taxNumber,
    street: client.street,
    postal_code: client.postalCode,
    city: client.city,
    country: client.country,
    phone_number: null,
    email: null,
  };
}

function invoiceRow(record) {
  return {
    uuid: record.externalId,
    id: record.sequence,
    number: record.number,
    currency: record.currency,
    net_price: record.netMinor,
    tax_price: record.taxMinor,
    gross_price: record.grossMinor,
    invoice_date: record.issuedOn,
    sale_date: record.soldOn,
    payment_date: record.dueOn,
    bank_account: record.bankAccount,
    client_company_name: record.client.name,
    client_id: snapshotRow(record.client).id,
    services: record.lines.map((line) => ({
      name: line.name,
      quantity: line.quantity,
      unit: line.unit,
      unit_net_price: line.unitNetMinor,
      net_price: line.netMinor,
      tax_price: line.taxMinor,
      gross_price: line.grossMinor,
      tax_symbol: line.taxSymbol,
    })),
  };
}

function transportTo(baseUrl, connector, credentials) {
  return createHttpTransport({
    baseUrl,
    provider: connector,
    credentials,
    fetch,
    timeouts: { connectMs: 15_000, totalMs: 45_000 },
    maxBytes: 16 * 1024 * 1024,
    governor: { take: async () => undefined, pause: async () => undefined },
    retries: 0,
    maxWaitMs: 0,
    // eslint-disable-next-line no-restricted-syntax -- spreads nothing: no request is repeated
    random: Math.random,
    sleep: async () => undefined,
    now: () => performance.now(),
  });
}
