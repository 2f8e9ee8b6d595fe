import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { parseDockerfile } from './dockerfile.mjs';
import { inRoot } from './paths.mjs';

const { run: lint } = createRequire(import.meta.url)('dockerfilelint');
const NGINX_UNPRIVILEGED = 'nginxinc/nginx-unprivileged';

describe.each(['Dockerfile.api', 'Dockerfile.web'])('%s', (file) => {
  const text = readFileSync(inRoot(file), 'utf8');
  const stages = parseDockerfile(text);
  const own = stages.map(({ name }) => name);

  it('is without a lint finding', () => {
    const lines = text.split('\n');
    const findings = lint('.', text)
      .map(({ line, title, description }) => ({ source: lines[line - 1], title, description }))
      // the linter takes a stage of the same file for an image without a tag
      .filter(({ source }) => !own.some((name) => source.startsWith(`FROM ${name} `)));
    expect(findings).toEqual([]);
  });

  it('starts from images with a version, and copies only from its own stages', () => {
    for (const { from } of stages) {
      if (!own.includes(from)) expect(from).toMatch(/^[a-z/-]+:\d+[\w.-]*$/);
    }
    for (const [, from] of text.matchAll(/--from=(\S+)/g)) expect(own).toContain(from);
  });

  it('installs packages exactly as they were locked, before the sources can change a layer', () => {
    const steps = stages.flatMap((stage) => stage.steps);
    const installs = steps.filter(({ words }) => words.includes('pnpm install'));
    expect(installs.length).toBeGreaterThan(0);
    for (const { words } of installs) expect(words).toContain('--frozen-lockfile');
    const firstInstall = steps.indexOf(installs[0]);
    expect(steps.findIndex(({ words }) => words === 'libs libs')).toBeGreaterThan(firstInstall);
  });

  it("knows every package's manifest, or the locked install would refuse", () => {
    const manifests = globSync(
      ['apps/*/package.json', 'libs/*/package.json', 'libs/providers/*/package.json'],
      {
        cwd: inRoot(),
      },
    );
    for (const manifest of manifests) expect(text).toContain(`COPY ${manifest} `);
  });

  it('uses the package manager of the launcher', () => {
    const launcher = /pnpm@[\d.]+/.exec(readFileSync(inRoot('scripts/run.mjs'), 'utf8'))[0];
    expect(text).toContain(`npm install --global ${launcher}`);
  });

  it('ends in an image that does not run as root', () => {
    const built = stages.filter(({ name }) => ['api', 'sandbox', 'web'].includes(name));
    for (const { from, steps } of built) {
      const user = steps.findLast(({ instruction }) => instruction === 'USER')?.words;
      expect(from.startsWith(NGINX_UNPRIVILEGED) ? 'nginx' : user).toMatch(/^(node|nginx)$/);
    }
    expect(built.length).toBeGreaterThan(0);
  });
});
