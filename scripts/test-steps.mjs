import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildAll } from './build.mjs';
import { inRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { runTool, toolScript } from './run-tool.mjs';

/** The steps that run tests: like the checks, but with the environment of the test database, and shown as they go. */
export const testSteps = [
  {
    name: 'jest',
    isPresent: () => true,
    run: (options, args) => runJest('jest.config.mjs', ['--maxWorkers=2', ...args], options),
  },
  {
    name: 'vitest',
    isPresent: () => hasFiles('apps/web/src/**/*.spec.ts'),
    run: runVitest,
  },
  {
    name: 'browser',
    isPresent: () => hasFiles('apps/web/e2e/*.e2e.spec.mjs'),
    run: runBrowser,
  },
];

const hasFiles = (pattern) => globSync(pattern, { cwd: inRoot() }).length > 0;

/** Runs what is built, so the build comes first even where this step was chosen alone. */
async function runBrowser(options, args) {
  await buildAll(undefined, options.signal);
  const chosen = args.length > 0 ? ['--passWithNoTests', ...args] : [];
  return runJest('apps/web/e2e/jest.config.mjs', ['--runInBand', ...chosen], options);
}

function runJest(config, args, options) {
  return countingReport({ ...options, args }, (reportFile) => ({
    args: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      toolScript('jest'),
      '--config',
      config,
      '--ci',
      '--json',
      `--outputFile=${reportFile}`,
      ...args,
    ],
  }));
}

function runVitest(options) {
  return countingReport(options, (reportFile) => ({
    args: [
      toolScript('vitest', 'vitest', 'apps/web'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ],
    cwd: inRoot('apps/web'),
  }));
}

/** Runs a test runner that writes Jest's report, and counts from the report: what is printed is for people. */
async function countingReport(options, commandFor) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'invoicetracker-report-'));
  const reportFile = path.join(folder, 'report.json');
  const lingering = endOfPatience(reportFile);
  const signal = AbortSignal.any([options.signal, lingering.signal]);
  try {
    const { args, cwd } = commandFor(reportFile);
    const code = await runTool(args, { env: options.env, cwd, signal, isShown: true }).then(
      (result) => result.code,
      (error) => {
        if (error !== LINGERS) throw error;
        console.error(error.message);
        return 1;
      },
    );
    const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : null;
    return countReport(report, code, isNarrowed(options.args ?? []));
  } finally {
    lingering.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const LINGERS = new PlainError('The tests are over, but something they started keeps running.');
const PATIENCE_MS = 15_000;

/** A signal that fires when the report has been there for a while and the runner still has not gone. */
function endOfPatience(reportFile) {
  const controller = new AbortController();
  let reportedAt = null;
  const timer = setInterval(() => {
    if (!existsSync(reportFile)) return;
    reportedAt ??= performance.now();
    if (performance.now() - reportedAt > PATIENCE_MS) controller.abort(LINGERS);
  }, 500);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/** Tests chosen by name: the others are skipped because that was asked for. */
const isNarrowed = (args) => args.some((arg) => /^(-t|--testNamePattern)/.test(arg));

/**
 * Counts a report of Jest or Vitest. A skipped test is a failed one, a file that could not be read too, and so is a
 * runner that fails for a reason its report does not show.
 */
export function countReport(report, code, maySkip = false) {
  if (!report) return { passed: 0, failed: 1 };
  const skipped = maySkip ? 0 : report.numPendingTests + report.numTodoTests;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + skipped + brokenFiles;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}
