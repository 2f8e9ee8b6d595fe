import { type Command, InvalidArgumentError } from 'commander';

import { AddSender } from '../modules/notifications/senders/add-sender.js';
import { ChangeSender } from '../modules/notifications/senders/change-sender.js';
import { senderFromProfile } from '../modules/notifications/senders/sender-from-profile.js';
import { readSenders } from '../modules/notifications/senders/sender-view.js';
import type { SenderBody, SenderView } from '../modules/notifications/senders/sender.dto.js';
import { TestSender } from '../modules/notifications/senders/test-sender.js';
import { Clock } from '../platform/clock/clock.js';
import { NotFound } from '../platform/http/domain-error.js';
import { parseId } from './parse-id.js';
import { requireAccount } from './require-account.js';
import { report, withProduct } from './with-product.js';

/** `mail import-env` and `mail test`. */
export function addMailCommands(program: Command): void {
  const mail = program.command('mail').description('the mail server of an account');
  mail
    .command('import-env <PROFILE>')
    .description(
      'store the mail server that <PROFILE>_SMTP_SERVER, _PORT, _USERNAME, _PASSWORD and _EMAIL_FROM describe',
    )
    .requiredOption('--account <uuid>', 'whose mail server it becomes', parseId)
    .action(async (profile: string, options: { account: string }, command: Command) => {
      if (!/^[A-Za-z]\w*$/.test(profile))
        throw new InvalidArgumentError('A profile is letters, digits and underscores.');
      await withProduct(async (app) => {
        const { scope, tenancy } = await requireAccount(app, options.account);
        const senders = await tenancy.inAccount(scope, (tx) =>
          readSenders(tx, scope.accountId, app.get(Clock).now()),
        );
        const stored = senders.items.find(({ use }) => use === 'default');
        const read = senderFromProfile(profile, process.env, senders.suggestedFromName);
        const { host, port, security, fromEmail } =
          stored === undefined
            ? await app.get(AddSender, { strict: false }).execute(scope, read)
            : await app
                .get(ChangeSender, { strict: false })
                .execute(scope, stored.id, stored.version, withLimitsOf(read, stored));
        report(
          command,
          { host, port, security, fromEmail },
          `Mail of this account now leaves through ${host}:${port} as ${fromEmail}. "mail test" tries it out.`,
        );
      });
    });
  mail
    .command('test')
    .description(
      'send a real mail through the stored mail server; exit code 1 when it was not taken',
    )
    .requiredOption('--account <uuid>', 'whose mail server', parseId)
    .requiredOption('--to <address>', 'who gets it')
    .action(async (options: { account: string; to: string }, command: Command) => {
      await withProduct(async (app) => {
        const { scope, tenancy } = await requireAccount(app, options.account);
        const { items } = await tenancy.inAccount(scope, (tx) =>
          readSenders(tx, scope.accountId, app.get(Clock).now()),
        );
        const sender = items.find(({ use }) => use === 'default');
        if (sender === undefined) throw new NotFound('mail server of this account');
        const result = await app
          .get(TestSender, { strict: false })
          .execute(scope, sender.id, options.to);
        const answer = result.ok
          ? `Taken: ${result.serverAnswer}`
          : `Not taken: ${result.problem!.detail} (${result.problem!.code}, ${result.problem!.reference})`;
        report(command, result, answer);
        if (!result.ok) process.exitCode = 1;
      });
    });
}

/** An environment says nothing about what letters end with, nor how many may leave. */
function withLimitsOf(read: SenderBody, stored: SenderView): SenderBody {
  const { signature, perMinute, perHour, perDay } = stored;
  return { ...read, signature, perMinute, perHour, perDay };
}
