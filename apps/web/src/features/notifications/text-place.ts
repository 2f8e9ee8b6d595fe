import type { TemplateView } from '../../shared/api/schemas.js';

/** Which text: that of a stage in a language. */
export type TextPlace = Pick<TemplateView, 'stageKey' | 'language'>;
