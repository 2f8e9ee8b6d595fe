import type { BookClient } from '../books/book-client.js';
import type { WireRow } from '../serving/page-faults.js';
import { warsawInstant } from './wire-text.js';

/** A client in Fakturownia's words; several addresses stand in one field. */
export function clientView(client: BookClient, aheadMs: number): WireRow {
  const changed = warsawInstant(new Date(Date.parse(client.updatedAt) + aheadMs));
  return {
    id: client.id,
    name: client.isPerson ? `${client.firstName ?? ''} ${client.lastName ?? ''}` : client.name,
    shortcut: client.name.slice(0, 20),
    company: !client.isPerson,
    first_name: client.firstName,
    last_name: client.lastName,
    tax_no: client.taxNumber ?? '',
    tax_no_kind: client.country === 'PL' ? '' : 'nip_ue',
    email: client.emails.join(', '),
    phone: client.phone ?? '',
    mobile_phone: null,
    street: client.street,
    street_no: null,
    post_code: client.postalCode,
    city: client.city,
    country: client.country,
    kind: 'buyer',
    bank_account: null,
    payment_to_kind: '14',
    // Fakturownia reminds everybody of whom it is not told otherwise
    disable_auto_reminders: !client.isReminded,
    external_id: null,
    deleted: false,
    created_at: changed,
    updated_at: changed,
  };
}
