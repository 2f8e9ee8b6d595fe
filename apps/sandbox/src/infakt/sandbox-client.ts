/** A client as inFakt's own object: the names are the wire's. */
export interface SandboxClient {
  readonly id: number;
  readonly uuid: string;
  readonly company_name: string | null;
  readonly street: string | null;
  readonly street_number: string | null;
  readonly flat_number: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly country_full_name: string | null;
  readonly postal_code: string | null;
  readonly nip: string | null;
  readonly phone_number: string | null;
  readonly web_site: string | null;
  readonly email: string | null;
  readonly note: string | null;
  readonly receiver: string | null;
  readonly mailing_company_name: string | null;
  readonly mailing_street: string | null;
  readonly mailing_city: string | null;
  readonly mailing_postal_code: string | null;
  readonly days_to_payment: string;
  readonly payment_method: string;
  readonly invoice_note: string | null;
  readonly same_forward_address: boolean;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly business_activity_kind: 'private_person' | 'self_employed' | 'other_business';
  readonly is_vindicable: boolean;
  readonly vindicable_invoices_count: number;
}
