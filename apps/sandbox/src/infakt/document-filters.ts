import type { Company } from './company.js';
import type { SandboxDocument } from './sandbox-document.js';

type Predicate = (document: SandboxDocument) => boolean;

/**
 * The filters this server knows (Ransack style). One it does not know, a misspelt one included, is ignored and the page
 * comes back unfiltered, as on the real one.
 */
const KNOWN: Readonly<Record<string, (value: string, company: Company) => Predicate>> = {
  number_eq: (value) => (document) => document.number === value,
  invoice_date_gteq: (value) => (document) => document.issuedOn >= value,
  invoice_date_lteq: (value) => (document) => document.issuedOn <= value,
  payment_date_eq: (value) => (document) => document.dueOn === value,
  payment_date_gteq: (value) => (document) => document.dueOn >= value,
  payment_date_lteq: (value) => (document) => document.dueOn <= value,
  paid_date_null: (value) => (document) => (document.paidOn === null) === (value === 'true'),
  client_id_eq: (value) => (document) => String(document.clientId) === value,
  clean_client_nip_eq: (value, company) => (document) =>
    onlyDigits(company.client(document.clientId)?.nip ?? '') === onlyDigits(value),
};

export function documentPredicate(
  filters: readonly (readonly [string, string])[],
  company: Company,
): Predicate {
  const predicates = filters.flatMap(([name, value]) => {
    const make = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
    return make === undefined ? [] : [make(value, company)];
  });
  return (document) => predicates.every((predicate) => predicate(document));
}

function onlyDigits(text: string): string {
  return text.replace(/\D/g, '');
}
