import type { RouteRecordRaw } from 'vue-router';
import SignInView from './views/SignInView.vue';

export const identityRoutes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: SignInView,
    meta: { isPublic: true, areas: ['identity'], title: 'identity.title' },
  },
  ...(
    [
      ['forgot-password', () => import('./views/ForgotPasswordView.vue'), 'forgot.title'],
      ['reset-password', () => import('./views/ResetPasswordView.vue'), 'reset.title'],
      ['confirm-email', () => import('./views/ConfirmEmailView.vue'), 'confirmEmail.title'],
      ['invitation', () => import('./views/InvitationView.vue'), 'invitation.title'],
    ] as const
  ).map(([name, component, title]) => ({
    path: `/${name}`,
    name,
    component,
    meta: { isPublic: true, areas: ['identity'], title: `identity.${title}` },
  })),
  {
    path: '/',
    name: 'start',
    component: () => import('./views/NoAccountView.vue'),
    meta: { areas: ['identity'] },
  },
  {
    path: '/:rest(.*)*',
    name: 'not-found',
    component: () => import('./views/NotFoundView.vue'),
    meta: { isPublic: true },
  },
];
