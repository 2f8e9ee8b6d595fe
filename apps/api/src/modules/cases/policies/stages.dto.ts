export class StageName {
  /** A shipped stage, or one modelled on it: `demand`, `demand-2`. */
  key: string;
  /** Null: its usual name. */
  name: string | null;
}

export class StageNameList {
  items: StageName[];
}
