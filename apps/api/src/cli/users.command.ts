import { randomBytes } from 'node:crypto';

import { type Command, Option } from 'commander';

import { LANGUAGES, type Language } from '../modules/identity/contract/languages.js';
import { CreateUser } from '../modules/identity/create-user.js';
import { AddMember } from '../modules/accounts/add-member.js';
import type { Role } from '../platform/tenancy/account-scope.js';
import { parseId } from './parse-id.js';
import { report, withProduct } from './with-product.js';

interface CreateOptions {
  email?: string;
  name?: string;
  password?: string;
  language: Language;
  instanceAdmin?: true;
  account?: string;
  role: Role;
}

/** `users create` and `users reset-password`. */
export function addUserCommands(program: Command): void {
  const users = program.command('users').description('people who sign in');
  users
    .command('create <username>')
    .description('make a person; a password is generated unless one is given')
    .option('--email <address>', 'where mail to the person goes')
    .option('--name <name>', 'how the person is called')
    .option('--password <password>', 'at least 12 characters')
    .addOption(new Option('--language <language>').choices([...LANGUAGES]).default('en'))
    .option('--instance-admin', 'may look after the whole installation')
    .option('--account <uuid>', 'make the person a member of this account', parseId)
    .addOption(
      new Option('--role <role>', 'role in the account')
        .choices(['admin', 'accountant', 'viewer'])
        .default('viewer'),
    )
    .action(async (username: string, options: CreateOptions, command: Command) => {
      const password = options.password ?? generated();
      const id = await withProduct(async (app) => {
        const userId = await app.get(CreateUser, { strict: false }).execute({
          username,
          email:
            options.email ?? (username.includes('@') ? username : `${username}@localhost.example`),
          name: options.name ?? username,
          password,
          language: options.language,
          isInstanceAdmin: options.instanceAdmin === true,
        });
        if (options.account !== undefined)
          await app
            .get(AddMember, { strict: false })
            .execute(options.account, userId, options.role);
        return userId;
      });
      report(
        command,
        { id, username, password: options.password === undefined ? password : null },
        made(username, options.password, password),
      );
    });
  users
    .command('reset-password <username>')
    .description('give a person a new password and end all their sessions')
    .option('--password <password>', 'at least 12 characters')
    .action(async (username: string, options: { password?: string }, command: Command) => {
      const password = options.password ?? generated();
      await withProduct((app) =>
        app.get(CreateUser, { strict: false }).resetPassword(username, password),
      );
      report(
        command,
        { username, password: options.password === undefined ? password : null },
        made(username, options.password, password),
      );
    });
}

function generated(): string {
  return randomBytes(12).toString('base64url');
}

function made(username: string, given: string | undefined, password: string): string {
  return given === undefined
    ? `${username} signs in with: ${password}`
    : `${username} signs in with the password given.`;
}
