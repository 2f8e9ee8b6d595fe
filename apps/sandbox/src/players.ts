import { billingo } from './billingo/billingo.js';
import type { Player } from './player.js';

/** All providers played on `books`, by the name they have in the control API and on the handle of the sandbox. */
export const PLAYERS = { billingo } as const satisfies Record<string, Player>;

export type PlayerName = keyof typeof PLAYERS;
