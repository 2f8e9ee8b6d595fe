import { useI18n } from 'vue-i18n';
import { stageNames } from '../session/stage-names.js';
import { modelOf } from '../stages.js';

/** What a stage is called: by the account, else as usual; one modelled on another has a number besides. */
export function useStageWords(): (key: string | null) => string {
  const { t, te } = useI18n();
  return (key) => {
    if (key === null) return t('shared.noStageYet');
    const own = stageNames.value.get(key);
    if (own) return own;
    const { model, number } = modelOf(key);
    const usual = te(`shared.stages.${model}`) ? t(`shared.stages.${model}`) : model;
    return number === null ? usual : `${usual} ${number}`;
  };
}
