import { computed, ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';
import type { TextPlace } from './text-place.js';
import { useTextPreview } from './use-text-preview.js';

/** One text: what is in force, the draft of it as a letter, and the ways to save and restore. */
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

  const { caseId, preview, previewProblem, test } = useTextPreview(place, subject, body);

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

  return {
    text,
    subject,
    body,
    isChanged,
    caseId,
    preview,
    previewProblem,
    test,
    save,
    restore,
  };
}
