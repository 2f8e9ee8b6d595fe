import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  ValidateNested,
} from 'class-validator';

import { FEATURES, type Feature } from '../../../platform/auth/access-rule.js';

export class FeatureView {
  @IsIn(FEATURES)
  key: Feature;

  @IsBoolean()
  isOn: boolean;
}

export class FeatureList {
  /** Those that are left out stay as they are. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(FEATURES.length)
  @ArrayUnique((one: FeatureView) => one.key)
  @ValidateNested({ each: true })
  @Type(() => FeatureView)
  items: FeatureView[];
}
