import { STAGE_KEYS } from '../../shared/stages.js';

/** What there always are texts for: the shipped stages, and the statement of old debts. */
export const TEXT_KEYS: readonly string[] = [...STAGE_KEYS, 'statement'];
