import { expect, it } from 'vitest';
import { SETTINGS_PAGES } from './features/shell/navigation.js';
import { router } from './router.js';

it('has every page of the settings under an entry of their menu', () => {
  const names = router.getRoutes().map(({ name }) => String(name ?? ''));
  const pages = names.filter((name) => name.startsWith('settings-'));
  expect(pages.length).toBeGreaterThan(SETTINGS_PAGES.length);
  const lost = pages.filter((page) => !SETTINGS_PAGES.some(({ name }) => page.startsWith(name)));
  expect(lost).toEqual([]);
});
