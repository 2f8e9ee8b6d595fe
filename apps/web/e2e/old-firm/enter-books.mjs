/** Two clients that have owed for long, and one whose invoice falls due on Thursday. */
export async function enterBooks(books) {
  const old = (number, company, dueOn) =>
    books.issue({
      number,
      dueOn,
      issuedOn: dueOn,
      grossMinor: 100_000,
      client: { company_name: company, country: 'PL', email: addressOf(company) },
    });
  await old('S/1', ANNA, '2026-09-20');
  await old('S/2', BARTEK, '2024-02-01');
  await old('S/3', CELINA, '2026-10-15');
}

export const ANNA = 'Piekarnia Anna';
export const BARTEK = 'Bartek i Synowie';
export const CELINA = 'Celina Nowa';

export function addressOf(company) {
  return `${company.split(' ')[0].toLowerCase()}@klient.example`;
}
