import { CASE_SCREENS } from './lists/cases-screens.mjs';
import { ENTRY_SCREENS } from './lists/entry-screens.mjs';
import { OUTBOX_SCREENS } from './lists/outbox-screens.mjs';
import { PEOPLE_SCREENS } from './lists/people-screens.mjs';
import { SETTINGS_SCREENS } from './lists/settings-screens.mjs';
import { SYNC_SCREENS } from './lists/sync-screens.mjs';

/**
 * Every screen and state there is to see. One entry is one row of pictures.
 *
 * - `name`: of the files; what comes after "--" is the state
 * - `at`: the address, from what the demo's life has left behind (`demo-life.mjs`)
 * - `as`: who looks, if not the admin; null for nobody
 * - `open`: what has to be clicked once the screen is there, `(page, life)`; finds by role without a name or by class,
 *   because the words are in another language each time
 * - `moods`: how the network may treat it besides (`network-moods.mjs`)
 */
export const SCREENS = [
  ...ENTRY_SCREENS,
  ...CASE_SCREENS,
  ...SYNC_SCREENS,
  ...OUTBOX_SCREENS,
  ...SETTINGS_SCREENS,
  ...PEOPLE_SCREENS,
];
