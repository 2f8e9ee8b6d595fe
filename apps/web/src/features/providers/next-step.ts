import type { ConnectionView } from '../../shared/api/schemas.js';
import { isLive } from './run-state.js';

/** What has to happen next for a connection, and so who must act; null: nobody has to do anything. */
export type NextStep =
  /** An admin, with a new key. */
  | { readonly kind: 'reconnect' }
  /** An admin, with an answer: nothing is sent before. */
  | { readonly kind: 'payments' | 'own-reminders' | 'old-debts' }
  /** Us: whoever meets it tells which fault it was. */
  | { readonly kind: 'report'; readonly runId: string; readonly reference: string | null }
  /** Nobody: time does. `at` is null where it is not known when. */
  | {
      readonly kind: 'wait';
      readonly why: 'failure' | 'requests' | 'quiet';
      readonly at: string | null;
    }
  /** Whoever works with the rows. */
  | { readonly kind: 'rows'; readonly count: number };

/** One thing at a time, the one that holds most back first. */
export function nextStepOf(connection: ConnectionView): NextStep | null {
  if (connection.state === 'needs_reconnect') return { kind: 'reconnect' };
  if (connection.state === 'paused') return null;
  return questionOf(connection) ?? troubleOf(connection) ?? rowsOf(connection);
}

function questionOf(connection: ConnectionView): NextStep | null {
  if (!connection.learnsOfPayments && connection.paymentsKeptHereAt === null)
    return { kind: 'payments' };
  if (connection.isOwnRemindersAnswerNeeded) return { kind: 'own-reminders' };
  return connection.oldDebts === 'waiting' ? { kind: 'old-debts' } : null;
}

/** A run that is under way tells for itself how it gets on. */
function troubleOf({ lastRun, nextSyncAt, requests }: ConnectionView): NextStep | null {
  if (lastRun === null || isLive(lastRun)) return null;
  const { state, error } = lastRun;
  if (state === 'failed' && error?.actor === 'retry')
    return { kind: 'wait', why: 'failure', at: nextSyncAt };
  if (state === 'failed' && error !== null && error.actor !== 'reconnect')
    return { kind: 'report', runId: lastRun.id, reference: error.reference };
  if (state === 'paused') return { kind: 'wait', why: 'requests', at: nextSyncAt };
  const quietUntil = requests?.quietUntil ?? null;
  return quietUntil === null ? null : { kind: 'wait', why: 'quiet', at: quietUntil };
}

function rowsOf({ openRows }: ConnectionView): NextStep | null {
  return openRows > 0 ? { kind: 'rows', count: openRows } : null;
}
