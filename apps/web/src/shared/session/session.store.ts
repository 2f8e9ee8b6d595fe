import { createPinia, defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { MeView } from '../api/schemas.js';

/** The app's stores. Named here, because the router guard asks before anything is mounted. */
export const pinia = createPinia();

/** Who is signed in; null before and after. It outlives every screen, so it is a store. */
export const useSessionStore = defineStore('session', () => ({
  user: shallowRef<MeView | null>(null),
}));
