import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';
import { ANNA, FIRST_FIRM } from './world.mjs';

export function acceptInvitation(step, world) {
  step('a password that everybody uses is refused in words that help', async () => {
    const { anna, invitation } = world;
    anna.expectRefusal(401, /\/auth\/refresh$/);
    await anna.page.goto(invitation);
    await anna.page.getByRole('heading', { name: `Welcome to ${FIRST_FIRM.name}` }).waitFor();
    expect(anna.page.url()).not.toContain('token');
    expect(await lookOver(anna.page)).toEqual([]);
    await anna.page.getByLabel('Your name').fill(ANNA.name);
    await anna.page.getByLabel('Password').fill('passwordpassword');
    anna.expectRefusal(422, /\/invitations\/accept$/);
    await anna.page.getByRole('button', { name: 'Accept the invitation' }).click();
    await anna.page.locator('[aria-invalid=true]').waitFor();
  });

  step('with a good one Anna is in the firm, as what she was invited to be', async () => {
    const { anna } = world;
    await anna.page.getByLabel('Password').fill(ANNA.password);
    await anna.page.getByRole('button', { name: 'Accept the invitation' }).click();
    await anna.page.getByRole('button', { name: FIRST_FIRM.name }).waitFor();
    // A new person begins in the language of the firm, and reads on in the one they choose.
    await anna.page.locator('.user-menu button').first().click();
    await anna.page.getByRole('button', { name: 'English' }).click();
    await anna.page.getByRole('link', { name: 'Overview', exact: true }).first().waitFor();
    await anna.page.goto(`${anna.page.url().replace(/\/[^/]+$/, '')}/settings/members`);
    await anna.page.getByRole('heading', { name: 'You may not do this' }).waitFor();
  });

  step('the link works once', async () => {
    const { anna, invitation } = world;
    anna.expectRefusal(404, /\/invitations\/show$/);
    await anna.page.goto(invitation);
    await anna.page.getByText('This invitation does not work any more').waitFor();
  });
}
