import type { BookClient } from '../books/book-client.js';
import { instant } from './wire-words.js';

/** A consumer's PESEL, where somebody typed it in, stands in the field of the tax number. */
export function taxIdOf(client: BookClient): { nip: string; tax_id_type: string } {
  if (client.taxNumber !== null) {
    return { nip: client.taxNumber, tax_id_type: client.country === 'PL' ? 'nip' : 'vat' };
  }
  const hasPesel = client.isPerson && client.id % 3 === 0;
  return hasPesel
    ? { nip: `800101${String(client.id).slice(-5).padStart(5, '0')}`, tax_id_type: 'pesel' }
    : { nip: '', tax_id_type: 'none' };
}

export function contractorHeader(client: BookClient): Record<string, string> {
  return {
    id: String(client.id),
    name: client.name,
    ...taxIdOf(client),
    modified: instant(client.updatedAt),
  };
}

export function contractorView(client: BookClient, aheadMs: number): Record<string, unknown> {
  return {
    id: String(client.id),
    name: client.name,
    altname: client.name,
    ...taxIdOf(client),
    street: client.street,
    zip: client.postalCode,
    city: client.city,
    country: client.country,
    phone: client.phone ?? '',
    email: client.emails.join(', '),
    remind: client.isReminded ? '1' : '0',
    created: instant(client.updatedAt, aheadMs),
    modified: instant(client.updatedAt, aheadMs),
  };
}
