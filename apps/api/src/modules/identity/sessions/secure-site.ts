/**
 * Whether browsers take `Secure` and `__Host-` cookies from this address: with https, and on localhost. A
 * demo on plain http elsewhere falls back to plain ones, because browsers would drop the others.
 */
export function isSecureSite(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || hostname === 'localhost';
}
