import { type Cursor, ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

/** Where a pass over what was stored stands. */
export interface ChangesPosition {
  /** where the pass began */
  readonly since: string;
  /** a page was not what was asked for, so something may have slipped through: the next pass begins here again */
  readonly isDoubtful: boolean;
  /** numbers known from the list whose documents have not been read */
  readonly pending: readonly string[];
  /** the page of the list to read once they are; see `StoredRange` */
  readonly from: string;
  readonly to: string | null;
  readonly page: number;
  /** numbers to pass over there: stored at the very moment `from`, and delivered */
  readonly except: readonly string[];
  /** nothing is to be read from the list any more; everything up to here has been told */
  readonly completeUntil: string | null;
}

const Numbers = z.string().transform((text) => (text === '' ? [] : text.split(' ')));

const CursorShape = z.object({
  since: z.iso.datetime({ offset: true }),
  isDoubtful: z.boolean(),
  pending: Numbers,
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }).nullable(),
  page: z.int().nonnegative(),
  except: Numbers,
  completeUntil: z.iso.datetime({ offset: true }).nullable(),
});

export function toCursor(position: ChangesPosition): Cursor {
  return {
    ...position,
    pending: position.pending.join(' '),
    except: position.except.join(' '),
  };
}

/** @throws ProviderError `bug` / `cursor-unreadable` */
export function fromCursor(cursor: Cursor): ChangesPosition {
  const shape = CursorShape.safeParse(cursor);
  if (shape.success) return shape.data;
  throw new ProviderError({
    actor: 'bug',
    code: 'cursor-unreadable',
    message: 'The stored cursor is not one of ours.',
  });
}
