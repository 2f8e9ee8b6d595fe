import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';

import { addAuditCommands } from './cli/audit.command.js';
import { addCasesCommands } from './cli/cases.command.js';
import { addClaimCommand } from './cli/claim.command.js';
import { addClockCommands } from './cli/clock.command.js';
import { addDunningCommands } from './cli/dunning.command.js';
import { addLawCommands } from './cli/law.command.js';
import { addKeyCommands } from './cli/keys.command.js';
import { addMailCommands } from './cli/mail.command.js';
import { addMigrateCommand } from './cli/migrate.command.js';
import { addRatesCommands } from './cli/rates.command.js';
import { addSeedCommand } from './cli/seed.command.js';
import { addSyncCommands } from './cli/sync.command.js';
import { addUserCommands } from './cli/users.command.js';
import { BrokenSettings } from './config/env.js';
import { UnsafeDatabase } from './platform/database/require-runtime-role.js';
import { BrokenFernet } from './platform/sealing/fernet.js';
import { DomainError } from './platform/http/domain-error.js';

/** Exit codes: 0 done, 1 failed, 2 the call or the settings are wrong, 3 refused by a rule. */
const program = new Command('invoicetracker')
  .description('InvoiceTracker on the command line')
  .option('--json', 'print one JSON object instead of text')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

addMigrateCommand(program);
addSeedCommand(program);
addDunningCommands(program);
addSyncCommands(program);
addCasesCommands(program);
addUserCommands(program);
addAuditCommands(program);
addKeyCommands(program);
addMailCommands(program);
addClockCommands(program);
addClaimCommand(program);
addLawCommands(program);
addRatesCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

function explain(error: unknown): number {
  if (error instanceof DomainError) {
    console.error(
      [error.message, ...error.fields.map((field) => `  - ${field.field}: ${field.message}`)].join(
        '\n',
      ),
    );
    return 3;
  }
  const isOperators =
    error instanceof BrokenSettings ||
    error instanceof BrokenFernet ||
    error instanceof UnsafeDatabase ||
    error instanceof InvalidArgumentError;
  console.error(isOperators ? (error as Error).message : error);
  return isOperators ? 2 : 1;
}
