import type { Stage } from './policy.js';

/** True where a stage writes to the client. A task does not: what its person says is nobody's notice. */
export function isContact(stage: Pick<Stage, 'audience' | 'channel'>): boolean {
  return stage.audience === 'client' && stage.channel !== 'task';
}
