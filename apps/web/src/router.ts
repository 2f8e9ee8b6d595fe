import './route-meta.js';
import { createRouter, createWebHistory } from 'vue-router';
import { accountsRoutes } from './features/accounts/accounts.routes.js';
import { adminRoutes } from './features/admin/admin.routes.js';
import { agreementsRoutes } from './features/agreements/agreements.routes.js';
import { auditRoutes } from './features/audit/audit.routes.js';
import { byHandRoutes } from './features/by-hand/by-hand.routes.js';
import { casesRoutes } from './features/cases/cases.routes.js';
import { claimsRoutes } from './features/claims/claims.routes.js';
import { dashboardRoutes } from './features/dashboard/dashboard.routes.js';
import { identityRoutes } from './features/identity/identity.routes.js';
import { inboundRoutes } from './features/inbound/inbound.routes.js';
import { interestNotesRoutes } from './features/interest-notes/interest-notes.routes.js';
import { limitationRoutes } from './features/limitation/limitation.routes.js';
import { notificationsRoutes } from './features/notifications/notifications.routes.js';
import { oldDebtsRoutes } from './features/old-debts/old-debts.routes.js';
import { peopleRoutes } from './features/people/people.routes.js';
import { policyRoutes } from './features/policy/policy.routes.js';
import { profileRoutes } from './features/profile/profile.routes.js';
import { providersRoutes } from './features/providers/providers.routes.js';
import { ratesRoutes } from './features/rates/rates.routes.js';
import { sendersRoutes } from './features/senders/senders.routes.js';
import { guard } from './route-guard.js';
import { unreachable } from './shared/api/problem.js';
import { plainFrame, settingsFrame, shellFrame } from './features/shell/shell.routes.js';
import { whyRoutes } from './features/why/why.routes.js';
import { currentLanguage } from './shared/i18n/i18n.js';
import { startProblem } from './start-problem.js';

const inLanguages = import.meta.glob<typeof import('./work-screens/screens.js')>([
  './work-screens/*.ts',
  '!./work-screens/screens.ts',
]);
/** The first screens of the work, from the file that has their words in the language shown. */
async function work() {
  const screens = await inLanguages[`./work-screens/${currentLanguage()}.ts`]?.();
  if (!screens) throw new Error(`No screens in ${currentLanguage()}`);
  return screens;
}
/** What is too old to remind anybody of it: shown above all that is to leave. */
const freshness = () => import('./features/why/components/FreshnessBanner.vue');
const settings = [
  ...accountsRoutes,
  ...providersRoutes.settings,
  ...sendersRoutes,
  ...notificationsRoutes.settings,
  ...inboundRoutes.settings,
  ...policyRoutes,
  ...claimsRoutes.settings,
  ...interestNotesRoutes.settings,
  ...peopleRoutes,
  ...auditRoutes.settings,
];

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  routes: [
    ...identityRoutes,
    ...notificationsRoutes.alone,
    plainFrame('profile', profileRoutes),
    plainFrame('admin', [...adminRoutes, ...ratesRoutes, ...auditRoutes.admin]),
    shellFrame(
      () => work().then(({ AppShell }) => AppShell),
      [
        ...dashboardRoutes({
          freshness,
          why: () => import('./features/why/components/WhyOverview.vue'),
        }),
        ...agreementsRoutes,
        ...limitationRoutes,
        ...whyRoutes,
        ...claimsRoutes.screens,
        ...interestNotesRoutes.screens,
        ...casesRoutes(() => work().then(({ CaseListView }) => CaseListView), {
          payments: () => import('./features/payments/components/CasePayments.vue'),
          claim: () => import('./features/claims/components/ClaimPanel.vue'),
          why: () => import('./features/why/components/WhyPanel.vue'),
          limitation: () => import('./features/limitation/components/LimitationPanel.vue'),
        }),
        ...providersRoutes.screens,
        ...oldDebtsRoutes,
        ...byHandRoutes,
        ...notificationsRoutes.screens({ freshness }),
        ...inboundRoutes.screens,
        settingsFrame(settings),
      ],
    ),
  ],
});

router.beforeEach(guard);
// A part of the app that cannot be loaded: no network, or a newer version has replaced it.
router.onError(() => {
  startProblem.value = unreachable();
});
