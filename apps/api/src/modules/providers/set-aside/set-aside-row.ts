import type { Finding, SetAside } from '@invoicetracker/provider-kit';

import type { RefusedRecord } from '../records/apply-invoices.js';
import { contentHash } from '../records/content-hash.js';
import { storable, storableJson } from '../records/storable.js';

/** Letters of a reason's detail that are kept. */
const DETAIL_LENGTH = 1000;

/** Flaws of one row that are kept: a row of nonsense has one in each field. */
const MOST_FINDINGS = 20;
/** Letters of what a flaw is about that are kept. */
const VALUE_LENGTH = 200;

/** Only said of a client that was written, so its absence from an unchanged one says nothing. */
export const ONLY_WHEN_WRITTEN = 'unusable-email';

/** Documents or clients that could be read, by list. */
export interface ReadRows {
  readonly collection: string;
  readonly externalIds: readonly string[];
}

export function readRows(
  collection: string,
  records: readonly { readonly externalId: string }[],
): ReadRows[] {
  return [{ collection, externalIds: records.map(({ externalId }) => externalId) }];
}

/** The rows as the statements of the checkpoint and of a retry take them: JSON for `jsonb_to_recordset`. */
export function setAsideJson(issues: readonly (SetAside | RefusedRecord)[]): string {
  return storableJson(
    issues.map((issue) => {
      const content = issue.record ?? [issue.reason, issue.detail];
      const hash = contentHash(content);
      const externalId = issue.externalId === null ? null : storable(issue.externalId);
      return {
        ...issue,
        externalId,
        rowKey: externalId ?? `hash:${hash}`,
        hash,
        detail: storable(issue.detail).slice(0, DETAIL_LENGTH),
        findings: issue.findings.slice(0, MOST_FINDINGS).map(shortened),
      };
    }),
  );
}

function shortened({ code, field, value }: Finding): Finding {
  return {
    code,
    field: field?.slice(0, VALUE_LENGTH) ?? null,
    value: value?.slice(0, VALUE_LENGTH) ?? null,
  };
}

/** The columns of `setAsideJson`. */
export const SET_ASIDE_COLUMNS =
  'collection text, "externalId" text, "rowKey" text, reason text, detail text, findings jsonb, record jsonb, hash text';

/**
 * What happens to a row that is met again: ignored it stays only as long as it is as it was. `s` is the
 * row, `excluded` what was met.
 */
export const MET_AGAIN = `detail = excluded.detail, findings = excluded.findings, record = coalesce(excluded.record, s.record), seen_at = excluded.seen_at,
  state = case when s.state = 'ignored' and s.content_hash = excluded.content_hash then 'ignored' else 'open' end,
  content_hash = excluded.content_hash`;
