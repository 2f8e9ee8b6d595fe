import type { INestApplicationContext } from '@nestjs/common';

import type { Settings } from '../config/env.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';

/**
 * Points the demo's firms at the mail catcher where it is now: it takes another port when its own is
 * busy, and a demo must never send through whatever answers at the old one. Senders that a person has
 * entered have a user name or TLS, and are left alone.
 */
export async function followMailCatcher(
  app: INestApplicationContext,
  settings: Settings,
): Promise<void> {
  const tenancy = app.get(Tenancy);
  const { hostname, port } = new URL(settings.DEMO_SMTP_URL);
  const imap = new URL(settings.DEMO_IMAP_URL);
  const admin = await tenancy.withoutScope((tx) =>
    tx.one<{ id: string }>('select id from system_find_user($1)', [settings.ADMIN_USERNAME]),
  );
  if (admin === undefined) return;
  const firms = await tenancy.asUser(admin.id, (tx) =>
    tx.query<{ account_id: string }>('select account_id from memberships where user_id = $1', [
      admin.id,
    ]),
  );
  for (const { account_id: accountId } of firms) {
    await tenancy.inAccount({ accountId, actor: { kind: 'command' } }, (tx) =>
      tx.execute(
        `update senders set port = $3 where account_id = $1 and host = $2 and security = 'none' and username is null and port <> $3`,
        [accountId, hostname, Number(port)],
      ),
    );
    await tenancy.inAccount({ accountId, actor: { kind: 'command' } }, (tx) =>
      tx.execute(
        `update mailboxes set port = $3 where account_id = $1 and host = $2 and security = 'none' and port <> $3`,
        [accountId, imap.hostname, Number(imap.port)],
      ),
    );
  }
}
