import { STATEMENT } from './old-debt.js';
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

/**
 * One notice per client and audience, in the order their first cases come. A statement of old debts is a
 * message of its own, before the client's others: on one day a client gets one, and the rest waits.
 */
export function groupIntoNotices<Move extends StageMove>(
  moves: readonly Move[],
): readonly NoticeGroup<Move>[] {
  const ofClient = Map.groupBy(moves, (move) => move.clientId);
  return [...ofClient.values()].flatMap((all) => {
    const others = all.filter((move) => move.stage !== STATEMENT);
    const groups = [
      all.filter((move) => move.stage === STATEMENT),
      ...Map.groupBy(others, (move) => move.stage.audience).values(),
    ];
    return groups.filter((group) => group.length > 0).map((group) => noticeOf(group));
  });
}

function noticeOf<Move extends StageMove>(moves: readonly Move[]): NoticeGroup<Move> {
  const firmest = moves.reduce((firm, move) =>
    move.stage.position > firm.stage.position ? move : firm,
  );
  const { clientId, stage } = firmest;
  return { clientId, audience: stage.audience, stage, stageKey: stage.key, moves };
}
