import { inRoot } from '../../../../scripts/paths.mjs';

/**
 * A program: founds the firms given as JSON (`[{ name, legalName }]`) for the admin, empty as on their first day, and
 * prints their ids. It goes through the product's own use case; there is no screen for it yet.
 */
const dist = (file) => import(inRoot('apps/api/dist', file));
const [{ withProduct }, { CreateAccount }, { Tenancy }] = await Promise.all([
  dist('cli/with-product.js'),
  dist('modules/accounts/create-account.js'),
  dist('platform/tenancy/tenancy.js'),
]);

const firms = JSON.parse(process.argv[2]);
const ids = await withProduct(async (app) => {
  const admin = await app
    .get(Tenancy)
    .withoutScope((tx) =>
      tx.one('select id from system_find_user($1)', [process.env.ADMIN_USERNAME]),
    );
  const founded = [];
  for (const { name, legalName } of firms) {
    const account = {
      name,
      legalName,
      country: 'PL',
      timeZone: 'Europe/Warsaw',
      currency: 'PLN',
      language: 'pl',
    };
    const members = [{ userId: admin.id, role: 'admin' }];
    founded.push(await app.get(CreateAccount, { strict: false }).execute(account, members));
  }
  return founded;
});
console.log(JSON.stringify(ids));
