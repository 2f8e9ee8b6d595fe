import { useI18n } from 'vue-i18n';
import { modelOf } from '../../shared/stages.js';

/** What a stage of a draft is called: as typed, else as usual; one modelled on another has a number besides. */
export function useDraftStageWords(): (stage: {
  readonly key: string;
  readonly name: string;
}) => string {
  const { t, te } = useI18n();
  return ({ key, name }) => {
    if (name.trim() !== '') return name;
    const { model, number } = modelOf(key);
    const usual = te(`shared.stages.${model}`) ? t(`shared.stages.${model}`) : model;
    return number === null ? usual : `${usual} ${number}`;
  };
}
