import { storeToRefs } from 'pinia';
import { accessToken, refreshSession, setAccessToken } from '../api/access-token.js';
import { api, dataOf } from '../api/api.js';
import { currentLanguage, showLanguage } from '../i18n/i18n.js';
import { isLanguage, type Language } from '../i18n/languages.js';
import { pinia, useSessionStore } from './session.store.js';

/** The person signed in, with the accounts they belong to; null before and after. */
export const { user: currentUser } = storeToRefs(useSessionStore(pinia));

/** True when somebody is signed in, if need be by the refresh cookie of an earlier visit. */
export async function ensureSession(): Promise<boolean> {
  if (currentUser.value) return true;
  if (accessToken() === null && !(await refreshSession())) return false;
  await loadUser();
  return true;
}

export async function signIn(username: string, password: string): Promise<void> {
  const session = await dataOf(api.POST('/api/v1/auth/sign-in', { body: { username, password } }));
  setAccessToken(session.accessToken);
  await loadUser();
}

/** Ends the session at the server and throws everything away that this page had in memory. */
export async function signOut(): Promise<void> {
  await dataOf(api.POST('/api/v1/auth/sign-out', {}));
  setAccessToken(null);
  globalThis.location.assign('/sign-in');
}

/** Shows the screens in another language, here and wherever this person signs in next. */
export async function chooseLanguage(language: Language): Promise<void> {
  await showLanguage(language);
  if (!currentUser.value) return;
  currentUser.value = await dataOf(api.PATCH('/api/v1/me', { body: { language } }));
}

async function loadUser(): Promise<void> {
  const me = await dataOf(api.GET('/api/v1/me', {}));
  if (isLanguage(me.language) && me.language !== currentLanguage()) await showLanguage(me.language);
  currentUser.value = me;
}
