import type { Language } from '../../identity/contract/languages.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { INNER_FIELDS, TOP_LEVEL_FIELDS } from './field-catalogue.js';
import { BrokenText, fieldsUsed, type TextProblem } from './liquid.js';
import type { NoticeFacts } from './notice-facts.js';
import type { NoticeText } from './notice-text.js';
import { renderText } from './render-text.js';
import { whatIsMissing } from './what-must-be-said.js';

/** Texts differ for one invoice and for several: each is looked at. */
const EXAMPLES: readonly NoticeFacts[] = [
  EXAMPLE_FACTS,
  { ...EXAMPLE_FACTS, invoices: EXAMPLE_FACTS.invoices.slice(0, 1) },
];

/**
 * What keeps a text from being used: mistakes in it, fields that do not exist, and for a text to a
 * client, what a letter of its stage must say and this one does not. The last is looked for in the
 * finished examples, so it does not matter by which field it comes in.
 */
export function checkText(
  text: NoticeText,
  stageKey: string,
  language: Language,
  audience: 'client' | 'staff',
): TextProblem[] {
  try {
    const unknown = [...unknownFields(text.subject), ...unknownFields(text.body)];
    if (unknown.length > 0) return unknown;
    const missing = EXAMPLES.flatMap((facts) => {
      const { bodyText } = renderText(text, facts, language);
      return audience === 'client' ? whatIsMissing(bodyText, facts, stageKey, language) : [];
    });
    return [...new Map(missing.map((problem) => [problem.code, problem])).values()];
  } catch (error) {
    if (error instanceof BrokenText) return [error.problem];
    throw error;
  }
}

/** Also inside a condition that the examples never meet, where filling the text would not find them. */
function unknownFields(text: string): TextProblem[] {
  const { outer, inner } = fieldsUsed(text);
  return [
    ...outer.filter(({ name }) => !TOP_LEVEL_FIELDS.has(name) && !/^invoices[.[]/.test(name)),
    ...inner.filter(({ name }) => !INNER_FIELDS.has(name.split('.').at(-1)!)),
  ].map(({ name, line, column }) => ({
    code: 'unknown-field',
    detail: `There is no field "${name}".`,
    line,
    column,
    insert: null,
  }));
}
