import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';
import { inRoot } from './paths.mjs';
import { send } from './proc.mjs';
import { forget, watchOver } from './watch-over.mjs';

/**
 * Runs a JavaScript tool to its end under the launcher's Node.
 *
 * @param {string[]} args the script and its arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal, isShown?: boolean }} options
 *   `isShown` sends the output to the terminal as it comes, too
 * @returns exit code and everything it said
 */
export function runTool(args, { cwd = inRoot(), env = process.env, signal, isShown = false } = {}) {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    if (child.pid) watchOver(child.pid);
    const output = [];
    for (const [stream, terminal] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output.push(text);
        if (isShown) terminal.write(text);
      });
    }
    const abort = () => send(-child.pid, 'SIGTERM');
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      if (child.pid) forget(child.pid);
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code: code ?? 1, output: output.join('') });
    });
  });
}

/** Like runTool, for work that has to succeed. @throws PlainError with the tool's words */
export async function needTool(what, args, options) {
  const { code, output } = await runTool(args, options);
  if (code !== 0) throw new PlainError(`${what} failed:\n${output.trim()}`);
  return output;
}

/** The script behind a package's command, as the workspace package in `from` sees it. */
export function toolScript(packageName, command = packageName, from = '.') {
  const manifestFile = packageManifest(packageName, createRequire(inRoot(from, 'package.json')));
  const { bin } = createRequire(import.meta.url)(manifestFile);
  const script = typeof bin === 'string' ? bin : bin[command];
  return path.join(path.dirname(manifestFile), script);
}

// Some packages do not export their package.json: look for it in the folders that would be searched.
function packageManifest(packageName, require) {
  for (const folder of require.resolve.paths(packageName)) {
    const file = path.join(folder, packageName, 'package.json');
    try {
      return require.resolve(file);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(`${packageName} is not installed.`);
}
