import type { INestApplicationContext } from '@nestjs/common';

import type { Settings } from '../config/env.js';
import { CreateAccount } from '../modules/accounts/create-account.js';
import { CreateConnection } from '../modules/providers/connections/create-connection.js';
import { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/transaction.js';
import { NotFound } from '../platform/http/domain-error.js';
import type { AccountScope } from '../platform/tenancy/account-scope.js';
import { Sealer } from '../platform/sealing/sealer.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { DEMO_FIRMS, type DemoFirm } from './demo-firms.js';
import { seedExchangeRates } from './seed-exchange-rates.js';

/** Opens at any hour of any day. */
const ALWAYS_OPEN = {
  sync_from: '00:00',
  sync_until: '23:59',
  send_from: '00:00',
  send_until: '23:59',
  daily_run_at: '00:05',
  send_weekdays: [1, 2, 3, 4, 5, 6, 7],
  is_holiday_skipped: false,
};

/**
 * Fills an empty installation: three firms of the admin, two of them connected to the sandbox.
 *
 * @returns their names, or null when there are accounts already
 */
export async function seedDemo(
  app: INestApplicationContext,
  settings: Settings,
): Promise<string[] | null> {
  const tenancy = app.get(Tenancy);
  const found = await tenancy.withoutScope(async (tx) => ({
    accounts: await tx.one<{ count: string }>('select system_count_accounts() as count'),
    admin: await tx.one<{ id: string }>('select id from system_find_user($1)', [
      settings.ADMIN_USERNAME,
    ]),
  }));
  if (found.accounts?.count !== '0') return null;
  if (found.admin === undefined)
    throw new NotFound(`user "${settings.ADMIN_USERNAME}": run "migrate" first`);
  const now = app.get(Clock).now();
  await tenancy.asInstance((tx) => seedExchangeRates(tx, now));
  for (const firm of DEMO_FIRMS) await makeFirm(app, firm, found.admin.id, settings);
  return DEMO_FIRMS.map((firm) => firm.account.name);
}

async function makeFirm(
  app: INestApplicationContext,
  firm: DemoFirm,
  adminId: string,
  settings: Settings,
): Promise<void> {
  const accountId = await app
    .get(CreateAccount, { strict: false })
    .execute(firm.account, [{ userId: adminId, role: 'admin' }]);
  const scope = { accountId, actor: { kind: 'command' as const } };
  const now = app.get(Clock).now();
  await app.get(Tenancy).inAccount(scope, async (tx) => {
    await setColumns(tx, accountId, { ...firm.details, ...(firm.isAlwaysOpen ? ALWAYS_OPEN : {}) });
    if (firm.infaktKey === null) return;
    await insertCatcherAsSender(tx, accountId, firm, settings, now);
    await readCatcherAsMailbox(app, tx, accountId, settings);
    if (firm.isAlwaysOpen)
      await tx.execute(
        'update accounts set is_automatic_sending = true, automatic_sending_since = $2, is_unusual_held = false where id = $1',
        [accountId, now],
      );
  });
  if (firm.infaktKey !== null) {
    const connectionId = await app.get(CreateConnection, { strict: false }).execute(scope, {
      provider: 'infakt',
      name: 'inFakt',
      credentials: { apiKey: firm.infaktKey },
    });
    if (firm.isAlwaysOpen) await letOldDebtsIn(app, scope, connectionId, now);
  }
}

/** The firm whose life the demo shows has decided already; in the other one the visitor decides. */
async function letOldDebtsIn(
  app: INestApplicationContext,
  scope: AccountScope,
  connectionId: string,
  now: Date,
): Promise<void> {
  await app.get(Tenancy).inAccount(scope, async (tx) => {
    await tx.execute(
      `insert into connection_entries (account_id, connection_id, first_synced_on, is_decision_needed, decided_at)
       select $1, $2, ($3::timestamptz at time zone a.time_zone)::date, true, $3 from accounts a where a.id = $1`,
      [scope.accountId, connectionId, now],
    );
    await tx.execute(
      `insert into old_debt_choices (account_id, connection_id, age_band, entry)
       select $1, $2, band, 'from-first-stage' from generate_series(1, 4) band`,
      [scope.accountId, connectionId],
    );
  });
}

async function setColumns(
  tx: Transaction,
  accountId: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<void> {
  const names = Object.keys(columns);
  if (names.length === 0) return;
  await tx.execute(
    `update accounts set ${names.map((name, index) => `${name} = $${index + 2}`).join(', ')} where id = $1`,
    [accountId, ...Object.values(columns)],
  );
}

/** Answers and bounces come to the catcher too: every address has an inbox there, with any password. */
async function readCatcherAsMailbox(
  app: INestApplicationContext,
  tx: Transaction,
  accountId: string,
  settings: Settings,
): Promise<void> {
  const { hostname, port } = new URL(settings.DEMO_IMAP_URL);
  const clock = app.get(Clock);
  const wall = clock.wallNow();
  const mailbox = await tx.one<{ id: string }>(
    `insert into mailboxes (account_id, host, port, security, username, folder, next_collect_at, read_since, created_at, updated_at)
     select $1, $2, $3, 'none', from_email, 'INBOX', $4, $4, $5, $5 from senders where account_id = $1 and is_default returning id`,
    [accountId, hostname, Number(port), wall, clock.now()],
  );
  const sealed = app.get(Sealer).seal('demo', {
    accountId,
    table: 'mailboxes',
    column: 'sealed_password',
    rowId: mailbox!.id,
  });
  await tx.execute('update mailboxes set sealed_password = $3 where account_id = $1 and id = $2', [
    accountId,
    mailbox!.id,
    sealed,
  ]);
  await tx.execute('update senders set mailbox_id = $2 where account_id = $1 and is_default', [
    accountId,
    mailbox!.id,
  ]);
}

/** The demo's mail goes to the catcher, whose address the operator gives. */
async function insertCatcherAsSender(
  tx: Transaction,
  accountId: string,
  firm: DemoFirm,
  settings: Settings,
  now: Date,
): Promise<void> {
  const { hostname, port } = new URL(settings.DEMO_SMTP_URL);
  await tx.execute(
    `insert into senders (account_id, host, port, security, from_name, from_email, reply_to, created_at, updated_at)
     values ($1, $2, $3, 'none', $4, $5, $5, $6, $6)`,
    [accountId, hostname, Number(port), firm.account.legalName, firm.details['email'], now],
  );
}
