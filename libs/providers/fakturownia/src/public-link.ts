import type { InvoiceRow } from './invoice-row.js';

/**
 * The page on which a client looks at the document, fit for a letter: documented as `/invoice/<token of the document>`.
 * Never an address that carries our own API token, which is how the PDF is reached.
 */
export function publicLink(
  { view_url: viewUrl, token }: Pick<InvoiceRow, 'view_url' | 'token'>,
  subdomain: string,
): string | null {
  if (viewUrl !== null && isPlain(viewUrl)) return viewUrl;
  const isToken = token !== null && /^[\w-]{6,64}$/.test(token);
  return isToken ? `https://${subdomain}.fakturownia.pl/invoice/${token}` : null;
}

function isPlain(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.search !== '' || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || url.protocol === 'http:';
}
