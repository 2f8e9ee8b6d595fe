import { globSync, readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { inRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

/** Where tests name the rules of late payment that they hold. */
const SPECS = [
  'libs/interest/src/**/*.spec.ts',
  'apps/api/src/modules/late-payment/**/*.spec.ts',
  'apps/api/src/modules/payments/**/*.spec.ts',
];
const FILE = 'docs/late-payment-rules.md';
const RULE_ID = /\b(?:G|PL|HU|DE|EU|AT|CZ|SK|RO)-(?:\d+|credit)\b/g;
/** `it('...')`, `it.each([...])('...')`, `it.each(ROWS)('...')`, and the same of `describe`: table and name. */
const TEST =
  /\b(?:it|describe)(?:\.each(?:<[^(]*>)?\((?:(\[[\s\S]*?\])|\w+)\))?\(\s*(['"`])((?:\\.|(?!\2)[^\\])*)\2/g;

const HEADING = `# Rules of late payment and the tests that hold them

Written by \`npm run generate\` from the rules that explanations cite and from the names of the tests; a rule without a
test stops it.
`;

/** The list of rules with their articles and tests, as the text of a file. */
export async function listLatePaymentRules() {
  const { CONVENTIONS, COUNTRIES } = await import(inRoot('libs/interest/dist/index.js'));
  const rules = [...CONVENTIONS, ...Object.values(COUNTRIES).flatMap((law) => law.rules)];
  const tests = testsByRule();
  const untested = rules.filter(({ id }) => !tests.has(id)).map(({ id }) => id);
  if (untested.length > 0)
    throw new PlainError(`No test names these rules of late payment: ${untested.join(', ')}.`);
  const known = new Set(rules.map(({ id }) => id));
  const others = [...tests.keys()].filter((id) => !known.has(id)).sort(byId);
  const text = [
    HEADING,
    ...rules.toSorted((one, other) => byId(one.id, other.id)).map((rule) => section(rule, tests)),
    '## Held by tests, cited by no explanation\n',
    ...others.map((id) => `### ${id}\n\n${testList(tests.get(id))}\n`),
  ].join('\n');
  const config = await resolveConfig(inRoot(FILE));
  return format(text, { ...config, parser: 'markdown' });
}

/** The names of tests by the rules they name; a table of cases counts where its rows begin with the rule. */
export function testsByRule() {
  const tests = new Map();
  for (const file of globSync(SPECS, { cwd: inRoot() }).sort())
    for (const { name, ids } of testsIn(readFileSync(inRoot(file), 'utf8')))
      for (const id of ids) tests.set(id, [...(tests.get(id) ?? []), { file, name }]);
  return tests;
}

/** Each test of a spec that names rules; of a table, each row that begins with one. */
export function testsIn(source) {
  return [...source.matchAll(TEST)].flatMap(([, table = '', , title]) => {
    const cells = [...table.matchAll(/\[\s*'([^']+)'/g)].map(([, cell]) => cell);
    const rules = title.includes('%s') ? cells.filter((cell) => cell.match(RULE_ID)) : [];
    const names = rules.map((cell) => title.replace('%s', cell));
    if (names.length === 0) names.push(title);
    return [...new Set(names)].flatMap((name) => {
      const ids = [...new Set(name.match(RULE_ID))];
      return ids.length === 0 ? [] : [{ name: name.replaceAll(/\\(.)|: %#$/g, '$1'), ids }];
    });
  });
}

function section({ id, article, says, url }, tests) {
  const cited = url === null ? article : `[${article}](${url})`;
  return `## ${id}\n\n${cited}: ${says}.\n\n${testList(tests.get(id))}\n`;
}

function testList(tests) {
  const lines = tests.map(({ file, name }) => `- ${name.replaceAll('|', '\\|')} (\`${file}\`)`);
  return [...new Set(lines)].join('\n');
}

/** PL-4 before PL-11. */
function byId(one, other) {
  return one.localeCompare(other, 'en', { numeric: true });
}
