import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildServer } from './build.mjs';
import { describeApi } from './describe-api.mjs';
import { envExampleOfCompose } from './env-example-of-compose.mjs';
import { listLatePaymentRules } from './late-payment-rules.mjs';
import { makeMailLayout } from './mail-layout.mjs';
import { inRoot } from './paths.mjs';
import { needTool, toolScript } from './run-tool.mjs';

/** Files that are committed although a program writes them, in the order in which they depend on each other. */
const GENERATED = [
  {
    file: 'apps/api/src/modules/notifications/texts/notice-layout.ts',
    text: makeMailLayout,
  },
  { file: '.env.example', text: makeEnvExample },
  { file: 'apps/api/openapi.json', text: describeApi },
  { file: 'libs/api-client/src/schema.ts', text: makeClientTypes },
  { file: 'docs/late-payment-rules.md', text: listLatePaymentRules },
];

/** `npm run generate`: writes the generated files anew. */
export async function runGenerate() {
  await buildServer();
  for (const { file, text } of GENERATED) {
    const made = await text();
    const isNew = made !== committed(file);
    if (isNew) writeFileSync(inRoot(file), made);
    console.log(`${isNew ? 'written  ' : 'unchanged'} ${file}`);
  }
  return 0;
}

/** The check that each generated file is what its program would write now. */
export const generatedStep = {
  name: 'generated',
  async run(options) {
    await buildServer(options.signal);
    const result = { passed: 0, failed: 0, output: '' };
    for (const { file, text } of GENERATED) {
      const isFresh = (await text(options)) === committed(file);
      if (isFresh) result.passed += 1;
      else {
        result.failed += 1;
        result.output += `${file} is stale: run npm run generate and commit what it writes.\n`;
      }
    }
    return result;
  },
};

function committed(file) {
  return existsSync(inRoot(file)) ? readFileSync(inRoot(file), 'utf8') : null;
}

async function makeEnvExample() {
  const { envExample } = await import(inRoot('apps/api/dist/config/env.example.js'));
  const [heading, ...settings] = envExample().split('\n\n');
  return [heading, envExampleOfCompose.trimEnd(), ...settings].join('\n\n');
}

function makeClientTypes(options) {
  const script = toolScript('openapi-typescript', 'openapi-typescript', 'libs/api-client');
  return needTool('Writing the API client', [script, inRoot('apps/api/openapi.json')], options);
}
