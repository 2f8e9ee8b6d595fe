import { Company } from './company.js';
import { applyChange, type CompanyChange } from './company-change.js';
import { CompanyLists } from './company-lists.js';
import type { CompanyPlan } from './company-plan.js';
import type { SandboxDocument } from './sandbox-document.js';

/** Keys that open a company; any other is refused. */
const KEY = /^sandbox-[a-z0-9-]{1,40}$/;
/** Each company takes memory, so a program that tries keys must not get a new one for ever. */
const MAX_COMPANIES = 200;

export type CompanyDefaults = Omit<CompanyPlan, 'key'>;

export interface OpenCompany {
  readonly company: Company;
  readonly lists: CompanyLists;
}

/** All companies of the sandbox, made up when their key is used for the first time. */
export class Companies {
  private readonly open = new Map<string, OpenCompany>();

  constructor(
    private readonly defaults: CompanyDefaults,
    private readonly onChange: (
      key: string,
      change: CompanyChange,
      document: SandboxDocument | null,
    ) => void,
  ) {}

  find(key: string | undefined): OpenCompany | null {
    if (key === undefined || !KEY.test(key)) return null;
    const known = this.open.get(key);
    if (known !== undefined) return known;
    if (this.open.size >= MAX_COMPANIES) return null;
    return this.start(key, {});
  }

  /** Makes the company up (anew), for instance with another number of invoices. */
  start(key: string, plan: Partial<Omit<CompanyPlan, 'key'>>): OpenCompany {
    if (!KEY.test(key)) throw new Error(`"${key}" is no key of this sandbox: use sandbox-<name>.`);
    const company = new Company({ ...this.defaults, ...plan, key });
    const opened = { company, lists: new CompanyLists(company) };
    this.open.set(key, opened);
    return opened;
  }

  change(key: string, change: CompanyChange): SandboxDocument | null {
    const document = this.replay(key, change);
    this.onChange(key, change, document);
    return document;
  }

  /** Like `change`, but not told to anybody: it comes from the journal. */
  replay(key: string, change: CompanyChange): SandboxDocument | null {
    const opened = this.find(key);
    if (opened === null) throw new Error('No company answers to this key.');
    return applyChange(opened.company, change);
  }

  keys(): readonly string[] {
    return [...this.open.keys()];
  }
}
