import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { SenderKind } from '../senders/sender.reader.js';
import type { NoticeFacts } from '../texts/notice-facts.js';

type Firm = Pick<NoticeFacts, 'firm'>;
type Addressee = Pick<NoticeFacts, 'client' | 'signature'>;

/** Who writes and to whom, as letters and documents name them. */
export type Parties = Firm & Pick<Addressee, 'client'>;

export async function readParties(
  tx: Transaction,
  accountId: string,
  clientId: string,
): Promise<Parties> {
  const [firm, addressees] = await Promise.all([
    readFirm(tx, accountId),
    readAddressees(tx, accountId, [{ clientId, senderKind: 'normal' }]),
  ]);
  return { ...firm, client: addressees[0]!.client };
}

/** The firm as its letters name it. */
export async function readFirm(tx: Transaction, accountId: string): Promise<Firm> {
  return (await tx.one<Firm>(FIRM, [accountId]))!;
}

/** Whom letters are for, and the signature they end with, in their order. */
export function readAddressees(
  tx: Transaction,
  accountId: string,
  letters: readonly { readonly clientId: string; readonly senderKind: SenderKind }[],
): Promise<Addressee[]> {
  return tx.query<Addressee>(CLIENTS, [
    accountId,
    letters.map((letter) => letter.clientId),
    letters.map((letter) => letter.senderKind),
  ]);
}

const FIRM = prepared(
  `select jsonb_build_object('legalName', a.legal_name, 'taxNumber', coalesce(a.tax_number, ''), 'email', coalesce(a.email, ''), 'country', a.country, 'phone', coalesce(a.phone, ''),
                             'contactPerson', coalesce(a.contact_person, ''), 'bankAccount', coalesce(a.bank_account, ''), 'bankName', coalesce(a.bank_name, ''),
                             'address', concat_ws(', ', a.street, nullif(concat_ws(' ', a.postal_code, a.city), ''), a.country)) as firm
     from accounts a where a.id = $1`,
);

const CLIENTS = prepared(
  `select jsonb_build_object('name', l.name, 'taxNumber', coalesce(l.tax_number, ''),
                             'address', concat_ws(', ', l.street, nullif(concat_ws(' ', l.postal_code, l.city), ''), l.country)) as client,
          coalesce((select s.signature from senders s where s.account_id = $1 and (s.is_default or s.is_escalated and given.kind = 'escalated')
                     order by s.is_escalated desc limit 1), '') as signature
     from unnest((select $2::uuid[]), (select $3::text[])) with ordinality given(id, kind, place)
     join clients l on l.account_id = $1 and l.id = given.id
    order by given.place`,
);
