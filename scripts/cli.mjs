import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { buildServer } from './build.mjs';
import { openDemoDatabase } from './demo-database.mjs';
import { startMailCatcher, startSandbox } from './demo-programs.mjs';
import { demoSettings } from './demo-settings.mjs';
import { dataDir, inRoot } from './paths.mjs';
import { choosePorts } from './ports.mjs';
import { running, takeFolder } from './run-lock.mjs';
import { loadSecrets } from './secrets.mjs';

/** Commands that talk to the invoicing system or the mail server. */
const NEED_SANDBOX = ['seed', 'sync', 'dunning', 'mail'];

/** Commands that only calculate: they run without a demo, its database and its settings. */
const NEED_NOTHING = ['law', 'claim'];

/** Read by `keys import-fernet` and `mail import-env`, under names of the user's own: no settings of the product. */
const READ_BY_COMMANDS = /^FERNET_KEY$|_(SMTP_SERVER|PORT|USERNAME|PASSWORD|EMAIL_FROM)$/;

/**
 * `npm run cli -- <command>`: runs a command of the product against the demo. A demo that runs is used as it is;
 * otherwise its database is started for as long as the command takes.
 * @returns the command's own exit code
 */
export async function runCli(args) {
  await buildServer();
  const command = args.find((arg) => !arg.startsWith('-'));
  if (NEED_NOTHING.includes(command)) {
    // a file on the command line is meant from where the person stands, not from where npm runs
    return runCommand(args, process.env, process.env.INIT_CWD);
  }
  const demo = running(dataDir);
  if (demo?.cli) return runCommand(args, withImported(demo.cli));

  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = takeFolder(dataDir);
  const started = [];
  try {
    const secrets = loadSecrets(dataDir);
    const ports = await choosePorts(Number(process.env.PORT) || 3000);
    const database = await openDemoDatabase(dataDir, secrets.databasePassword);
    started.push(() => database.stop());
    const settings = demoSettings({ dir: dataDir, databaseUrl: database.url, secrets, ports });
    if (NEED_SANDBOX.includes(command)) {
      for (const start of [startSandbox, startMailCatcher]) {
        const program = await start({ dir: dataDir, settings, ports });
        started.push(() => program.stop(5000));
      }
    }
    return await runCommand(args, withImported(settings.cli));
  } finally {
    for (const stop of started.reverse()) await stop();
    lock.release();
  }
}

function withImported(settings) {
  const imported = Object.entries(process.env).filter(([name]) => READ_BY_COMMANDS.test(name));
  return { ...Object.fromEntries(imported), ...settings };
}

/** In the terminal's own group, with its input: commands may ask, and Ctrl-C is theirs to answer. */
function runCommand(args, env, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot('apps/api/dist/cli.js'), ...args], {
      env,
      cwd,
      stdio: 'inherit',
    });
    const pass = (signal) => child.kill(signal);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, pass);
    process.once('disconnect', () => pass('SIGTERM'));
    process.channel?.unref();
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
