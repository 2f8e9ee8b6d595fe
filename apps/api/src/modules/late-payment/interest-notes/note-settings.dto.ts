import { IsInt, IsString, Length, Max, Min, ValidateIf } from 'class-validator';

export class InterestNoteSettingsBody {
  /** `{seq}` and `{year}` once each, with letters, digits and separators around them. Null: that of the law in force. */
  @ValidateIf((body: InterestNoteSettingsBody) => body.numberPattern !== null)
  @IsString()
  @Length(1, 40)
  numberPattern: string | null;

  /** Days a client has to pay a note. */
  @IsInt()
  @Min(1)
  @Max(90)
  paymentDays: number;
}

export class InterestNoteSettingsView extends InterestNoteSettingsBody {
  /** What holds while no pattern is chosen. */
  patternOfLaw: string;
  /** The ETag. */
  version: number;
}
