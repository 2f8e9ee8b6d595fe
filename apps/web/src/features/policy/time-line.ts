import type { PolicyDraft } from './policy-draft.js';

/** A point on the line around the due date. */
export interface LinePoint {
  readonly key: string;
  readonly days: number;
  /** 1 for the first stage; 0 for the opening of the case. */
  readonly position: number;
  /** From the left edge, in percent. */
  readonly at: number;
  /** Labels that would touch take turns above and below each other. */
  readonly row: number;
}

/** Free days kept at both ends, and the least the line spans. */
const MARGIN = 3;
const LEAST_SPAN = 20;
/** Closer than this share of the line, two labels would overlap. */
const CLOSE = 13;

/** Places the opening and the enabled stages of a plan on one line; also where the due date is. */
export function timeLine(draft: PolicyDraft): { points: LinePoint[]; dueAt: number } {
  const opening = { key: 'opens', days: draft.caseOpensOffsetDays ?? 0, position: 0 };
  const stages = draft.stages.flatMap((stage, index) =>
    stage.isEnabled ? [{ key: stage.key, days: stage.offsetDays ?? 0, position: index + 1 }] : [],
  );
  const all = [opening, ...stages].sort((a, b) => a.days - b.days || a.position - b.position);
  const first = Math.min(0, ...all.map(({ days }) => days)) - MARGIN;
  const last = Math.max(0, ...all.map(({ days }) => days)) + MARGIN;
  const span = Math.max(LEAST_SPAN, last - first);
  const at = (days: number): number => ((days - first) / span) * 100;

  const points: LinePoint[] = [];
  for (const point of all) {
    const before = points.at(-1);
    const isClose = before !== undefined && at(point.days) - before.at < CLOSE;
    points.push({ ...point, at: at(point.days), row: isClose ? (before.row + 1) % 3 : 0 });
  }
  return { points, dueAt: at(0) };
}
