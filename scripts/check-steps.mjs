import { existsSync, globSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { runTool, toolScript } from './run-tool.mjs';

/**
 * The checks that read the sources and start nothing. Each is `{ name, run(options) }` and answers
 * `{ passed, failed, output }`.
 */
export const checkSteps = [
  oneTool('format', () => [toolScript('prettier'), '--check', '--log-level', 'warn', '.']),
  oneTool('lint', () => [toolScript('eslint'), '--max-warnings', '0', '.']),
  oneTool('boundaries', () => [
    toolScript('dependency-cruiser', 'depcruise'),
    '--config',
    '.dependency-cruiser.cjs',
    'apps',
    'libs',
  ]),
  { name: 'types', run: checkTypes },
];

function oneTool(name, command) {
  return {
    name,
    async run(options) {
      const { code, output } = await runTool(command(), options);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    },
  };
}

/** Every package by itself, with exactly its own settings; one counts as one check. */
async function checkTypes(options) {
  const projects = globSync(
    ['apps/*/tsconfig.json', 'libs/*/tsconfig.json', 'libs/providers/*/tsconfig.json'],
    {
      cwd: inRoot(),
    },
  );
  const result = { passed: 0, failed: 0, output: '' };
  for (const project of projects.sort()) {
    const { code, output } = await runTool([compilerFor(project), '-p', project], options);
    result.output += output;
    if (code === 0) result.passed += 1;
    else result.failed += 1;
  }
  return result;
}

function compilerFor(project) {
  const isWeb = existsSync(inRoot(project, '../vite.config.ts'));
  return isWeb ? toolScript('vue-tsc', 'vue-tsc', 'apps/web') : toolScript('typescript', 'tsc');
}
