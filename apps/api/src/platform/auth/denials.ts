import { Injectable } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import { DomainError } from '../http/domain-error.js';
import { audit, auditInstance } from '../tenancy/audit.js';
import { Tenancy } from '../tenancy/tenancy.js';
import type { AccessRequest } from './access-request.js';

/** A caller who tries the same again and again makes one entry in this time. */
const QUIET_MS = 60_000;
/** Remembered at most; a process forgets them all then, and writes an entry more rather than one less. */
const MOST_REMEMBERED = 10_000;

/** Refusals by the caller's own account, which its admins should see. */
const INSIDE = ['role-not-allowed', 'scope-missing'];

/** Notes in the audit who was refused what: a wrong role or scope, a foreign account, the admin's operations. */
@Injectable()
export class Denials {
  private readonly recent = new Map<string, number>();

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Notes the refusal where it is one and the caller is known; the caller throws it. */
  async note(request: AccessRequest, refusal: unknown): Promise<void> {
    const { actor } = request;
    if (!(refusal instanceof DomainError) || actor === undefined) return;
    if (refusal.code !== 'not-found' && !INSIDE.includes(refusal.code)) return;
    const at = this.clock.wallNow();
    const operation = `${request.method} ${request.routeOptions.url}`;
    const by = actor.kind === 'user' ? actor.userId : actor.kind === 'key' ? actor.keyId : '';
    if (!this.isNew(`${by} ${refusal.code} ${operation}`, at)) return;
    const accountId = request.params.accountId?.toLowerCase() ?? null;
    const entry = {
      action: 'access.denied',
      objectKind: accountId === null ? 'installation' : 'account',
      objectId: accountId,
      after: { operation, code: refusal.code },
    };
    if (accountId !== null && INSIDE.includes(refusal.code)) {
      const scope = { accountId, actor };
      await this.tenancy.inAccount(scope, (tx) => audit(tx, scope, at, entry));
    } else {
      await this.tenancy.withoutScope((tx) => auditInstance(tx, at, { actor, ...entry }));
    }
  }

  private isNew(what: string, at: Date): boolean {
    const last = this.recent.get(what);
    if (last !== undefined && at.getTime() - last < QUIET_MS) return false;
    if (this.recent.size >= MOST_REMEMBERED) this.recent.clear();
    this.recent.set(what, at.getTime());
    return true;
  }
}
