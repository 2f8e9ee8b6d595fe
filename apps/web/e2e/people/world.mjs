import { inRoot } from '../../../../scripts/paths.mjs';
import { mailCatcher } from '../support/mail-catcher.mjs';
import { openBrowser } from '../support/open-browser.mjs';
import { startProduct } from '../support/product.mjs';

export const FIRST_FIRM = { name: 'Stolarnia Buk', legalName: 'Stolarnia Buk sp. z o.o.' };
export const SECOND_FIRM = { name: 'Zajazd Lipa', legalName: 'Zajazd Lipa s.c.' };
export const ANNA = {
  name: 'Anna Kowalska',
  email: 'anna@buk.example',
  password: 'a sentence about four green herons',
};

/** Fills the world: a product with two firms, the admin's window and one for Anna, and the mail between them. */
export async function openWorld(world) {
  const product = await startProduct({ name: 'e2e-people', at: '2026-10-13T09:00:00+02:00' });
  world.close = () => product.stop();
  const founding = inRoot('apps/web/e2e/support/found-firms.mjs');
  await product.run(founding, JSON.stringify([FIRST_FIRM, SECOND_FIRM]));
  const [browser, anna] = await Promise.all([openBrowser(product), openBrowser(product)]);
  world.close = () => Promise.all([browser.close(), anna.close()]).then(() => product.stop());
  Object.assign(world, {
    product,
    browser,
    page: browser.page,
    anna,
    catcher: mailCatcher(product),
  });
}

export async function signIn(page, username, password) {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The admin goes to a page of a firm's settings. */
export async function openSettings(page, firm, settingsPage) {
  await page.goto('/');
  await page.locator('.switcher button').first().click();
  await page.getByRole('link', { name: firm.name }).click();
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click();
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await settings.getByRole('link', { name: settingsPage, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: settingsPage }).waitFor();
}

/** The address in the newest mail to somebody that leads to a page of the product. */
export async function linkMailedTo(catcher, email, path) {
  const mails = await catcher.all();
  const links = mails
    .filter((mail) => JSON.stringify(mail.to).includes(email))
    .flatMap((mail) => mail.text.match(/https?:\/\/\S+/g) ?? [])
    .filter((link) => new URL(link).pathname === path);
  return links.at(-1) ?? null;
}
