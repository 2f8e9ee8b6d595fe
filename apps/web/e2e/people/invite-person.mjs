import { expect } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';
import { ANNA, FIRST_FIRM, linkMailedTo, openSettings, signIn } from './world.mjs';

export function invitePerson(step, world) {
  step('the admin invites an accountant by mail', async () => {
    const { browser, page, product } = world;
    browser.expectRefusal(401, /\/auth\/refresh$/);
    await page.goto('/');
    await signIn(page, product.settings.api.ADMIN_USERNAME, product.settings.api.ADMIN_PASSWORD);
    await page.getByRole('button', { name: FIRST_FIRM.name }).waitFor();
    await openSettings(page, FIRST_FIRM, 'People');
    expect(await lookOver(page)).toEqual([]);
    await page.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill(ANNA.email);
    await dialog.getByText('Accountant').click();
    expect(await lookOver(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText(`An invitation is on its way to ${ANNA.email}`).waitFor();
    await page.getByRole('heading', { name: 'Invitations' }).waitFor();
  });

  step('the mail arrives, and its link keeps the token out of every log', async () => {
    const newest = () => linkMailedTo(world.catcher, ANNA.email, '/invitation');
    world.invitation = await eventually(newest, (link) => link !== null);
    const { search, hash } = new URL(world.invitation);
    expect(search).toBe('');
    expect(hash).toMatch(/^#token=[\w-]{22,}$/);
  });
}
