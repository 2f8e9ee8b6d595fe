import { createServer } from 'node:http';

import pg from 'pg';

/**
 * The least a server can do for a page of cases: one prepared statement, whose JSON PostgreSQL writes, put on the wire
 * by node:http. Nobody signs in, nothing is checked, every account would be visible.
 */
const COLUMNS = `c.id, c.invoice_id, c.number, c.client_id, c.client_name, c.balance_minor, c.gross_minor, c.currency, c.due_on,
  c.stage_key, c.state, c.closed_reason, c.closed_on, c.is_ready_for_hand_over, c.hold_reason, c.hold_until, s.next_on, s.next_stage_key, s.reason`;
const CASES =
  'cases c left join case_schedule s on s.account_id = c.account_id and s.case_id = c.id';
const OF_FIRM = "c.account_id = $1 and c.state = 'active'";

const PAGES = {
  first: { where: OF_FIRM, order: 'c.due_on, c.id' },
  deep: {
    where: `${OF_FIRM} and (c.due_on, c.id) > ($2::date, $3::uuid)`,
    order: 'c.due_on, c.id',
  },
  search: { where: `${OF_FIRM} and c.search_text like $2`, order: 'c.due_on, c.id' },
};

const pool = new pg.Pool({ connectionString: process.env.OWNER_DATABASE_URL, max: 10 });

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const name = pathname.slice(1);
  const page = PAGES[name];
  if (page === undefined) return response.writeHead(404).end();
  const text = `select coalesce(json_agg(r), '[]')::text as items
                  from (select ${COLUMNS} from ${CASES} where ${page.where} order by ${page.order} limit 101) r`;
  pool.query({ name, text, values: searchParams.getAll('p') }).then(
    ({ rows }) => {
      const body = Buffer.from(`{"items":${rows[0].items}}`);
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': body.length,
      });
      response.end(body);
    },
    (error) => response.writeHead(500).end(error.message),
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
