import { IsString, Matches } from 'class-validator';

import { Omittable } from '../../../../platform/http/omittable.js';
import { type FindingCode, type Level } from './finding.js';

export class DomainCheckFilter {
  /** The name of the DKIM key, where somebody knows it; left out: the usual ones are tried. */
  @Omittable()
  @IsString()
  @Matches(/^(?=.{1,63}$)[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?){0,3}$/i)
  selector?: string;
}

export class DomainFinding {
  code: FindingCode;
  /** `unknown` is what could not be found out. */
  level: Level;
  /** The name, term or key it is about. */
  subject: string | null;
  /** What was counted. */
  count: number | null;
}

export class DomainCheckPart {
  findings: DomainFinding[];
  /** As it stands in the name server now. */
  record: string | null;
  /** A record to put there, where there is none. */
  suggestion: string | null;
}

/** What receivers find when they look whether a letter is really the firm's. */
export class DomainCheck {
  domain: string;
  checkedAt: string;
  mail: DomainCheckPart;
  spf: DomainCheckPart;
  dkim: DomainCheckPart;
  dmarc: DomainCheckPart;
}
