import type { CollectionName } from './collections.js';
import type { Company } from './company.js';
import { documentPredicate } from './document-filters.js';
import type { ListQuery } from './list-query.js';
import type { SandboxDocument } from './sandbox-document.js';

const REMEMBERED_LISTS = 16;

/** Filtered lists of one company, remembered until its books change, so that deep pages cost what the first one does. */
export class CompanyLists {
  private readonly remembered = new Map<string, readonly SandboxDocument[]>();
  private version = -1;

  constructor(private readonly company: Company) {}

  matching(collection: CollectionName, filters: ListQuery['filters']): readonly SandboxDocument[] {
    if (this.version !== this.company.version) this.remembered.clear();
    this.version = this.company.version;
    const key = JSON.stringify([collection, filters]);
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const rows = this.company.list(collection).filter(documentPredicate(filters, this.company));
    if (this.remembered.size >= REMEMBERED_LISTS) this.remembered.clear();
    this.remembered.set(key, rows);
    return rows;
  }
}
