import type { Command } from 'commander';

import { readSettings } from '../config/env.js';
import { seedDemo } from '../demo/seed-demo.js';
import { report, withProduct } from './with-product.js';

/** `seed demo`: three firms to try the product with; does nothing where there is an account already. */
export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .description('example data')
    .command('demo')
    .description('three firms that the sandbox and the mail catcher play along with')
    .action(async (_options: unknown, command: Command) => {
      const settings = readSettings();
      const accounts = await withProduct((app) => seedDemo(app, settings));
      report(
        command,
        { accounts },
        accounts === null
          ? 'There are accounts already: nothing to do.'
          : `Made ${accounts.length} firms.`,
      );
    });
}
