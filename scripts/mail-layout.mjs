import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const LAYOUT = 'apps/api/src/modules/notifications/texts/layout/notice.mjml';

/**
 * The layout of a notice as mail programs take it, compiled from MJML, as the text of a TypeScript file. MJML itself
 * stays a tool: nothing of it is installed where the product runs.
 */
export async function makeMailLayout() {
  const ofApi = createRequire(inRoot('apps/api/package.json'));
  const { default: mjml } = await import(pathToFileURL(ofApi.resolve('mjml')).href);
  const source = readFileSync(inRoot(LAYOUT), 'utf8');
  const { html, errors } = await mjml(source, { validationLevel: 'strict', minify: true });
  if (errors.length > 0) throw new PlainError(`${LAYOUT}: ${errors[0].formattedMessage}`);
  const lines = html.replaceAll(/\s*\n\s*/g, '\n').trim();
  return `// Written by \`npm run generate\` from layout/notice.mjml: change that file instead of this one.

/** The page of a notice: HTML with places for what \`letterView\` gives. */
export const NOTICE_LAYOUT = ${JSON.stringify(lines)};
`;
}
