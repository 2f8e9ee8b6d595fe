import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import { isAborted, Problem } from '../../shared/api/problem.js';
import type { TemplatePreview, TemplateView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';

export type TextPlace = Pick<TemplateView, 'stageKey' | 'language'>;

/** After this pause in typing the preview is asked for. */
const TYPING_PAUSE_MS = 450;

/** One text: what is in force, the draft of it, its preview, and the ways to save and restore. */
export function useTextEditor(place: () => TextPlace) {
  const { t } = useI18n();
  const { accountId } = useAccount();
  const params = () => ({ path: { accountId, ...place() } });

  const subject = ref('');
  const body = ref('');
  const text = useResource(
    () => ({ ...place() }),
    (_, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/templates/{stageKey}/{language}', {
          params: params(),
          signal,
        }),
      ),
  );
  const isChanged = computed(() => {
    const inForce = text.data.value;
    return inForce !== null && (inForce.subject !== subject.value || inForce.body !== body.value);
  });
  watch(text.data, (inForce) => {
    subject.value = inForce?.subject ?? '';
    body.value = inForce?.body ?? '';
  });

  const preview = shallowRef<TemplatePreview | null>(null);
  const previewProblem = shallowRef<Problem | null>(null);
  let typing: ReturnType<typeof setTimeout> | undefined;
  let current: AbortController | null = null;

  async function showPreview(): Promise<void> {
    current?.abort();
    const mine = (current = new AbortController());
    try {
      const answer = await dataOf(
        api.POST('/api/v1/accounts/{accountId}/templates/{stageKey}/{language}/preview', {
          params: params(),
          body: { subject: subject.value, body: body.value },
          signal: mine.signal,
        }),
      );
      if (mine !== current) return;
      preview.value = answer;
      previewProblem.value = null;
    } catch (error) {
      if (isAborted(error)) return;
      if (!(error instanceof Problem)) throw error;
      if (mine === current) previewProblem.value = error;
    }
  }
  watch([subject, body], () => {
    clearTimeout(typing);
    typing = setTimeout(showPreview, TYPING_PAUSE_MS);
  });
  onScopeDispose(() => {
    clearTimeout(typing);
    current?.abort();
  });

  const save = useAction(async () => {
    text.data.value = await dataOf(
      api.PUT('/api/v1/accounts/{accountId}/templates/{stageKey}/{language}', {
        params: params(),
        headers: ifMatch(text.data.value?.version ?? 0),
        body: { subject: subject.value, body: body.value },
      }),
    );
    toastDone(t('notifications.texts.saved'));
  });
  const restore = useAction(async (version: number) => {
    text.data.value = await dataOf(
      api.POST('/api/v1/accounts/{accountId}/templates/{stageKey}/{language}/restore', {
        params: params(),
        headers: ifMatch(text.data.value?.version ?? 0),
        body: { version },
      }),
    );
    toastDone(t('notifications.texts.restored'));
  });

  return { text, subject, body, isChanged, preview, previewProblem, save, restore };
}
