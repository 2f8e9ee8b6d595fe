import { Liquid } from 'liquidjs';

import { type Letter, letterView } from './letter-view.js';
import { NOTICE_LAYOUT } from './notice-layout.js';

/** Fills our own layout, never an author's text: whatever is put into it is escaped. */
const engine = new Liquid({ outputEscape: 'escape', strictVariables: true, ownPropertyOnly: true });
const layout = engine.parse(NOTICE_LAYOUT);

/**
 * The one page all notices have: serious, without a link, nothing loaded from anywhere; readable without
 * pictures, on a phone and in the dark. The author's text is never taken as HTML.
 */
export function letterHtml(letter: Letter): string {
  return engine.renderSync(layout, letterView(letter)) as string;
}
