import type { PolicyDraft } from './policy-draft.js';

/** A point on the line around the due date. */
export interface LinePoint {
  readonly key: string;
  readonly days: number;
  /** 1 for the first stage; 0 for the opening of the case. */
  readonly position: number;
  /** From the left edge, in percent. */
  readonly at: number;
  /** Labels that would touch stand below each other. */
  readonly row: number;
}

/** Free days kept at both ends, and the least the line spans. */
const MARGIN = 3;
const LEAST_SPAN = 20;
/** Closer than this share of the line, two labels would overlap. */
const CLOSE = 19;

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
  /** Where the last label of each row stands. */
  const rows: number[] = [];
  for (const point of all) {
    const free = rows.findIndex((before) => at(point.days) - before >= CLOSE);
    const row = free === -1 ? rows.length : free;
    rows[row] = at(point.days);
    points.push({ ...point, at: at(point.days), row });
  }
  return { points, dueAt: at(0) };
}
