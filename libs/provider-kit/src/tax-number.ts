/**
 * A tax number for comparing: upper case, letters and digits only, a Polish one without its prefix.
 * "945-21-21-681" and "PL9452121681" are the same firm; "" is nobody.
 */
export function normaliseTaxNumber(text: string | null | undefined): string | null {
  const bare = (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (bare === '') return null;
  return /^PL\d{10}$/.test(bare) ? bare.slice(2) : bare;
}
