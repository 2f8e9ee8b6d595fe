/** Stores a page of clients with their addresses, and remembers their ids. */
export async function insertClients(owner, { accountId, connectionId, clientIds }, entities) {
  const { rows } = await owner.query(
    `with c as (
       insert into clients (account_id, connection_id, id, external_id, name, kind, tax_number, street, postal_code, city, country, phone, language,
                            email_text, created_at, updated_at)
       select $1, $2, uuidv7(), g.external_id, g.name, 'business', g.nip, g.street, g.postal_code, g.city, g.country, g.phone, 'pl', g.email, now(), now()
         from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
           as g(external_id, name, nip, street, postal_code, city, country, phone, email)
       returning id, external_id, email_text
     ), contacts as (
       insert into client_contacts (account_id, client_id, email, source, created_at)
       select $1, id, email_text, 'provider', now() from c
     )
     select id, external_id from c`,
    [
      accountId,
      connectionId,
      entities.map((row) => String(row.id)),
      entities.map((row) => row.company_name ?? `${row.first_name} ${row.last_name}`),
      ...['nip', 'street', 'postal_code', 'city', 'country', 'phone_number', 'email'].map((field) =>
        entities.map((row) => row[field] ?? ''),
      ),
    ],
  );
  for (const { id, external_id } of rows) clientIds.set(external_id, id);
}

/** Stores a page of invoices with their lines, and opens their cases: one statement. */
export async function insertInvoices(owner, { accountId, connectionId, clientIds }, entities) {
  const lines = entities.flatMap((row) =>
    row.services.map((service, index) => ({ uuid: row.uuid, position: index + 1, ...service })),
  );
  const clientIdOf = (row) => clientIds.get(String(row.client_id));
  await owner.query(INSERT, [
    accountId,
    connectionId,
    ...INVOICE_FIELDS.map((field) => entities.map((row) => row[field])),
    entities.map(clientIdOf),
    ...LINE_FIELDS.map((field) => lines.map((row) => row[field])),
  ]);
}

const INVOICE_FIELDS = [
  'uuid',
  'id',
  'number',
  'currency',
  'net_price',
  'tax_price',
  'gross_price',
  'invoice_date',
  'sale_date',
  'payment_date',
  'bank_account',
  'client_company_name',
];
const LINE_FIELDS = [
  'uuid',
  'position',
  'name',
  'quantity',
  'unit',
  'unit_net_price',
  'net_price',
  'tax_price',
  'gross_price',
  'tax_symbol',
];

const INSERT = `
with g as materialized (
  select uuidv7() as id, uuidv7() as case_id, n.*
    from unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::date[], $11::date[], $12::date[],
                $13::text[], $14::text[], $15::uuid[])
      as n(uuid, seq, number, currency, net, tax, gross, issued_on, sold_on, due_on, bank_account, client_name, client_id)
), invoice as (
  insert into invoices (account_id, connection_id, id, kind, collection, external_id, external_seq, number, client_id, currency, net_minor, tax_minor,
                        gross_minor, issued_on, sold_on, due_on, legal_due_on, bank_account, created_at, updated_at)
  select $1, $2, id, 'invoice', 'invoices', uuid, seq, number, client_id, currency, net, tax, gross, issued_on, sold_on, due_on, due_on, bank_account, now(), now()
    from g
), line as (
  insert into invoice_lines (account_id, invoice_id, position, name, quantity, unit, unit_net_minor, net_minor, tax_minor, gross_minor, tax_symbol)
  select $1, g.id, l.position, l.name, l.quantity, l.unit, l.unit_net, l.net, l.tax, l.gross, l.tax_symbol
    from unnest($16::text[], $17::int[], $18::text[], $19::numeric[], $20::text[], $21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[], $25::text[])
      as l(uuid, position, name, quantity, unit, unit_net, net, tax, gross, tax_symbol)
    join g using (uuid)
), opened as (
  insert into cases (account_id, id, invoice_id, client_id, state, opened_on, number, client_name, currency, gross_minor, balance_minor, due_on, search_text, policy_id, policy_version)
  select $1, case_id, id, client_id, 'active', current_date, number, coalesce(client_name, ''), currency, gross, gross, due_on,
         lower(number || ' ' || coalesce(client_name, '')), (select id from policies where account_id = $1), 1 from g
), scheduled as (
  insert into case_schedule (account_id, case_id, client_id, next_on, next_stage_key, reason)
  select $1, case_id, client_id, current_date, 'overdue-notice', 'opened' from g
)
insert into case_events (account_id, case_id, at, on_day, kind, data)
select $1, case_id, now(), current_date, 'opened', jsonb_build_object('balanceMinor', gross::text) from g`;
