import { applyBookChange, type BookChange } from './book-change.js';
import type { BookDocument } from './book-document.js';
import { Books } from './books.js';
import type { BooksPlan } from './books-plan.js';
import { ChangeRefused } from './change-refused.js';

/** Keys that open books; any other is refused. */
const KEY = /^sandbox-[a-z0-9-]{1,40}$/;
/** Books take memory, so a program that tries keys must not get new ones for ever. */
const MAX_BOOKS = 200;

export type BooksDefaults = Omit<BooksPlan, 'key'>;

/** All books of one provider, made up when their key is used for the first time. */
export class Bookshelf {
  private readonly open = new Map<string, Books>();

  /** @param onChange told of every change but the replayed ones */
  constructor(
    private readonly defaults: BooksDefaults,
    private readonly onChange: (key: string, change: BookChange) => void,
  ) {}

  /** null: the key opens nothing */
  find(key: string | undefined): Books | null {
    if (key === undefined || !KEY.test(key)) return null;
    const known = this.open.get(key);
    if (known !== undefined) return known;
    return this.open.size >= MAX_BOOKS ? null : this.start(key, {});
  }

  /** Makes the books up (anew), for instance with another number of documents. */
  start(key: string, plan: Partial<Omit<BooksPlan, 'key' | 'player'>>): Books {
    if (!KEY.test(key))
      throw new ChangeRefused(`"${key}" is no key of this sandbox: use sandbox-<name>.`);
    const books = new Books({ ...this.defaults, ...plan, key });
    this.open.set(key, books);
    return books;
  }

  change(key: string, change: BookChange): BookDocument | null {
    const document = this.replay(key, change);
    this.onChange(key, change);
    return document;
  }

  /** Like `change`, but not told to anybody: it comes from the journal. */
  replay(key: string, change: BookChange): BookDocument | null {
    const books = this.find(key);
    if (books === null)
      throw new ChangeRefused(`"${key}" opens no books: keys look like sandbox-<name>.`);
    return applyBookChange(books, change);
  }

  keys(): readonly string[] {
    return [...this.open.keys()];
  }
}
