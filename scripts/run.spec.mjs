import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { inRoot } from './paths.mjs';

/** The start under a Node, or on a machine, that pretends to be another one. */
function startAs(pretence) {
  const preload = `data:text/javascript,${encodeURIComponent(pretence)}`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', preload, inRoot('scripts/run.mjs'), 'no-command'],
    { encoding: 'utf8' },
  );
  return { status, stderr: stderr.trim() };
}

it('asks for a newer Node in one sentence', () => {
  const pretence = `Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } });`;
  expect(startAs(pretence)).toEqual({
    status: 1,
    stderr:
      'Node 20.18.3 is too old: install Node 20.19 or newer (https://nodejs.org) and start again.',
  });
});

it.each([
  ['macOS', `Object.defineProperty(process, 'platform', { value: 'darwin' });`],
  ['another processor', `Object.defineProperty(process, 'arch', { value: 'riscv64' });`],
  ['musl', `process.report.getReport = () => ({ header: {} });`],
])('points to docker compose on %s', (_machine, pretence) => {
  const { status, stderr } = startAs(pretence);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^This starts on Linux .* use "DEMO=true docker compose --profile demo up" instead\.$/,
  );
});

it('goes on under the pinned Node, and passes the exit code on', () => {
  const { status, stderr } = startAs('');
  expect(status).toBe(2);
  expect(stderr).toContain('Commands: start, cli, test');
});
