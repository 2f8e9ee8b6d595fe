import { computed, ref, shallowRef } from 'vue';
import { api, dataOf } from '../../shared/api/api.js';
import type { SecondFactorStepView, SessionView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { beginSession, signIn } from '../../shared/session/current-user.js';

type Method = SecondFactorStepView['methods'][number];

/**
 * Signing in: name and password, or a passkey alone; then the second factor, where the person has one.
 *
 * @param goOn what happens once the session is there
 */
export function useSignIn(goOn: () => Promise<unknown>) {
  const username = ref('');
  const password = ref('');
  const code = ref('');
  const asked = shallowRef<SecondFactorStepView | null>(null);
  const method = ref<Method>('totp');

  const begin = async (session: SessionView): Promise<void> => {
    await beginSession(session.accessToken);
    await goOn();
  };

  const withPassword = useAction(
    async () => {
      asked.value = await signIn(username.value.trim(), password.value);
      if (asked.value === null) return void (await goOn());
      method.value = asked.value.methods.includes('totp')
        ? 'totp'
        : (asked.value.methods[0] ?? 'totp');
    },
    { isShownInPlace: true },
  );

  const withSecondFactor = useAction(
    async () => {
      const ticket = asked.value?.ticket ?? '';
      const body = { ticket, code: code.value.replaceAll(/\s/g, '') };
      const answer =
        method.value === 'totp'
          ? api.POST('/api/v1/auth/second-factor/totp', { body })
          : api.POST('/api/v1/auth/second-factor/recovery-code', { body });
      return begin(await dataOf(answer));
    },
    { isShownInPlace: true },
  );

  function startOver(): void {
    asked.value = null;
    code.value = '';
    password.value = '';
    withSecondFactor.problem.value = null;
  }
  const problem = computed(
    () =>
      (asked.value === null ? withPassword.problem.value : withSecondFactor.problem.value) ?? null,
  );
  return {
    username,
    password,
    code,
    method,
    asked,
    problem,
    withPassword,
    withSecondFactor,
    startOver,
  };
}
