import { type Command, InvalidArgumentError } from 'commander';

import { SetSenderPassword } from '../modules/notifications/senders/set-sender-password.js';
import { ChangeConnection } from '../modules/providers/connections/change-connection.js';
import { NotFound } from '../platform/http/domain-error.js';
import { openFernet } from '../platform/sealing/fernet.js';
import { RotateKeys } from '../platform/sealing/rotate-keys.js';
import { Sealer } from '../platform/sealing/sealer.js';
import { SealingUsage } from '../platform/sealing/sealing-usage.js';
import { parseId } from './parse-id.js';
import { requireAccount } from './require-account.js';
import { report, withProduct } from './with-product.js';

/** Values a transaction of `keys rotate`. */
const BATCH = 200;

/** `keys rotate`, `keys status` and `keys import-fernet`. */
export function addKeyCommands(program: Command): void {
  const keys = program.command('keys').description('the keys that seal secrets');
  keys
    .command('rotate')
    .description(
      'seal every secret anew under the newest key of SEALING_KEYS; the product may run, and this may be stopped and repeated at any time',
    )
    .option('--batch <values>', 'values a transaction', parseBatch, BATCH)
    .action(async ({ batch }: { batch: number }, command: Command) => {
      await withProduct(async (app) => {
        const { unreadable, ...done } = await app
          .get(RotateKeys)
          .execute(batch, ({ resealed }) => console.error(`resealed ${resealed}`));
        report(
          command,
          { ...done, unreadable },
          `Sealed ${done.resealed} values anew with "${done.keyId}".${unreadable.map((row) => `\n  cannot be opened: ${row}`).join('')}`,
        );
        if (unreadable.length > 0) process.exitCode = 1;
      });
    });
  keys
    .command('status')
    .description('how many secrets each key holds, and which keys may be taken out of SEALING_KEYS')
    .action(async (_options: unknown, command: Command) => {
      await withProduct(async (app) => {
        const { keyIds, newestKeyId } = app.get(Sealer);
        const counts = await app.get(SealingUsage).all();
        const held = keyIds.map((keyId) => ({
          keyId,
          isNewest: keyId === newestKeyId,
          values: counts
            .filter((count) => count.keyId === keyId)
            .reduce((sum, count) => sum + count.values, 0),
        }));
        report(command, { keys: held, columns: counts }, held.map(sentence).join('\n'));
      });
    });
  keys
    .command('import-fernet <token>')
    .description(
      'store a secret that an older installation sealed as a Fernet token; its key is read from FERNET_KEY',
    )
    .requiredOption('--account <uuid>', 'whose secret it is', parseId)
    .option('--connection <uuid>', 'it is the key of this connection', parseId)
    .option('--sender', 'it is the password of the mail server')
    .action(importFernet);
}

interface ImportOptions {
  account: string;
  connection?: string;
  sender?: true;
}

async function importFernet(
  token: string,
  options: ImportOptions,
  command: Command,
): Promise<void> {
  if ((options.connection === undefined) === (options.sender === undefined))
    throw new InvalidArgumentError('Say where it goes: --connection <uuid> or --sender.');
  // On the command line it would be seen by everybody who lists the processes.
  const key = process.env['FERNET_KEY'];
  if (key === undefined) throw new InvalidArgumentError('Set FERNET_KEY to the key of the token.');
  const secret = openFernet(token, key);
  await withProduct(async (app) => {
    const { scope, tenancy } = await requireAccount(app, options.account);
    if (options.connection === undefined) {
      await app.get(SetSenderPassword, { strict: false }).execute(scope, secret);
    } else {
      const connectionId = options.connection;
      const row = await tenancy.inAccount(scope, (tx) =>
        tx.one<{ version: number }>(
          'select version from connections where account_id = $1 and id::text = $2',
          [scope.accountId, connectionId],
        ),
      );
      if (row === undefined) throw new NotFound('connection');
      await app.get(ChangeConnection, { strict: false }).execute(scope, connectionId, row.version, {
        credentials: { apiKey: secret },
      });
    }
    report(command, { isImported: true }, 'The secret is stored, sealed with the newest key.');
  });
}

function sentence({ keyId, isNewest, values }: KeyUse): string {
  if (isNewest) return `${keyId}: seals what is new, holds ${values} values.`;
  return values > 0
    ? `${keyId}: holds ${values} values; "keys rotate" moves them to the newest key.`
    : `${keyId}: holds nothing and may be taken out of SEALING_KEYS.`;
}

interface KeyUse {
  readonly keyId: string;
  readonly isNewest: boolean;
  readonly values: number;
}

function parseBatch(text: string): number {
  const batch = Number(text);
  if (!Number.isInteger(batch) || batch < 1 || batch > 10_000)
    throw new InvalidArgumentError('A whole number from 1 to 10000.');
  return batch;
}
