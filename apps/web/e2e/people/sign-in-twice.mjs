import { expect } from '@jest/globals';
import { authenticatorCode, nextAuthenticatorCode } from '../support/authenticator-code.mjs';
import { lookOver } from '../support/look-over.mjs';
import { ANNA, FIRST_FIRM, signIn } from './world.mjs';

export function signInTwice(step, world) {
  step('Anna sets up an authenticator app and stores her recovery codes', async () => {
    const { page } = world.anna;
    await page.goto('/profile/security');
    await page.getByRole('button', { name: 'Set up' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    expect(await lookOver(page)).toEqual([]);
    world.secret = await dialog.locator('code').innerText();
    await dialog.getByLabel('Code from the app').fill(authenticatorCode(world.secret));
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    world.recoveryCodes = await page.getByRole('dialog').locator('code').allInnerTexts();
    expect(new Set(world.recoveryCodes).size).toBeGreaterThanOrEqual(8);
    await page.getByRole('button', { name: 'I have stored them' }).click();
    await page.getByText('On', { exact: true }).waitFor();
  });

  step('the next sign-in asks for the code, and a wrong one is refused', async () => {
    const { anna } = world;
    await signOut(anna.page);
    await signIn(anna.page, ANNA.email, ANNA.password);
    await anna.page.getByRole('heading', { name: 'One more step' }).waitFor();
    expect(await lookOver(anna.page)).toEqual([]);
    anna.expectRefusal(401, /\/second-factor\/totp$/);
    anna.expectRefusal(422, /\/second-factor\/totp$/);
    await anna.page.getByLabel('Code from your authenticator app').fill('000000');
    await anna.page.getByRole('button', { name: 'Confirm' }).click();
    await anna.page.getByText('This code is wrong or has been used').waitFor();
    const code = await nextAuthenticatorCode(world.secret);
    await anna.page.getByLabel('Code from your authenticator app').fill(code);
    await anna.page.getByRole('button', { name: 'Confirm' }).click();
    await anna.page.getByRole('button', { name: FIRST_FIRM.name }).waitFor();
  });

  step('a passkey of her computer signs her in without any password', async () => {
    const { anna } = world;
    await plugInAuthenticator(anna);
    await anna.page.goto('/profile/security');
    await anna.page.getByRole('button', { name: 'Add a passkey' }).click();
    const dialog = anna.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Laptop');
    await dialog.getByRole('button', { name: 'Add a passkey' }).click();
    await anna.page.getByText('Laptop', { exact: true }).waitFor();
    await signOut(anna.page);
    await anna.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await anna.page.getByRole('button', { name: FIRST_FIRM.name }).waitFor();
  });

  step('she sees where she is signed in', async () => {
    const { page } = world.anna;
    await page.goto('/profile/sessions');
    await page.getByText('with passkey').first().waitFor();
    await page.getByText('this one', { exact: true }).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });
}

async function signOut(page) {
  await page.locator('.user-menu button').first().click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** A security key that lives in the browser: it makes real keys and signs real challenges. */
async function plugInAuthenticator({ context, page }) {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
