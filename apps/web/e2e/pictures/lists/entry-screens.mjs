/** The way in, and what stands around every screen. */
export const ENTRY_SCREENS = [
  { name: 'sign-in--full', as: null, at: () => '/sign-in' },
  { name: 'sign-in--refused', as: null, at: () => '/sign-in', open: signInWrongly },
  { name: 'start--no-firm', as: 'stranger', at: () => '/' },
  { name: 'not-found--full', at: () => '/nowhere/at-all' },
  {
    name: 'firm--not-found',
    at: () => '/accounts/01997d3f-5f0e-7c41-9a55-0f3e6f6f2a10/cases',
  },
  { name: 'firm--unknown-page', at: ({ firm }) => `/accounts/${firm}/treasure` },
  {
    name: 'shell--firms-open',
    at: ({ firm }) => `/accounts/${firm}/cases`,
    open: (page) => page.locator('.switcher button').first().click(),
  },
  {
    name: 'shell--user-menu-open',
    at: ({ firm }) => `/accounts/${firm}/cases`,
    open: (page) => page.locator('.user-menu button').first().click(),
  },
];

async function signInWrongly(page) {
  await page.locator('[name=username]').fill('admin');
  await page.locator('[name=password]').fill('certainly not this one');
  await page.locator('[type=submit]').click();
  await page.getByRole('alert').waitFor();
}
