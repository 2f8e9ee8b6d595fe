import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { inRoot } from './paths.mjs';
import { runTool, toolScript } from './run-tool.mjs';

const cases = 'apps/api/src/modules/cases';

/** The rule, a file, and what it must not import. */
const FORBIDDEN = [
  [
    'meet-at-the-contract',
    `${cases}/open-case.ts`,
    'apps/api/src/modules/clients/client.entity.ts',
  ],
  ['platform-knows-no-business', 'apps/api/src/platform/mail/send.ts', `${cases}/open-case.ts`],
  ['connectors-only-in-providers', `${cases}/open-case.ts`, 'libs/providers/infakt/src/index.ts'],
  ['money-and-calendar-stand-alone', 'libs/money/src/money.ts', 'libs/calendar/src/local-date.ts'],
  [
    'pure-libraries-know-money-and-calendar',
    'libs/dunning/src/decide.ts',
    'libs/provider-kit/src/page.ts',
  ],
  ['pure-libraries-do-no-io', 'libs/dunning/src/decide.ts', 'node:fs'],
  [
    'providers-know-the-kit-only',
    'libs/providers/infakt/src/clients.ts',
    'libs/providers/wfirma/src/index.ts',
  ],
  [
    'web-shared-knows-no-feature',
    'apps/web/src/shared/ui/money.ts',
    'apps/web/src/features/cases/list.ts',
  ],
  [
    'web-features-meet-by-route-name',
    'apps/web/src/features/cases/list.ts',
    'apps/web/src/features/clients/list.ts',
  ],
  ['web-knows-only-its-libraries', 'apps/web/src/main.ts', 'libs/dunning/src/decide.ts'],
  ['nobody-imports-an-app', 'libs/provider-kit/src/page.ts', 'apps/sandbox/src/index.ts'],
  ['product-code-knows-no-test', `${cases}/open-case.ts`, 'apps/api/test/support/database.ts'],
  ['no-circular', `${cases}/chicken.ts`, `${cases}/egg.ts`],
  ['not-to-unresolvable', `${cases}/open-case.ts`, `${cases}/nowhere.ts`],
];
const ALLOWED = [
  [`${cases}/egg.ts`, `${cases}/open-case.ts`],
  [`${cases}/open-case.ts`, 'apps/api/src/modules/clients/contract/client.reader.ts'],
  [`${cases}/cases.module.ts`, 'apps/api/src/modules/clients/clients.module.ts'],
  ['apps/api/src/modules/providers/registry.ts', 'libs/providers/infakt/src/index.ts'],
  ['libs/providers/infakt/src/clients.spec.ts', 'apps/sandbox/src/index.ts'],
  ['apps/web/src/features/cases/list.ts', 'libs/money/src/money.ts'],
];
const CIRCLE = [`${cases}/egg.ts`, `${cases}/chicken.ts`];

let violations;

// All of it in one tree, because the tool takes most of a second to start.
beforeAll(async () => {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'boundaries-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json']) {
    cpSync(inRoot(file), path.join(tree, file));
  }
  for (const [from, to] of [...FORBIDDEN.map(([, ...pair]) => pair), ...ALLOWED, CIRCLE]) {
    append(tree, from, `import '${specifier(from, to)}';\n`);
    if (to.endsWith('.ts') && !to.includes('nowhere')) append(tree, to, '');
  }
  const { output } = await runTool(
    [
      toolScript('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'apps',
      'libs',
    ],
    { cwd: tree },
  );
  violations = JSON.parse(output).summary.violations;
  rmSync(tree, { recursive: true });
});

it.each(FORBIDDEN)('forbids by %s: %s -> %s', (rule, from, to) => {
  expect(rulesBrokenBy(from, to)).toContain(rule);
});

it.each(ALLOWED)('allows %s -> %s', (from, to) => {
  expect(rulesBrokenBy(from, to)).toEqual([]);
});

function rulesBrokenBy(from, to) {
  const target = to.replace(/^node:/, '');
  return violations
    .filter(
      (found) =>
        found.from === from &&
        path.basename(found.to, path.extname(found.to)) === path.basename(target, '.ts'),
    )
    .map(({ rule }) => rule.name);
}

function append(tree, file, text) {
  mkdirSync(path.join(tree, path.dirname(file)), { recursive: true });
  appendFileSync(path.join(tree, file), text);
}

function specifier(from, to) {
  if (to.startsWith('node:')) return to;
  const relative = path.relative(path.dirname(from), to).replace(/\.ts$/, '.js');
  return relative.startsWith('.') ? relative : `./${relative}`;
}
