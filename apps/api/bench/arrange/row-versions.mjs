/** Tables a sync writes a provider's records to. */
const TABLES = [
  'clients',
  'client_contacts',
  'invoices',
  'invoice_lines',
  'payments',
  'cases',
  'case_events',
  'case_schedule',
];

/** Every row of a firm's records with its version: place, writer, and whoever has locked or replaced it. */
export async function rowVersions(owner, accountId) {
  const parts = TABLES.map(
    (table) =>
      `select tableoid || ':' || ctid || ':' || xmin || ':' || xmax as version from ${table} where account_id = $1`,
  );
  const { rows } = await owner.query(parts.join(' union all '), [accountId]);
  return new Set(rows.map(({ version }) => version));
}

/** How many rows were written, replaced or locked between two looks. */
export function changedRows(before, after) {
  return Math.max(after.difference(before).size, before.difference(after).size);
}
