import { ApiProperty } from '#describe';
import { IsObject, IsString, IsUUID, Length } from 'class-validator';

export class PasskeyParams {
  @IsUUID()
  passkeyId: string;
}

export class PasskeyNameBody {
  @IsString()
  @Length(1, 80)
  name: string;
}

export class NewPasskeyBody extends PasskeyNameBody {
  /** The JSON of the credential that the browser has made. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  credential: Record<string, unknown>;
}

export class TicketBody {
  @IsString()
  @Length(1, 100)
  ticket: string;
}

export class PasskeyAnswerBody extends TicketBody {
  /** The JSON of the credential that the browser has signed with. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  credential: Record<string, unknown>;
}

export class PasskeyOptionsView {
  /** WebAuthn's options as JSON, for the browser. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  options: object;
}

export class PasskeyQuestionView extends PasskeyOptionsView {
  /** Goes back with the answer; good for five minutes. */
  ticket: string;
}
