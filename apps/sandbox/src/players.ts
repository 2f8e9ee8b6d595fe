import { billingo } from './billingo/billingo.js';
import { fakturownia } from './fakturownia/fakturownia.js';
import { ksef } from './ksef/ksef-player.js';
import type { Player } from './player.js';
import { wfirma } from './wfirma/wfirma.js';

/** All providers played on `books`, by the name they have in the control API and on the handle of the sandbox. */
export const PLAYERS = { billingo, ksef, wfirma, fakturownia } as const satisfies Record<
  string,
  Player
>;

export type PlayerName = keyof typeof PLAYERS;
