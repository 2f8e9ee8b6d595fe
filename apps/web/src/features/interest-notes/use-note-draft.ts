import { computed, ref } from 'vue';
import { useRoute } from 'vue-router';
import { api, dataOf } from '../../shared/api/api.js';
import type { InterestNoteDraft, InterestNoteDraftBody } from '../../shared/api/schemas.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { openDocument } from './open-document.js';

/** What is to stand on a note, as somebody chooses it. */
export interface NoteChoice {
  hasInterest: boolean;
  hasCompensation: boolean;
  /** null: the client's */
  language: NonNullable<InterestNoteDraftBody['language']> | null;
  /** null: as many days as the account gives */
  payBy: string | null;
}

/** A note about the cases that the address names, worked out anew with every choice. */
export function useNoteDraft() {
  const route = useRoute();
  const { accountId, isWorker } = useAccount();
  const path = { accountId };
  const choice = ref<NoteChoice>({
    hasInterest: true,
    hasCompensation: true,
    language: null,
    payBy: null,
  });

  const caseIds = computed(() => {
    const asked = route.query['cases'];
    return typeof asked === 'string' && asked !== '' ? asked.split(',') : [];
  });
  const body = computed((): InterestNoteDraftBody => ({
    caseIds: caseIds.value,
    parts: [
      ...(choice.value.hasInterest ? (['interest'] as const) : []),
      ...(choice.value.hasCompensation ? (['compensation'] as const) : []),
    ],
    ...(choice.value.language === null ? {} : { language: choice.value.language }),
    ...(choice.value.payBy === null ? {} : { payBy: choice.value.payBy }),
  }));
  const isAsking = computed(
    () => isWorker.value && caseIds.value.length > 0 && body.value.parts?.length !== 0,
  );

  const draft = useResource(
    () => body.value,
    async (wanted, signal): Promise<InterestNoteDraft | null> =>
      isAsking.value
        ? dataOf(
            api.POST('/api/v1/accounts/{accountId}/interest-notes/draft', {
              params: { path },
              body: wanted,
              signal,
            }),
          )
        : null,
  );

  const look = () =>
    openDocument(
      dataOf(
        api.POST('/api/v1/accounts/{accountId}/interest-notes/draft/file', {
          params: { path },
          body: body.value,
          parseAs: 'blob',
        }),
      ),
    );

  /** @param seen what was looked at: where it is another by now nothing is issued */
  const issue = ({ total }: InterestNoteDraft) =>
    dataOf(
      api.POST('/api/v1/accounts/{accountId}/interest-notes', {
        params: { path },
        body: { ...body.value, total },
      }),
    );

  return { choice, caseIds, isAsking, draft, look, issue };
}
