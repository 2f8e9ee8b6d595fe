import { hash } from 'node:crypto';

/** A statement that a connection plans once, and not each time it is asked. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/**
 * For statements that run once a message or a request, where planning costs more than running.
 *
 * The plan does not know the values, and may be as old as the table's statistics. That does no harm where rows are
 * looked up by their keys. It does where a table is being filled, or where the best plan depends on what is asked for:
 * those stay plain texts.
 */
export function prepared(text: string): Prepared {
  return { name: hash('sha1', text), text };
}
