import { validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';

import { Invalid } from '../../../platform/http/domain-error.js';
import { SenderBody } from './sender.dto.js';

/** The port on which TLS begins with the first byte (RFC 8314); on every other one STARTTLS is demanded. */
const TLS_PORT = 465;

/**
 * A mail server as older installations have it in their environment: `<PROFILE>_SMTP_SERVER`, `_PORT`,
 * `_USERNAME`, `_PASSWORD` and `_EMAIL_FROM` (an address, or `Name <address>`).
 *
 * @param fallbackName the sender's name where the address brings none
 * @throws Invalid `profile-incomplete` or `profile-invalid`, naming the variables
 */
export function senderFromProfile(
  profile: string,
  environment: Readonly<Record<string, string | undefined>>,
  fallbackName: string,
): SenderBody {
  const variable = (name: string) => `${profile}_${name}`;
  const valueOf = (name: string) => environment[variable(name)]?.trim() ?? '';
  const missing = ['SMTP_SERVER', 'EMAIL_FROM'].filter((name) => valueOf(name) === '');
  if (missing.length > 0)
    throw new Invalid('profile-incomplete', `Set ${missing.map(variable).join(' and ')}.`);
  const port = Number(valueOf('PORT') === '' ? '587' : valueOf('PORT'));
  const [, name, address] = /^(?:(.*?)\s*<)?([^<>]+)>?$/.exec(valueOf('EMAIL_FROM')) ?? [];
  const body = plainToInstance(SenderBody, {
    use: 'default',
    host: valueOf('SMTP_SERVER'),
    port,
    security: port === TLS_PORT ? 'tls' : 'starttls',
    username: valueOf('USERNAME') === '' ? null : valueOf('USERNAME'),
    ...(valueOf('PASSWORD') === '' ? {} : { password: valueOf('PASSWORD') }),
    fromName: name?.replaceAll('"', '').trim() || fallbackName,
    fromEmail: address?.trim() ?? '',
    replyTo: null,
    signature: '',
    perMinute: null,
    perHour: null,
    perDay: null,
  });
  const wrong = validateSync(body).map((error) => variable(VARIABLES[error.property] ?? ''));
  if (wrong.length > 0)
    throw new Invalid('profile-invalid', `Look at the values of ${wrong.join(', ')}.`);
  return body;
}

const VARIABLES: Readonly<Record<string, string>> = {
  host: 'SMTP_SERVER',
  port: 'PORT',
  username: 'USERNAME',
  password: 'PASSWORD',
  fromName: 'EMAIL_FROM',
  fromEmail: 'EMAIL_FROM',
};
