/** An account number as people read it: IBANs and Polish 26-digit numbers in groups, anything else as given. */
export function formatAccountNumber(number: string): string {
  const compact = number.replaceAll(/[\s-]/g, '').toUpperCase();
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(compact))
    return compact.replaceAll(/(.{4})(?=.)/g, '$1 ');
  if (/^\d{26}$/.test(compact)) {
    return `${compact.slice(0, 2)} ${compact.slice(2).replaceAll(/(.{4})(?=.)/g, '$1 ')}`;
  }
  return number;
}
