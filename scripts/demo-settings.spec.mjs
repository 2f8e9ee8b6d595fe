import { expect, it } from '@jest/globals';
import { demoSettings } from './demo-settings.mjs';

const facts = {
  dir: '/data',
  databaseUrl: 'postgres://postgres:owner-password@127.0.0.1:54329/invoicetracker',
  secrets: {
    runtimePassword: 'runtime',
    adminPassword: 'admin-password',
    sealingKeys: 'k1:AA==',
    auditKeys: 'a1:CC==',
    jwtKeys: 't1:BB==',
  },
  ports: { web: 3000, sandbox: 4010, smtp: 1025, mail: 1080, imap: 1143, mailControl: 1081 },
};
const settingsIn = (environment) => demoSettings({ ...facts, environment });

it("shows the owner's password to the command line only", () => {
  const { api, worker, cli, sandbox } = settingsIn({});
  expect(JSON.stringify([api, worker, sandbox])).not.toContain('owner-password');
  expect(cli.DATABASE_URL).toBe(facts.databaseUrl);
  expect(api.RUNTIME_DATABASE_URL).toBe(
    'postgres://invoicetracker_app:runtime@127.0.0.1:54329/invoicetracker',
  );
});

it('lets the demo reach its sandbox and its mail catcher, and nothing else that is private', () => {
  expect(settingsIn({}).api.EGRESS_ALLOW).toBe('127.0.0.1:1025,127.0.0.1:1143,127.0.0.1:4010');
});

it("takes the user's settings, and nothing else of the user's environment", () => {
  const { api } = settingsIn({
    ADMIN_USERNAME: 'anna',
    INFAKT_API_URL: 'https://api.infakt.pl/api/v3',
    PGSSLMODE: 'require',
    HOST: 'laptop.local',
    SECRET_OF_ANOTHER_PROGRAM: 'x',
  });
  expect(api).toMatchObject({
    ADMIN_USERNAME: 'anna',
    INFAKT_API_URL: 'https://api.infakt.pl/api/v3',
  });
  expect(api).not.toHaveProperty('PGSSLMODE');
  expect(api).not.toHaveProperty('SECRET_OF_ANOTHER_PROGRAM');
  expect(api.HOST).toBe('127.0.0.1');
});

it('listens where the user says, when that is an address', () => {
  expect(settingsIn({ HOST: '0.0.0.0' }).api.HOST).toBe('0.0.0.0');
});
