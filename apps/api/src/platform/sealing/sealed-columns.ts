import type { SealPlace } from './sealer.js';

/** A column of sealed values, and how the place that each is sealed for follows from its row. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** Two uuid columns that together name a row. */
  readonly owner: string;
  readonly id: string;
  /** The column whose value is the place's row. */
  readonly row: string;
  /** What stands in the account's place, where it is not the owner. */
  readonly placeOwner?: string;
}

/** Every column of sealed values there is: `keys rotate` goes through them. A test compares with the catalogue. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'connections', column: 'sealed_key', owner: 'account_id', id: 'id', row: 'id' },
  { table: 'provider_webhooks', column: 'sealed_secret', owner: 'account_id', id: 'id', row: 'id' },
  { table: 'senders', column: 'sealed_password', owner: 'account_id', id: 'id', row: 'id' },
  { table: 'mailboxes', column: 'sealed_password', owner: 'account_id', id: 'id', row: 'id' },
  { table: 'idempotency_keys', column: 'sealed_record', owner: 'account_id', id: 'id', row: 'id' },
  { table: 'user_totp', column: 'sealed_seed', owner: 'user_id', id: 'user_id', row: 'user_id' },
  {
    table: 'system_mails',
    column: 'sealed_token',
    owner: 'id',
    id: 'id',
    row: 'to_email',
    placeOwner: 'system',
  },
];

/** The place that a value of this column was sealed for. */
export function placeIn(
  { table, column, placeOwner }: SealedColumn,
  row: { readonly owner: string; readonly row_id: string },
): SealPlace {
  return { accountId: placeOwner ?? row.owner, table, column, rowId: row.row_id };
}
