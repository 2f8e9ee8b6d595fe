import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';

import { LANGUAGES, type Language } from '../../identity/contract/languages.js';
import { AttachmentView } from '../attachments/attachment-view.dto.js';
import { TEXT_KEY } from '../texts/stage-keys.js';

/** Characters of a subject and of a body as typed: far more than any letter has. */
const SUBJECT_LENGTH = 500;
const BODY_LENGTH = 20_000;

export class TemplateParams {
  @IsUUID()
  accountId: string;

  /** A shipped stage, or one modelled on it: `demand`, `demand-2`. */
  @Matches(TEXT_KEY)
  stageKey: string;

  @IsIn(LANGUAGES)
  language: Language;
}

export class TemplateVersionParams extends TemplateParams {
  /** 0 is the text that ships with the product. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  version: number;
}

export class TemplateBody {
  @IsString()
  @Length(1, SUBJECT_LENGTH)
  subject: string;

  /** Plain text with fields; paragraphs are parted by an empty line. */
  @IsString()
  @Length(1, BODY_LENGTH)
  body: string;
}

export class TemplatePreviewBody {
  @IsString()
  @Length(0, SUBJECT_LENGTH)
  subject: string;

  @IsString()
  @Length(0, BODY_LENGTH)
  body: string;

  /** A case to fill the text with; left out or null: made-up invoices. */
  @IsOptional()
  @IsUUID()
  caseId?: string | null;
}

export class RestoreBody {
  /** 0 is the text that ships with the product. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  version: number;
}

export class TemplateSummary {
  stageKey: string;
  language: Language;
  /** 0 is the text that ships with the product. */
  version: number;
  isShipped: boolean;
  subject: string;
  updatedAt: string | null;
  updatedBy: string | null;
}

export class TemplateList {
  items: TemplateSummary[];
}

export class TemplateField {
  name: string;
  description: string;
  example: string;
}

export class TemplateVersion {
  version: number;
  createdAt: string;
  createdBy: string | null;
}

/** A version as it was written, in force or not. */
export class TemplateVersionView {
  /** 0 is the text that ships with the product. */
  version: number;
  subject: string;
  body: string;
  /** Null for the shipped text. */
  createdAt: string | null;
  createdBy: string | null;
}

export class TemplateView extends TemplateSummary {
  body: string;
  /** Everything the text may speak of. */
  fields: TemplateField[];
  /** The account's own versions, newest first; the shipped text, version 0, is always there besides. */
  versions: TemplateVersion[];
}

export class TemplateProblem {
  field: 'subject' | 'body';
  code: string;
  detail: string;
  /** Counts from 1; null where no line is to blame. */
  line: number | null;
  /** Characters into the line, from 1. */
  column: number | null;
  /** The field that would mend it, where one would. */
  insert: string | null;
}

/** Empty texts where the draft cannot be filled; the problems say why. */
export class TemplatePreview {
  subject: string;
  bodyText: string;
  bodyHtml: string;
  /** What the stage sends along. */
  attachments: AttachmentView[];
  problems: TemplateProblem[];
}
