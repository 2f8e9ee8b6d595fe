import { randomBytes } from 'node:crypto';

import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';

import { BrokenSettings, readSettings } from '../config/env.js';
import { followMailCatcher } from '../demo/follow-mail-catcher.js';
import { CreateUser } from '../modules/identity/create-user.js';
import { AuditKeys } from '../platform/audit/audit-keys.js';
import { chainOlderEntries } from '../platform/audit/chain-older-entries.js';
import { Clock } from '../platform/clock/clock.js';
import { migrate } from '../platform/database/migrate.js';
import { auditInstance } from '../platform/tenancy/audit.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';
import { report, withProduct } from './with-product.js';

/** `migrate`: newest schema, roles and queues; makes the first admin when there is no user yet. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the newest schema; make the first admin')
    .action(async (_options: unknown, command: Command) => {
      const settings = readSettings();
      if (settings.DATABASE_URL === undefined)
        throw new BrokenSettings(
          '"migrate" needs DATABASE_URL, the owner\'s address of the database.',
        );
      const ran = await migrate(settings.DATABASE_URL, settings.RUNTIME_DATABASE_URL);
      await chainOlderEntries(settings.DATABASE_URL, new AuditKeys(settings.AUDIT_KEYS));
      const admin = await withProduct(async (app) => {
        if (ran.length > 0) await noteMigrations(app, ran);
        if (settings.DEMO) await followMailCatcher(app, settings);
        return makeFirstAdmin(
          app.get(CreateUser, { strict: false }),
          settings.ADMIN_USERNAME,
          settings.ADMIN_PASSWORD,
        );
      });
      report(command, { migrations: ran, admin }, sentence(ran, admin));
    });
}

/** The first one begins the installation's audit chain. */
async function noteMigrations(app: INestApplicationContext, ran: string[]): Promise<void> {
  await app.get(Tenancy).withoutScope((tx) =>
    auditInstance(tx, app.get(Clock).wallNow(), {
      actor: { kind: 'command' },
      action: 'schema.migrated',
      objectKind: 'installation',
      objectId: null,
      after: { migrations: ran },
    }),
  );
}

interface FirstAdmin {
  readonly username: string;
  /** Only when it was generated: it is shown this once. */
  readonly generatedPassword: string | null;
}

async function makeFirstAdmin(
  users: CreateUser,
  username: string,
  password: string | undefined,
): Promise<FirstAdmin | null> {
  if (!(await users.isNobodyThere())) return null;
  const generatedPassword = password === undefined ? randomBytes(12).toString('base64url') : null;
  await users.execute({
    username,
    email: username.includes('@') ? username : `${username}@localhost.example`,
    name: username,
    password: password ?? generatedPassword!,
    language: 'en',
    isInstanceAdmin: true,
  });
  return { username, generatedPassword };
}

function sentence(ran: string[], admin: FirstAdmin | null): string {
  const lines = [ran.length === 0 ? 'The schema is up to date.' : `Ran ${ran.length} migrations.`];
  if (admin !== null) lines.push(`Made the admin "${admin.username}".`);
  if (admin?.generatedPassword != null)
    lines.push(`Password, shown only now: ${admin.generatedPassword}`);
  return lines.join('\n');
}
