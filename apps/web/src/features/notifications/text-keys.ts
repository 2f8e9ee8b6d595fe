import { STAGE_KEYS } from '../../shared/stages.js';

/** What there are texts for: the stages, and the statement of old debts. */
export const TEXT_KEYS = [...STAGE_KEYS, 'statement'] as const;
