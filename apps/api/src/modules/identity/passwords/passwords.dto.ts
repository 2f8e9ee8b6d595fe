import { IsEmail, IsString, Length, MaxLength } from 'class-validator';

export class ForgotPasswordBody {
  @IsEmail()
  @MaxLength(254)
  email: string;
}

export class ResetPasswordBody {
  /** From the mailed link. */
  @IsString()
  @Length(1, 100)
  token: string;

  /** 12 to 128 characters of any kind, not one of those that are guessed first. */
  @IsString()
  @MaxLength(128)
  newPassword: string;
}

export class ChangePasswordBody {
  @IsString()
  @Length(1, 128)
  currentPassword: string;

  /** 12 to 128 characters of any kind, not one of those that are guessed first. */
  @IsString()
  @MaxLength(128)
  newPassword: string;
}
