import { IsString, Matches, MaxLength } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

export class OidcStartBody {
  /** The page of the product to show afterwards: a path, nothing else. */
  @Omittable()
  @IsString()
  @MaxLength(500)
  @Matches(/^\/(?![/\\])[^\s\\#]*$/)
  next?: string;
}

export class OidcRedirect {
  /** Where the browser goes now. */
  redirectUrl: string;
}

export class OidcLinkView {
  isLinked: boolean;
}
