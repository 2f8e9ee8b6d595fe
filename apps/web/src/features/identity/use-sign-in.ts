import { computed, ref, shallowRef } from 'vue';
import { api, dataOf } from '../../shared/api/api.js';
import type { SecondFactorStepView, SessionView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { beginSession, signIn } from '../../shared/session/current-user.js';
import { signWithPasskey } from '../../shared/session/sign-with-passkey.js';

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

  /** Asks for what is missing, by the way the person most likely has at hand. */
  function goOnWith(step: SecondFactorStepView): void {
    asked.value = step;
    method.value = step.methods.includes('totp') ? 'totp' : (step.methods[0] ?? 'totp');
  }

  const withPassword = useAction(
    async () => {
      const step = await signIn(username.value.trim(), password.value);
      if (step === null) return void (await goOn());
      goOnWith(step);
    },
    { isShownInPlace: true },
  );

  const withPasskey = useAction(
    async () => {
      const { ticket, options } = await dataOf(api.POST('/api/v1/auth/passkeys/options', {}));
      const body = { ticket, credential: await signWithPasskey(options) };
      await begin(await dataOf(api.POST('/api/v1/auth/passkeys', { body })));
    },
    { isShownInPlace: true },
  );

  const withSecondFactor = useAction(
    async () => {
      const ticket = asked.value?.ticket ?? '';
      if (method.value === 'passkey') return begin(await provePasskey(ticket));
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
      (asked.value === null
        ? (withPassword.problem.value ?? withPasskey.problem.value)
        : withSecondFactor.problem.value) ?? null,
  );
  return {
    username,
    password,
    code,
    method,
    asked,
    problem,
    withPassword,
    withPasskey,
    withSecondFactor,
    startOver,
    goOnWith,
  };
}

async function provePasskey(ticket: string): Promise<SessionView> {
  const { options } = await dataOf(
    api.POST('/api/v1/auth/second-factor/passkey/options', { body: { ticket } }),
  );
  const body = { ticket, credential: await signWithPasskey(options) };
  return dataOf(api.POST('/api/v1/auth/second-factor/passkey', { body }));
}
