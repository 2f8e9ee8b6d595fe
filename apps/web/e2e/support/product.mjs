import { rmSync } from 'node:fs';
import {
  startApi,
  startMailCatcher,
  startSandbox,
  startWorker,
} from '../../../../scripts/demo-programs.mjs';
import { demoSettings } from '../../../../scripts/demo-settings.mjs';
import { createDatabase } from '../../../../scripts/outside-database.mjs';
import { inRoot } from '../../../../scripts/paths.mjs';
import { freePortFrom } from '../../../../scripts/ports.mjs';
import { startTestPostgres } from '../../../../scripts/postgres-test.mjs';
import { needTool } from '../../../../scripts/run-tool.mjs';
import { loadSecrets } from '../../../../scripts/secrets.mjs';
import { settleAll } from '../../../../scripts/settle-all.mjs';
import { businessClock } from './business-clock.mjs';

const DATABASE = 'invoicetracker';
const PATIENCE_MS = 20_000;
/** Twenty ports that no other product of this machine is looking for at the same moment. */
const FIRST_PORT = 20_000 + (process.pid % 600) * 20;

/**
 * Brings up the whole product as `npm start` does (the same programs with the same settings), but on free ports, in a
 * folder of its own, on a database that forgets, and on a day of the caller's choice. What is built is what runs.
 *
 * @param {{ name: string, at: string, environment?: NodeJS.ProcessEnv }} options `name` of the folder below `.data`;
 *   `at` the instant the shared calendar starts from; `environment` as a user may set it before `npm start`
 */
export async function startProduct({ name, at, environment = {} }) {
  const dir = inRoot('.data', `${name}-${process.pid}`);
  const server = await startTestPostgres(dir, FIRST_PORT + 10);
  const programs = [];
  const stop = async () => {
    await Promise.all(programs.toReversed().map((program) => program.stop(PATIENCE_MS)));
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await createDatabase(server.url('postgres'), DATABASE);
    const ports = await ownPorts();
    const settings = demoSettings({
      dir,
      databaseUrl: server.url(DATABASE),
      secrets: loadSecrets(dir),
      ports,
      environment: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    });
    const clock = businessClock(settings.api.CLOCK_FILE);
    clock.moveTo(at);
    const session = { dir, settings, ports };
    const bring = async (start) => programs.push(await start(session));
    const run = (script, ...words) =>
      needTool([script, ...words].join(' '), [script, ...words], { env: settings.cli });
    const cli = (...words) => run(inRoot('apps/api/dist/cli.js'), ...words);

    await settleAll([cli('migrate'), bring(startSandbox), bring(startMailCatcher)]);
    await settleAll([bring(startApi), bring(startWorker)]);
    return { ...session, address: settings.api.PUBLIC_URL, clock, cli, run, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ownPorts() {
  const ports = [];
  for (let one = 0; one < 6; one += 1) ports.push(await freePortFrom(FIRST_PORT, ports));
  const [web, sandbox, smtp, mail, imap, mailControl] = ports;
  return { web, sandbox, smtp, mail, imap, mailControl };
}
