import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { api, dataOf } from '../../shared/api/api.js';
import { isAborted, Problem } from '../../shared/api/problem.js';
import type { SenderTestView, TemplatePreview } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useAccount } from '../../shared/session/use-account.js';
import type { TextPlace } from './text-place.js';

/** After this pause in typing the preview is asked for. */
const TYPING_PAUSE_MS = 450;

/** How the draft looks as a letter, about a real case or made-up invoices, and a mail of it to oneself. */
export function useTextPreview(place: () => TextPlace, subject: Ref<string>, body: Ref<string>) {
  const { accountId } = useAccount();
  /** The case the draft is filled with; null: made-up invoices. */
  const caseId = ref<string | null>(null);
  const asked = () => ({
    params: { path: { accountId, ...place() } },
    body: { subject: subject.value, body: body.value, caseId: caseId.value },
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
          ...asked(),
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
  const test = useAction((): Promise<SenderTestView> =>
    dataOf(api.POST('/api/v1/accounts/{accountId}/templates/{stageKey}/{language}/test', asked())),
  );

  watch([subject, body], () => {
    clearTimeout(typing);
    typing = setTimeout(showPreview, TYPING_PAUSE_MS);
  });
  watch(caseId, showPreview);
  onScopeDispose(() => {
    clearTimeout(typing);
    current?.abort();
  });

  return { caseId, preview, previewProblem, test };
}
