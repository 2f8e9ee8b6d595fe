import { z } from 'zod';

import { keyListSetting } from './key-list.js';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

/** An address, IPv6 with a port in brackets; what it is made of is checked when it is used. */
const DNS_SERVER =
  /^(\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?|[0-9a-f:]+:[0-9a-f:]*|\[[0-9a-f:]+\](:\d{1,5})?)$/i;

/** @param what completes "Calls a minute …" */
const callsAMinute = (standard: number, what: string) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(standard)
    .describe(`Calls a minute ${what}; more are answered with 429.`);

/**
 * Every setting of api, worker and command line, in one place; `.env.example` is written from it.
 * `describe` is what an operator reads there.
 */
export const settingsSchema = z.object({
  RUNTIME_DATABASE_URL: z
    .url()
    .describe(
      'PostgreSQL 18 or newer, as the run-time role: postgres://invoicetracker_app:password@host:5432/invoicetracker',
    ),
  DATABASE_URL: z
    .url()
    .optional()
    .describe(
      'The same database as its owner. Only "migrate" needs it; it creates the run-time role with the password above.',
    ),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe('Connections a process may hold.'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('Where the api listens.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address the api listens on; 0.0.0.0 inside a container.'),
  PUBLIC_URL: z.url().describe('The address people type, e.g. https://invoices.example.com'),
  JWT_KEYS: keyListSetting.describe(
    'Sign access tokens: "t1:<openssl rand -base64 32>". Put a newer one in front to change it; the older one may go ten minutes later.',
  ),
  SEALING_KEYS: keyListSetting.describe(
    'Seal provider keys and mail passwords: "k1:<openssl rand -base64 32>". Put a newer one in front to rotate.',
  ),
  AUDIT_KEYS: keyListSetting.describe(
    'Chain the audit entries: "a1:<openssl rand -base64 32>". Put a newer one in front to change it and keep the older ones: they verify what they have chained.',
  ),
  ADMIN_USERNAME: z
    .string()
    .min(3)
    .default('admin')
    .describe('The first admin, made when there is no user yet.'),
  ADMIN_PASSWORD: z
    .string()
    .min(12)
    .max(128)
    .optional()
    .describe('Left out: one is generated and shown once by "migrate".'),
  INFAKT_API_URL: z
    .url()
    .default('https://api.infakt.pl/api/v3')
    .describe('Where the inFakt connector calls.'),
  INFAKT_READS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(300)
    .describe(
      "inFakt's documented limit of GET requests a minute, per IP and so for the whole installation.",
    ),
  BILLINGO_API_URL: z
    .url()
    .default('https://api.billingo.hu/v3')
    .describe('Where the Billingo connector calls.'),
  BILLINGO_READS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(270)
    .describe(
      'GET requests a minute to Billingo, which allows 300 requests of any kind; a ninth as many may write.',
    ),
  WFIRMA_API_URL: z
    .url()
    .default('https://api2.wfirma.pl')
    .describe('Where the wFirma connector calls.'),
  WFIRMA_READS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(60)
    .describe(
      'Reads from wFirma a minute, for the whole installation. wFirma publishes no limit; this is a careful guess.',
    ),
  FAKTUROWNIA_API_URL: z
    .url()
    .default('https://{subdomain}.fakturownia.pl')
    .describe('Where the Fakturownia connector calls; {subdomain} is what each firm enters.'),
  FAKTUROWNIA_READS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(60)
    .describe(
      'Reads from Fakturownia a minute, for each firm, which has a host of its own there. Fakturownia publishes no limit; this is a careful guess.',
    ),
  KSEF_API_URL: z
    .url()
    .default('https://api.ksef.mf.gov.pl/v2')
    .describe('Where the KSeF connector calls.'),
  KSEF_READS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(2)
    .describe(
      "KSeF's documented limit of ordinary requests, 120 an hour for each NIP; lists (20 an hour) and documents (64) keep their proportion to it.",
    ),
  RATES_FETCH: z
    .enum(['true', 'false'])
    .optional()
    .transform((text) => (text === undefined ? undefined : text === 'true'))
    .describe(
      'Whether a worker asks the central banks for new rates several times a day. Left out: yes, but not in a demo, whose calendar moves.',
    ),
  RATES_PATIENCE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(300)
    .default(20)
    .describe('How long one answer of a central bank may take.'),
  NBP_RATES_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://static.nbp.pl/dane/stopy/stopy_procentowe_archiwum.xml')
    .describe('Where NBP publishes its reference rates.'),
  NBP_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://api.nbp.pl/api')
    .describe('Where NBP publishes its exchange rates (table A).'),
  ECB_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://data-api.ecb.europa.eu/service/data')
    .describe('Where the ECB publishes its main refinancing rate.'),
  MNB_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://www.mnb.hu')
    .describe(
      'Where MNB publishes base rate and exchange rates. Ports other than 443 need an entry in EGRESS_ALLOW.',
    ),
  SYNC_READS_PER_RUN: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(100)
    .describe('GET requests one sync run may spend; what is left over goes on in the next run.'),
  RATE_LIMIT_AUTH: callsAMinute(60, 'to sign in and the like, per address'),
  RATE_LIMIT_READ: callsAMinute(1200, 'that read, per person or key and account'),
  RATE_LIMIT_WRITE: callsAMinute(120, 'that change something, per person or key and account'),
  RATE_LIMIT_SEND: callsAMinute(30, 'that send mail, per person or key and account'),
  RATE_LIMIT_EXPORT: callsAMinute(10, 'that export, per person or key and account'),
  EGRESS_ALLOW: list.describe(
    'host:port or CIDR:port entries that tenants may name although they are private, separated by commas.',
  ),
  DNS_SERVERS: list
    .refine((servers) => servers.every((server) => DNS_SERVER.test(server)), {
      error: 'addresses of name servers, each with a port if it is not 53',
    })
    .describe(
      "Name servers asked about SPF, DKIM and DMARC of a sender's domain, as addresses separated by commas, e.g. 10.0.0.53 or [fd00::53]:5353. Left out: those of the machine.",
    ),
  TRUSTED_PROXIES: list.describe(
    'Addresses of proxies whose X-Forwarded-* headers are believed, separated by commas.',
  ),
  WEB_DIST: z
    .string()
    .optional()
    .describe('Folder of the built web app, when the api is to serve it itself.'),
  MAIL_CATCHER_URL: z
    .url()
    .optional()
    .describe('Shown to people in the demo: where caught mail can be read.'),
  DEMO_SMTP_URL: z
    .url()
    .default('smtp://127.0.0.1:1025')
    .describe('Demo only: the mail catcher that the demo firms send through.'),
  SMTP_PATIENCE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(300)
    .default(30)
    .describe('How long a mail server may be silent before the connection is given up.'),
  DEMO_IMAP_URL: z
    .url()
    .default('imap://127.0.0.1:1143')
    .describe('Demo only: where the mail catcher lets the answers to the demo firms be read.'),
  SYSTEM_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'The mail server for invitations, password links and warnings: smtps://user:password@host:465, or smtp://…:587 with STARTTLS ("?tls=none" only for a relay beside this process). A demo uses its mail catcher.',
    ),
  SYSTEM_MAIL_FROM: z
    .email()
    .optional()
    .describe('The sender of that mail. Left out: no-reply@ the host of PUBLIC_URL.'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Single sign-on for the whole installation: the issuer of an OpenID Connect provider. Its redirect address is PUBLIC_URL/api/v1/auth/oidc/callback.',
    ),
  OIDC_CLIENT_ID: z.string().optional().describe('How the provider knows this installation.'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('The secret that goes with it.'),
  OIDC_NAME: z
    .string()
    .max(60)
    .default('Single sign-on')
    .describe('What the button on the sign-in page says.'),
  CLOCK_FILE: z
    .string()
    .optional()
    .describe('Demo and tests only: the file that moves the calendar of all processes.'),
  DEMO: flag.describe('Marks the installation as a demo; allows CLOCK_FILE.'),
  DOCS: flag.describe('Serves Swagger UI at /docs.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged, as JSON lines.'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Thrown when the process must not start; the message lists everything that is wrong. */
export class BrokenSettings extends Error {}

/**
 * Reads the settings from the environment.
 *
 * @throws BrokenSettings naming each missing, malformed or sample value
 */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settingsSchema.safeParse(given);
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  for (const [name, value] of Object.entries(given)) {
    if (name in settingsSchema.shape && /change-?me|replace-?me/i.test(value ?? ''))
      problems.push(`${name}: still has its sample value`);
  }
  if (result.success && result.data.CLOCK_FILE !== undefined && !result.data.DEMO) {
    problems.push('CLOCK_FILE: only a demo (DEMO=true) may move its clock');
  }
  if (result.success) problems.push(...oidcProblems(result.data));
  if (!result.success || problems.length > 0) {
    throw new BrokenSettings(
      `The settings are not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  return result.data;
}

function oidcProblems(settings: Settings): string[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret, DEMO } = settings;
  if (issuer === undefined && id === undefined && secret === undefined) return [];
  if (issuer === undefined || id === undefined || secret === undefined)
    return ['OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: single sign-on needs all three'];
  return issuer.startsWith('https:') || DEMO ? [] : ['OIDC_ISSUER: must be https'];
}
