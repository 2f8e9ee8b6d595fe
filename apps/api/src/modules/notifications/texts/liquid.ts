import { Liquid, LiquidError, type Variable, type Template } from 'liquidjs';

import type { TextFields } from './text-fields.js';

/** What is wrong with a text; `line` and `column` count from 1 and are null where no place is to blame. */
export interface TextProblem {
  readonly code: string;
  readonly detail: string;
  readonly line: number | null;
  readonly column: number | null;
  /** The field that would mend it, where one would. */
  readonly insert: string | null;
}

/** A text cannot be rendered; the problem says what its author must change. */
export class BrokenText extends Error {
  constructor(readonly problem: TextProblem) {
    super(problem.detail);
    this.name = 'BrokenText';
  }
}

/** Bytes the rendered body may have. */
const OUTPUT_LIMIT = 512 * 1024;
/** Characters of a template, objects it may make, milliseconds and steps it may take. */
const LIMITS = { parse: 100_000, memory: 2_000_000, milliseconds: 500, steps: 20_000 };

const TAGS = ['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', 'raw', '#'];
const FILTERS = [
  'append',
  'capitalize',
  'default',
  'downcase',
  'first',
  'join',
  'last',
  'prepend',
  'remove',
  'replace',
  'size',
  'slice',
  'strip',
  'truncate',
  'upcase',
];

/**
 * Renders a tenant's text. Only the listed tags and filters exist, nothing can be included, only own
 * properties of the fields are seen, and time, memory and output are bounded.
 *
 * @throws BrokenText
 */
export function renderLiquid(text: string, fields: TextFields): string {
  const output = guarded(() =>
    engine.renderSync(parsed(text), fields, { templateLimit: LIMITS.steps }),
  ) as string;
  if (Buffer.byteLength(output) > OUTPUT_LIMIT) {
    throw new BrokenText({
      code: 'too-long',
      detail: 'The finished text is longer than 512 KB.',
      line: null,
      column: null,
      insert: null,
    });
  }
  return output;
}

/** A field named in a text, `firm.phone` or `total_open`, and where. */
export interface FieldUse {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The fields a text takes from outside, and those it takes from its own names (`invoice.open` in a loop),
 * each at every place.
 */
export function fieldsUsed(text: string): { outer: FieldUse[]; inner: FieldUse[] } {
  const { globals, variables } = guarded(() =>
    engine.analyzeSync(engine.parse(text), { partials: false }),
  );
  const roots = new Set(Object.keys(globals));
  const inner = Object.entries(variables)
    .filter(([root]) => !roots.has(root) && root !== 'forloop')
    .flatMap(([, uses]) => uses)
    .filter(({ segments }) => segments.length > 1);
  return {
    outer: Object.values(globals).flat().map(toUse),
    inner: inner.map(toUse),
  };
}

function toUse(variable: Variable): FieldUse {
  const { row, col } = variable.location;
  return { name: variable.toString(), line: row, column: col };
}

const engine = makeEngine();
/** One text is in all letters of a stage. */
const parsedTexts = new Map<string, Template[]>();
const TEXTS_KEPT = 50;

function parsed(text: string): Template[] {
  const known = parsedTexts.get(text);
  if (known !== undefined) return known;
  const templates = engine.parse(text);
  if (parsedTexts.size === TEXTS_KEPT) parsedTexts.clear();
  parsedTexts.set(text, templates);
  return templates;
}

function makeEngine(): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: LIMITS.parse,
    memoryLimit: LIMITS.memory,
    renderLimit: LIMITS.milliseconds,
  });
  for (const name of Object.keys(liquid.tags)) if (!TAGS.includes(name)) delete liquid.tags[name];
  for (const name of Object.keys(liquid.filters))
    if (!FILTERS.includes(name)) delete liquid.filters[name];
  return liquid;
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new BrokenText(problemOf(error as Error));
  }
}

function problemOf(error: Error): TextProblem {
  // Liquid's own messages speak of the text and its line, and of nothing of ours.
  const [line, column] = LiquidError.is(error)
    ? (error.token.getPosition() as [number, number])
    : [null, null];
  const detail = error.message.replace(/, line:\d+, col:\d+$/, '');
  if (error.name === 'UndefinedVariableError')
    return { code: 'unknown-field', detail, line, column, insert: null };
  return {
    code: /limit exceeded/.test(error.message) ? 'too-heavy' : 'syntax-error',
    detail,
    line,
    column,
    insert: null,
  };
}
