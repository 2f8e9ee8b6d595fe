import { CreateAccount } from '../../dist/modules/accounts/create-account.js';

const FIRM = {
  name: 'Firma pomiarowa',
  legalName: 'Firma pomiarowa sp. z o.o.',
  country: 'PL',
  timeZone: 'Europe/Warsaw',
  currency: 'PLN',
  language: 'pl',
};

/** A firm of its own for a measurement. @returns its account's id */
export function makeFirm(product, members = []) {
  return product.get(CreateAccount).execute(FIRM, members);
}
