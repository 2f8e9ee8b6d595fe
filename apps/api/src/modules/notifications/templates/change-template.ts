import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Stale } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { NoticeText } from '../texts/notice-text.js';
import { audienceOf, requireSoundDraft } from './check-draft.js';
import type { TemplateView } from './templates.dto.js';
import { readTemplateView } from './templates.query.js';
import { textInForce } from './text-in-force.js';
import { readTextVersion, type TextPlace } from './text-version.js';

/** Changes what an account's letters say. Nothing is overwritten: each text is a version, and one is in force. */
@Injectable()
export class ChangeTemplate {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * @param version the version the person has seen in force
   * @throws Stale, or Invalid `text-broken`
   */
  save(
    scope: AccountScope,
    place: TextPlace,
    version: number,
    text: NoticeText,
  ): Promise<TemplateView> {
    return this.change(scope, place, version, 'template.changed', async (tx) => {
      const next = await insertVersion(tx, scope, place, text, this.clock.now());
      return { next, text };
    });
  }

  /**
   * Puts an earlier version, or the shipped text, in force again.
   *
   * @throws Stale, NotFound, or Invalid `text-broken` when it no longer says what it must
   */
  restore(
    scope: AccountScope,
    place: TextPlace,
    version: number,
    wanted: number,
  ): Promise<TemplateView> {
    return this.change(scope, place, version, 'template.restored', async (tx) => {
      const { subject, body } = await readTextVersion(tx, scope.accountId, place, wanted);
      return { next: wanted, text: { subject, body } };
    });
  }

  private change(
    scope: AccountScope,
    place: TextPlace,
    version: number,
    action: string,
    choose: (tx: Transaction) => Promise<{ next: number; text: NoticeText }>,
  ): Promise<TemplateView> {
    const { stageKey, language } = place;
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await textInForce(tx, scope.accountId, stageKey, language);
      if (before.version !== version) throw new Stale();
      const { next, text } = await choose(tx);
      const audience = await audienceOf(tx, scope.accountId, stageKey);
      requireSoundDraft(text, stageKey, language, audience);
      await putInForce(tx, scope, place, version, next);
      await this.letHeldNoticesGo(tx, scope, place);
      await audit(tx, scope, this.clock.wallNow(), {
        action,
        objectKind: 'template',
        objectId: `${stageKey}/${language}`,
        before: { version, ...before.text },
        after: { version: next, ...text },
      });
      return readTemplateView(tx, scope.accountId, stageKey, language);
    });
  }

  /** Those that waited because the text before could not be filled. */
  private async letHeldNoticesGo(
    tx: Transaction,
    scope: AccountScope,
    { stageKey, language }: TextPlace,
  ): Promise<void> {
    const touched = await tx.execute(
      `update notices set state = 'planned', reason = null, not_before = $4
        where account_id = $1 and stage_key = $2 and language = $3 and state = 'held' and reason = 'text-broken'`,
      [scope.accountId, stageKey, language, this.clock.now()],
    );
    if (touched > 0)
      await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
  }
}

/** @throws Stale when somebody else makes the same version at this moment */
async function insertVersion(
  tx: Transaction,
  scope: AccountScope,
  { stageKey, language }: TextPlace,
  text: NoticeText,
  now: Date,
): Promise<number> {
  const row = await tx.one<{ version: number }>(
    `insert into templates (account_id, stage_key, language, version, subject, body, created_by, created_at)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7 from templates where account_id = $1 and stage_key = $2 and language = $3
     on conflict do nothing returning version`,
    [scope.accountId, stageKey, language, text.subject, text.body, actingUser(scope), now],
  );
  if (row === undefined) throw new Stale();
  return row.version;
}

/** @throws Stale when another version has come into force since it was looked at */
async function putInForce(
  tx: Transaction,
  scope: AccountScope,
  { stageKey, language }: TextPlace,
  version: number,
  next: number,
): Promise<void> {
  const touched = await tx.execute(
    `insert into template_choices as c (account_id, stage_key, language, version) values ($1, $2, $3, $4)
     on conflict (account_id, stage_key, language) do update set version = excluded.version where c.version = $5`,
    [scope.accountId, stageKey, language, next, version],
  );
  if (touched === 0) throw new Stale();
}
