import net from 'node:net';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/** What a user may set before `npm start`; anything else in the environment is not meant for us. */
const HONOURED = [
  'ADMIN_USERNAME',
  'ADMIN_PASSWORD',
  'AUDIT_KEYS',
  'BILLINGO_API_URL',
  'BILLINGO_READS_PER_MINUTE',
  'DATABASE_POOL_SIZE',
  'EGRESS_ALLOW',
  'ECB_API_URL',
  'FAKTUROWNIA_API_URL',
  'FAKTUROWNIA_READS_PER_MINUTE',
  'INFAKT_API_URL',
  'INFAKT_READS_PER_MINUTE',
  'JWT_KEYS',
  'KSEF_API_URL',
  'KSEF_READS_PER_MINUTE',
  'LOG_LEVEL',
  'MNB_API_URL',
  'NBP_API_URL',
  'NBP_RATES_URL',
  'PUBLIC_URL',
  'RATES_FETCH',
  'RATES_PATIENCE_SECONDS',
  'RATE_LIMIT_AUTH',
  'RATE_LIMIT_EXPORT',
  'RATE_LIMIT_READ',
  'RATE_LIMIT_SEND',
  'RATE_LIMIT_WRITE',
  'RUNTIME_DATABASE_URL',
  'SEALING_KEYS',
  'SYNC_READS_PER_RUN',
  'TRUSTED_PROXIES',
  'WFIRMA_API_URL',
  'WFIRMA_READS_PER_MINUTE',
];
const RUNTIME_ROLE = 'invoicetracker_app';

/**
 * The settings of every process of the demo.
 *
 * @param {{ dir: string, databaseUrl: string, secrets: object, ports: { web: number, sandbox: number, smtp: number, mail: number,
 *   imap: number, mailControl: number },
 *   environment?: NodeJS.ProcessEnv }} facts `databaseUrl` is the owner's
 * @returns one environment for each kind of process; only `cli` (it migrates) may act as the database's owner
 */
export function demoSettings({ dir, databaseUrl, secrets, ports, environment = process.env }) {
  const given = Object.fromEntries(
    HONOURED.filter((name) => environment[name]).map((name) => [name, environment[name]]),
  );
  const api = {
    ...systemPart(environment),
    NODE_ENV: 'production',
    DEMO: 'true',
    DOCS: 'true',
    HOST: net.isIP(environment.HOST ?? '') ? environment.HOST : '127.0.0.1',
    PORT: String(ports.web),
    PUBLIC_URL: `http://localhost:${ports.web}`,
    RUNTIME_DATABASE_URL: asRuntimeRole(databaseUrl, secrets.runtimePassword),
    JWT_KEYS: secrets.jwtKeys,
    SEALING_KEYS: secrets.sealingKeys,
    AUDIT_KEYS: secrets.auditKeys,
    ADMIN_USERNAME: 'admin',
    ADMIN_PASSWORD: secrets.adminPassword,
    BILLINGO_API_URL: `http://127.0.0.1:${ports.sandbox}/billingo/v3`,
    FAKTUROWNIA_API_URL: `http://127.0.0.1:${ports.sandbox}/fakturownia/{subdomain}`,
    INFAKT_API_URL: `http://127.0.0.1:${ports.sandbox}/infakt/api/v3`,
    WFIRMA_API_URL: `http://127.0.0.1:${ports.sandbox}/wfirma`,
    KSEF_API_URL: `http://127.0.0.1:${ports.sandbox}/ksef/v2`,
    EGRESS_ALLOW: [ports.smtp, ports.imap, ports.sandbox]
      .map((port) => `127.0.0.1:${port}`)
      .join(','),
    MAIL_CATCHER_URL: `http://localhost:${ports.mail}`,
    DEMO_SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    DEMO_IMAP_URL: `imap://127.0.0.1:${ports.imap}`,
    CLOCK_FILE: path.join(dir, 'clock.json'),
    WEB_DIST: inRoot('apps/web/dist'),
    ...given,
  };
  const sandbox = {
    ...systemPart(environment),
    NODE_ENV: 'production',
    CLOCK_FILE: api.CLOCK_FILE,
    SANDBOX_PORT: String(ports.sandbox),
    MAIL_CATCHER_SMTP_PORT: String(ports.smtp),
    MAIL_CATCHER_WEB_PORT: String(ports.mail),
    MAIL_CATCHER_IMAP_PORT: String(ports.imap),
    MAIL_CATCHER_CONTROL_PORT: String(ports.mailControl),
    ...pick(environment, [
      'MAIL_CATCHER_ANSWERS',
      'SANDBOX_INVOICES',
      'SANDBOX_LIMITS',
      'SANDBOX_SEED',
    ]),
  };
  return { api, worker: api, cli: { ...api, DATABASE_URL: databaseUrl }, sandbox };
}

function asRuntimeRole(databaseUrl, password) {
  const url = new URL(databaseUrl);
  url.username = RUNTIME_ROLE;
  url.password = password;
  return url.href;
}

// PG* variables of the user's shell would quietly bend every connection (PGSSLMODE, PGOPTIONS).
function systemPart(environment) {
  return pick(environment, ['PATH', 'HOME', 'LANG', 'TMPDIR', 'NODE_EXTRA_CA_CERTS']);
}

function pick(environment, names) {
  return Object.fromEntries(
    names.filter((name) => environment[name]).map((name) => [name, environment[name]]),
  );
}
