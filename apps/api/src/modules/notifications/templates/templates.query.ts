import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readOwnStageKeys } from '../../cases/contract/own-stage-keys.js';
import { LANGUAGES, type Language } from '../../identity/contract/languages.js';
import { fieldCatalogue } from '../texts/field-catalogue.js';
import { shippedText } from '../texts/shipped-text.js';
import { STAGE_KEYS } from '../texts/stage-keys.js';
import { textInForce } from './text-in-force.js';
import { readTextVersion, type TextPlace } from './text-version.js';
import type {
  TemplateList,
  TemplateSummary,
  TemplateVersion,
  TemplateVersionView,
  TemplateView,
} from './templates.dto.js';

/** Versions shown of one text, the newest ones. */
const VERSIONS_SHOWN = 100;

/** The texts of an account as the editor shows them. */
@Injectable()
export class TemplatesQuery {
  constructor(private readonly tenancy: Tenancy) {}

  list(scope: AccountScope): Promise<TemplateList> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const own = await tx.query<OwnText>(
        `select t.stage_key, t.language, t.version, t.subject, t.created_at, u.name as created_by from template_choices c
           join templates t on t.account_id = c.account_id and t.stage_key = c.stage_key and t.language = c.language and t.version = c.version
           left join users u on u.id = t.created_by where c.account_id = $1`,
        [scope.accountId],
      );
      const byPlace = new Map(own.map((text) => [`${text.stage_key} ${text.language}`, text]));
      return {
        items: [...STAGE_KEYS, ...(await readOwnStageKeys(tx, scope.accountId))].flatMap(
          (stageKey) =>
            LANGUAGES.map((language) =>
              toSummary(stageKey, language, byPlace.get(`${stageKey} ${language}`)),
            ),
        ),
      };
    });
  }

  one(scope: AccountScope, stageKey: string, language: Language): Promise<TemplateView> {
    return this.tenancy.inAccount(scope, (tx) =>
      readTemplateView(tx, scope.accountId, stageKey, language),
    );
  }

  /**
   * Any version, to be read before it is put in force again.
   *
   * @throws NotFound
   */
  async version(
    scope: AccountScope,
    place: TextPlace,
    version: number,
  ): Promise<TemplateVersionView> {
    const text = await this.tenancy.inAccount(scope, (tx) =>
      readTextVersion(tx, scope.accountId, place, version),
    );
    return {
      version,
      subject: text.subject,
      body: text.body,
      createdAt: text.createdAt?.toISOString() ?? null,
      createdBy: text.createdBy,
    };
  }
}

interface OwnText {
  stage_key: string;
  language: Language;
  version: number;
  subject: string;
  created_at: Date;
  created_by: string | null;
}

function toSummary(
  stageKey: string,
  language: Language,
  own: OwnText | undefined,
): TemplateSummary {
  return {
    stageKey,
    language,
    version: own?.version ?? 0,
    isShipped: own === undefined,
    subject: own?.subject ?? shippedText(stageKey, language).subject,
    updatedAt: own?.created_at.toISOString() ?? null,
    updatedBy: own?.created_by ?? null,
  };
}

/** The text in force with its fields and history. */
export async function readTemplateView(
  tx: Transaction,
  accountId: string,
  stageKey: string,
  language: Language,
): Promise<TemplateView> {
  const { text, version } = await textInForce(tx, accountId, stageKey, language);
  const versions = await readVersions(tx, accountId, stageKey, language, version);
  const current = versions.find((one) => one.version === version);
  return {
    stageKey,
    language,
    version,
    isShipped: version === 0,
    subject: text.subject,
    updatedAt: current?.createdAt ?? null,
    updatedBy: current?.createdBy ?? null,
    body: text.body,
    fields: fieldCatalogue(language),
    versions,
  };
}

/** The newest versions, and the one in force however old it is. */
async function readVersions(
  tx: Transaction,
  accountId: string,
  stageKey: string,
  language: Language,
  inForce: number,
): Promise<TemplateVersion[]> {
  const rows = await tx.query<{ version: number; created_at: Date; created_by: string | null }>(
    `select t.version, t.created_at, u.name as created_by from templates t left join users u on u.id = t.created_by
      where t.account_id = $1 and t.stage_key = $2 and t.language = $3
        and (t.version = $4 or t.version > (select max(m.version) from templates m where m.account_id = $1 and m.stage_key = $2 and m.language = $3) - $5)
      order by t.version desc`,
    [accountId, stageKey, language, inForce, VERSIONS_SHOWN],
  );
  return rows.map((row) => ({
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
  }));
}
