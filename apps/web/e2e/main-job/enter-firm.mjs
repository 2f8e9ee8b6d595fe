import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';
import { goTo, KEY, OUR_FIRM, signIn, STAFF } from './world.mjs';

/** First sign-in, an empty firm, and the key to its invoices. */
export function enterFirm(step, world) {
  step('a wrong password is refused in words that help', async () => {
    const { browser, page } = world;
    browser.expectRefusal(401, /\/auth\/(refresh|sign-in)$/);
    await page.goto('/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await lookOver(page)).toEqual([]);

    await signIn(world, 'not-my-password-at-all');
    expect(await page.getByRole('alert').textContent()).toContain('User name or password is wrong');
  });

  step('the admin signs in to an empty firm and sees what is left to do', async () => {
    const { page } = world;
    await signIn(world);
    await page.getByRole('button', { name: OUR_FIRM.name }).waitFor();
    const checklist = page.getByRole('region', { name: 'Get started' });
    await checklist.getByText('0 of 6 done').waitFor();
    expect(await checklist.getByRole('link').allTextContents()).toHaveLength(6);
    await page.getByRole('heading', { name: 'No open cases' }).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('company details are filled in from the checklist, and a wrong one is named', async () => {
    const { browser, page } = world;
    await page.getByRole('link', { name: 'Fill in' }).click();
    await page.getByLabel('Tax number').fill('6762489137');
    await page.getByLabel('Street and number').fill('ul. Stolarska 7');
    await page.getByLabel('Postal code').fill('31-043');
    await page.getByLabel('Town').fill('Kraków');
    await page.getByLabel('E-mail', { exact: true }).fill('biuro@buk.example');
    await page.getByLabel('Bank account').fill('61 1090 1014 0000 0712 1981 2874');
    await page.getByLabel('Who is told about hand-overs').fill('not-an-address');
    browser.expectRefusal(400, /\/accounts\/[^/]+$/);
    await page.getByRole('button', { name: 'Save' }).click();
    const staff = page.getByLabel('Who is told about hand-overs');
    await page.locator('[aria-invalid=true]').waitFor();
    expect(await staff.getAttribute('aria-invalid')).toBe('true');
    expect(await lookOver(page)).toEqual([]);

    await staff.fill(STAFF);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    expect(await page.getByLabel('Town').inputValue()).toBe('Kraków');
  });

  step('a key that inFakt refuses gets a clear answer, the right one names the firm', async () => {
    const { page } = world;
    await goTo(world, 'Settings', 'Connections');
    await page.getByRole('button', { name: 'Connect a system' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('API key').fill('a-key-from-somewhere-else');
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await dialog.getByText('inFakt refuses the key.').waitFor();
    expect(await lookOver(page)).toEqual([]);

    await dialog.getByLabel('API key').fill(KEY);
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await dialog.getByText('The connection works.').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('stored sealed since').waitFor();
  });

  step('the key never comes back to the page', async () => {
    const { page } = world;
    const answers = [];
    const keep = async (response) => {
      if (response.url().includes('/api/')) answers.push(await response.text());
    };
    page.on('response', keep);
    await page.reload();
    await page.getByText('stored sealed since').waitFor();
    page.off('response', keep);
    expect(answers.length).toBeGreaterThan(0);
    expect([...answers, await page.content()].join('\n')).not.toContain(KEY);
  });

  step('a connection can be paused and goes on again', async () => {
    const { page } = world;
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Connected').waitFor();
  });
}
