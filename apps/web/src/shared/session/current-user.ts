import { storeToRefs } from 'pinia';
import { accessToken, refreshSession, setAccessToken } from '../api/access-token.js';
import { api, dataOf } from '../api/api.js';
import { postWithCookie } from '../api/post-with-cookie.js';
import { problemFrom } from '../api/problem.js';
import { currentLanguage, showLanguage } from '../i18n/i18n.js';
import { isLanguage, type Language } from '../i18n/languages.js';
import type { SecondFactorStepView } from '../api/schemas.js';
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

/** Signs in; answers what is asked for besides, and null when the person is in. */
export async function signIn(
  username: string,
  password: string,
): Promise<SecondFactorStepView | null> {
  const step = await dataOf(api.POST('/api/v1/auth/sign-in', { body: { username, password } }));
  if (step.secondFactor !== null) return step.secondFactor;
  await beginSession(step.accessToken);
  return null;
}

/** Works with a session that the server has just opened. */
export async function beginSession(token: string | null): Promise<void> {
  setAccessToken(token);
  await loadUser();
}

/** Ends the session at the server and throws everything away that this page had in memory. */
export async function signOut(): Promise<void> {
  const response = await postWithCookie('/auth/sign-out');
  if (!response.ok) throw problemFrom(response, await response.json().catch(() => null));
  setAccessToken(null);
  globalThis.location.assign('/sign-in');
}

/** Shows the screens in another language, here and wherever this person signs in next. */
export async function chooseLanguage(language: Language): Promise<void> {
  await showLanguage(language);
  if (!currentUser.value) return;
  currentUser.value = await dataOf(api.PATCH('/api/v1/me', { body: { language } }));
}

/** Reads again who is signed in, after something about them has changed. */
export async function loadUser(): Promise<void> {
  const me = await dataOf(api.GET('/api/v1/me', {}));
  if (isLanguage(me.language) && me.language !== currentLanguage()) await showLanguage(me.language);
  currentUser.value = me;
}
