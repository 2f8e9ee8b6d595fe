import type { ClientRecord, ClientSnapshot } from '@invoicetracker/provider-kit';

import { clientLanguage } from './client-language.js';
import { contentHash } from './content-hash.js';
import { storable, storableOrNull } from './storable.js';

/** A client as our table has it. */
export interface ClientRow {
  readonly externalId: string;
  readonly name: string;
  readonly kind: 'business' | 'person';
  readonly taxNumber: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly country: string;
  readonly phone: string | null;
  readonly language: string;
  readonly emails: readonly string[];
  readonly contentHash: string | null;
}

/** Clients that the provider keeps no record of: known by what the invoice says. */
const SNAPSHOT = 'snapshot:';

/** @param country the account's, for clients without one */
export function clientRow(record: ClientRecord, country: string): ClientRow {
  const row = {
    externalId: record.externalId,
    ...described(record, country),
    phone: storableOrNull(record.phone),
    emails: record.emails.map(storable),
  };
  const { language: _language, ...content } = row;
  return { ...row, contentHash: contentHash(content) };
}

/** What an invoice knows of its client: enough to begin with, completed from the provider's client list. */
export function snapshotClientRow(client: ClientSnapshot, country: string): ClientRow {
  return {
    externalId: clientKey(client),
    ...described(client, country),
    phone: storableOrNull(client.phone ?? null),
    emails: (client.emails ?? []).map(storable),
    contentHash: null,
  };
}

/** How an invoice's client is found again. */
export function clientKey(client: ClientSnapshot): string {
  if (client.externalId !== null) return client.externalId;
  return SNAPSHOT + contentHash([client.name, client.taxNumber]);
}

/** True for clients nobody can ask the provider about. */
export function isSnapshotOnly(externalId: string): boolean {
  return externalId.startsWith(SNAPSHOT);
}

function described(client: ClientRecord | ClientSnapshot, accountCountry: string) {
  const country = client.country ?? accountCountry;
  return {
    name: storable(client.name),
    kind: client.kind,
    taxNumber: normalTaxNumber(client.taxNumber),
    street: storableOrNull(client.street),
    postalCode: storableOrNull(client.postalCode),
    city: storableOrNull(client.city),
    country,
    language: clientLanguage(country),
  };
}

/** Letters and digits only: people type dashes and blanks. */
function normalTaxNumber(typed: string | null): string | null {
  const kept = (typed ?? '').toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return kept === '' ? null : kept;
}
