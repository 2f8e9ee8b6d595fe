import { transformFile } from '@swc/core';
import { cpSync, existsSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { needTool, toolScript } from './run-tool.mjs';
import { sourceStamp } from './source-stamp.mjs';

const LIBRARIES = globSync(['libs/*', 'libs/providers/*'], { cwd: inRoot() });
const SERVER_PACKAGES = [...LIBRARIES, 'apps/api', 'apps/sandbox'];

/** `main.mjs build [server]`: everything, or only what runs on Node (the image of the api needs no web app). */
export async function runBuild([part]) {
  if (part === 'server') await buildServer();
  else await buildAll();
  return 0;
}

/** Builds what has changed since the last build: the first step of `npm start` and `npm test`. */
export async function buildAll(progress = createProgress(), signal) {
  await Promise.all([
    progress.step('Build the server', () => buildServer(signal)),
    progress.step('Build the web app', () => buildWeb(signal)),
  ]);
}

/** Compiles libraries, api and sandbox with SWC; types are checked elsewhere. */
export async function buildServer(signal) {
  for (const folder of SERVER_PACKAGES) {
    signal?.throwIfAborted();
    await buildPackage(folder);
  }
}

/** Builds the web app with Vite. */
export async function buildWeb(signal) {
  if (!existsSync(inRoot('apps/web/index.html'))) return;
  const web = [
    'index.html',
    'package.json',
    'vite.config.*',
    'tsconfig*.json',
    'public/**/*',
    'src/**/*',
  ];
  const libraries = ['api-client', 'money', 'calendar'].map((name) => `libs/${name}/src/**/*`);
  const stamp = sourceStamp(
    [...web.map((pattern) => `apps/web/${pattern}`), ...libraries, 'pnpm-lock.yaml'],
    inRoot('apps/web/dist/.build-stamp'),
  );
  if (stamp.isFresh()) return;
  stamp.forget();
  await needTool('Building the web app', [toolScript('vite', 'vite', 'apps/web'), 'build'], {
    cwd: inRoot('apps/web'),
    env: { ...process.env, NODE_ENV: 'production' },
    signal,
  });
  stamp.remember();
}

async function buildPackage(folder) {
  if (!existsSync(inRoot(folder, 'src'))) return;
  const dist = inRoot(folder, 'dist');
  const sources = [`${folder}/src/**/*`, `${folder}/package.json`, '.swcrc', 'pnpm-lock.yaml'];
  const stamp = sourceStamp(sources, path.join(dist, '.build-stamp'));
  if (stamp.isFresh()) return;
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const files = globSync('**/*.*', { cwd: inRoot(folder, 'src') });
  await Promise.all(files.filter(isProduct).map((file) => buildFile(folder, file)));
  stamp.remember();
}

const isProduct = (file) => !/\.(spec|d)\.ts$/.test(file);

async function buildFile(folder, file) {
  const source = inRoot(folder, 'src', file);
  const target = inRoot(folder, 'dist', file);
  mkdirSync(path.dirname(target), { recursive: true });
  if (!file.endsWith('.ts')) return cpSync(source, target);
  const output = target.replace(/\.ts$/, '.js');
  const { code, map } = await transformFile(source, {
    configFile: inRoot('.swcrc'),
    sourceFileName: path.relative(path.dirname(output), source),
  });
  writeFileSync(output, `${code}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
  writeFileSync(`${output}.map`, map);
}
