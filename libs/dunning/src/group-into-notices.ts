import type { Stage } from './policy.js';

/** A case that moves to a stage. */
export interface StageMove {
  readonly caseId: string;
  readonly clientId: string;
  readonly stage: Stage;
}

/** One notice: everything that is due for one client, for one kind of reader. */
export interface NoticeGroup<Move extends StageMove = StageMove> {
  readonly clientId: string;
  readonly audience: Stage['audience'];
  /** the firmest stage among the cases sets the tone */
  readonly stage: Stage;
  readonly stageKey: string;
  /** every case keeps its own stage */
  readonly moves: readonly Move[];
}

/** One notice per client and audience, in the order their first cases come. */
export function groupIntoNotices<Move extends StageMove>(
  moves: readonly Move[],
): readonly NoticeGroup<Move>[] {
  const groups = new Map<string, Move[]>();
  for (const move of moves) {
    const reader = JSON.stringify([move.clientId, move.stage.audience]);
    const group = groups.get(reader);
    if (group) group.push(move);
    else groups.set(reader, [move]);
  }
  return [...groups.values()].map((group) => noticeOf(group));
}

function noticeOf<Move extends StageMove>(moves: readonly Move[]): NoticeGroup<Move> {
  const firmest = moves.reduce((firm, move) =>
    move.stage.position > firm.stage.position ? move : firm,
  );
  const { clientId, stage } = firmest;
  return { clientId, audience: stage.audience, stage, stageKey: stage.key, moves };
}
