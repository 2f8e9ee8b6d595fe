import { escapeHtml } from '../../platform/mail/escape-html.js';

/** Mail programs that know dark mode take these; the others keep the inline colours. */
const DARK = `@media (prefers-color-scheme: dark) {
body, .page { background: #14171c !important; color: #e6e9ee !important; }
.sheet { background: #1c2027 !important; border-color: #343b46 !important; }
.small { color: #a9b2c0 !important; }
}`;

export interface MailParts {
  readonly language: string;
  readonly subject: string;
  /** HTML already. */
  readonly paragraphs: readonly string[];
  readonly link: {
    readonly label: string;
    readonly address: string;
    readonly copyHint: string;
  } | null;
  readonly details: readonly { readonly label: string; readonly value: string }[];
  readonly footer: string;
}

/** The one layout of the product's own mail: plain, no image, nothing loaded from anywhere. */
export function mailLayout(parts: MailParts): string {
  const content = [
    ...parts.paragraphs.map((html) => `<p style="margin:0 0 16px">${html}</p>`),
    ...(parts.link === null ? [] : [button(parts.link)]),
    ...(parts.details.length === 0 ? [] : [list(parts.details)]),
  ];
  return `<!doctype html>
<html lang="${parts.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(parts.subject)}</title>
<style>${DARK}</style></head>
<body class="page" style="margin:0;padding:24px 12px;background:#eef0f3;color:#1b2430;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<div class="sheet" style="max-width:560px;margin:0 auto;padding:28px 24px;background:#ffffff;border:1px solid #d8dce3">
${content.join('\n')}
<p class="small" style="margin:24px 0 0;padding-top:12px;border-top:1px solid #c9ced6;font-size:13px;color:#5a6472">${escapeHtml(parts.footer)}</p>
</div></body></html>`;
}

function button({ label, address, copyHint }: NonNullable<MailParts['link']>): string {
  const href = escapeHtml(address);
  return `<p style="margin:0 0 16px"><a href="${href}" style="display:inline-block;padding:12px 20px;background:#1f5fbf;color:#ffffff;text-decoration:none;font-weight:bold">${escapeHtml(label)}</a></p>
<p class="small" style="margin:0 0 16px;font-size:13px;color:#5a6472;word-break:break-all">${escapeHtml(copyHint)}<br>${href}</p>`;
}

function list(details: MailParts['details']): string {
  const lines = details.map(({ label, value }) => `${escapeHtml(label)}: ${escapeHtml(value)}`);
  return `<p class="small" style="margin:0 0 16px;font-size:13px;color:#5a6472">${lines.join('<br>')}</p>`;
}
