/** What an audit trail is narrowed to. */
export interface AuditFilters {
  readonly text: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

export const NO_AUDIT_FILTERS: AuditFilters = { text: '', action: '', from: '', to: '' };

const PAGE_ROWS = 50;

/** The filters as the API takes them: what is empty is left out. */
export function auditQuery(filters: AuditFilters, cursor: string | undefined) {
  const { text, action, from, to } = filters;
  return {
    limit: PAGE_ROWS,
    ...(text && { text }),
    ...(action && { action }),
    ...(from && { from }),
    ...(to && { to }),
    ...(cursor && { cursor }),
  };
}
