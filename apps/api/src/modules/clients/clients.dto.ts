import { IsOptional, IsString, Length } from 'class-validator';

export class ClientPickerFilter {
  /** Part of a name, a tax number or an e-mail address. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;
}

export class ClientOption {
  id: string;
  name: string;
  taxNumber: string | null;
}

export class ClientOptions {
  items: ClientOption[];
}
