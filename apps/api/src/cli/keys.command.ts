import { type Command, InvalidArgumentError } from 'commander';

import { RotateKeys } from '../platform/sealing/rotate-keys.js';
import { Sealer } from '../platform/sealing/sealer.js';
import { SealingUsage } from '../platform/sealing/sealing-usage.js';
import { report, withProduct } from './with-product.js';

/** Values a transaction of `keys rotate`. */
const BATCH = 200;

/** `keys rotate` and `keys status`. */
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
