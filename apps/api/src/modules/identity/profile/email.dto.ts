import { IsEmail, IsString, Length, MaxLength } from 'class-validator';

export class EmailBody {
  @IsEmail()
  @MaxLength(254)
  email: string;
}

export class ConfirmEmailBody {
  /** From the mailed link. */
  @IsString()
  @Length(1, 100)
  token: string;
}
