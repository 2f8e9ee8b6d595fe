import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router.js';
import { whenProofIsWanted, whenSessionEnds } from './shared/api/send.js';
import { i18n, needAreas } from './shared/i18n/i18n.js';
import { currentUser } from './shared/session/current-user.js';
import { askForProof } from './shared/session/proof.js';
import { pinia } from './shared/session/session.store.js';
import { applyTheme } from './shared/theme.js';
import './shared/ui/theme.css';

/** Puts the app together and shows it in `target`. */
export async function bootstrap(target: string): Promise<void> {
  applyTheme();
  whenSessionEnds(() => {
    currentUser.value = null;
    const { fullPath } = router.currentRoute.value;
    void router.push({ name: 'sign-in', query: { next: fullPath } });
  });
  whenProofIsWanted(askForProof);
  await needAreas([]);
  createApp(App).use(pinia).use(i18n).use(router).mount(target);
}
