import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { lookOver } from '../support/look-over.mjs';
import { COMPANY, FIRST, KEY, SECOND, SECRETS } from './world.mjs';

/** A second invoicing system, through a form that asks for what that system asks for. */
export function connectSystem(step, world) {
  step('the form asks for what the chosen system asks for, and for nothing else', async () => {
    const { page } = world;
    await goTo(world, 'Settings', 'Connections');
    await page.getByRole('article', { name: FIRST }).waitFor();
    await page.getByRole('button', { name: 'Connect a system' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Fakturownia/ }).check();
    await dialog.getByLabel('Account name').waitFor();
    await dialog.getByLabel('API token').waitFor();
    await dialog.getByRole('radio', { name: /^wFirma/ }).check();
    await dialog.getByLabel('Access key').waitFor();
    expect(await dialog.getByLabel('API token').count()).toBe(0);
    expect(await dialog.getByRole('button', { name: 'Test connection' }).isDisabled()).toBe(true);
    expect(await lookOver(page)).toEqual([]);
  });

  step('the key is tested before it is saved, and both connections stand there', async () => {
    const { page } = world;
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Access key').fill(KEY);
    await dialog.getByLabel('Secret key').fill(SECRETS[0]);
    await dialog.getByLabel('Application key').fill(SECRETS[1]);
    await dialog.getByLabel('Company number in wFirma').fill(COMPANY);
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await dialog.getByText('The connection works.').waitFor();
    expect(await lookOver(page)).toEqual([]);

    await dialog.getByLabel('Name', { exact: true }).fill(SECOND);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('article', { name: SECOND }).getByText('stored sealed since').waitFor();
    await page.getByRole('article', { name: FIRST }).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('nothing that was typed into the form comes back to the page', async () => {
    const { page } = world;
    const answers = [];
    const keep = async (response) => {
      if (response.url().includes('/api/')) answers.push(await response.text());
    };
    page.on('response', keep);
    await page.reload();
    await page.getByRole('article', { name: SECOND }).waitFor();
    page.off('response', keep);
    expect(answers.length).toBeGreaterThan(0);
    const seen = [...answers, await page.content()].join('\n');
    for (const secret of [KEY, ...SECRETS]) expect(seen).not.toContain(secret);
  });
}
