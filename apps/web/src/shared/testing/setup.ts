import { afterEach, beforeEach } from 'vitest';
import { needAreas, showLanguage } from '../i18n/i18n.js';
import { toasts } from '../ui/toasts.js';
import { forgetScript, requireScriptDone } from './scripted-http.js';
import { leaveScreens } from './show-screen.js';

beforeEach(async () => {
  await needAreas([]);
  await showLanguage('en');
});

afterEach(() => {
  leaveScreens();
  toasts.splice(0);
  try {
    requireScriptDone();
  } finally {
    forgetScript();
  }
});
