import { isContact } from './is-contact.js';
import { STATEMENT } from './old-debt.js';
import type { Stage } from './policy.js';

/** A case that moves to a stage. */
export interface StageMove {
  readonly caseId: string;
  readonly clientId: string;
  readonly stage: Stage;
  /** the client gets a message for each invoice */
  readonly hasOwnNotice: boolean;
}

/** One notice: everything that is due for one client, for one kind of reader; or one task about the client. */
export interface NoticeGroup<Move extends StageMove = StageMove> {
  readonly clientId: string;
  readonly audience: Stage['audience'];
  /** that of the firmest stage: what is due besides goes with it */
  readonly channel: Stage['channel'];
  /** the firmest stage among the cases sets the tone */
  readonly stage: Stage;
  readonly stageKey: string;
  /** the case, where the message is for it alone; else everything that is due goes into one */
  readonly onlyCaseId: string | null;
  /** every case keeps its own stage */
  readonly moves: readonly Move[];
}

/**
 * One notice per client and audience, in the order their first cases come; or one for each invoice, where the
 * client is to have it so. The firm's own people always get one, and so is a task
 * for whoever calls the client. A statement of old debts is a
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
      ...Map.groupBy(others, (move) => onlyCaseOf(move) ?? readerOf(move)).values(),
    ];
    return groups.filter((group) => group.length > 0).map((group) => noticeOf(group));
  });
}

function noticeOf<Move extends StageMove>(moves: readonly Move[]): NoticeGroup<Move> {
  const firmest = moves.reduce((firm, move) =>
    move.stage.position > firm.stage.position ? move : firm,
  );
  const { clientId, stage } = firmest;
  const { audience, channel, key: stageKey } = stage;
  return { clientId, audience, channel, stage, stageKey, onlyCaseId: onlyCaseOf(firmest), moves };
}

function onlyCaseOf({ caseId, stage, hasOwnNotice }: StageMove): string | null {
  return hasOwnNotice && isContact(stage) && stage !== STATEMENT ? caseId : null;
}

const readerOf = ({ stage }: StageMove): string =>
  stage.channel === 'task' ? 'task' : stage.audience;
