import { type Command, InvalidArgumentError } from 'commander';

import { ChangeSender } from '../modules/notifications/senders/change-sender.js';
import { senderFromProfile } from '../modules/notifications/senders/sender-from-profile.js';
import { readSenderView } from '../modules/notifications/senders/sender-view.js';
import { TestSender } from '../modules/notifications/senders/test-sender.js';
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
    .requiredOption('--account <uuid>', 'whose mail server it becomes')
    .action(async (profile: string, options: { account: string }, command: Command) => {
      if (!/^[A-Za-z]\w*$/.test(profile))
        throw new InvalidArgumentError('A profile is letters, digits and underscores.');
      await withProduct(async (app) => {
        const { scope, tenancy } = await requireAccount(app, options.account);
        const stored = await tenancy.inAccount(scope, (tx) => readSenderView(tx, scope.accountId));
        const body = senderFromProfile(profile, process.env, stored.fromName);
        const { host, port, security, fromEmail } = await app
          .get(ChangeSender, { strict: false })
          .execute(scope, stored.version, body);
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
    .requiredOption('--account <uuid>', 'whose mail server')
    .requiredOption('--to <address>', 'who gets it')
    .action(async (options: { account: string; to: string }, command: Command) => {
      await withProduct(async (app) => {
        const { scope } = await requireAccount(app, options.account);
        const result = await app.get(TestSender, { strict: false }).execute(scope, options.to);
        const answer = result.ok
          ? `Taken: ${result.serverAnswer}`
          : `Not taken: ${result.problem!.detail} (${result.problem!.code}, ${result.problem!.reference})`;
        report(command, result, answer);
        if (!result.ok) process.exitCode = 1;
      });
    });
}
