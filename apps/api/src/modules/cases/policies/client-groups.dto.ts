import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID, Length } from 'class-validator';

export class GroupBody {
  @Length(1, 80)
  name: string;

  /** A client that is in another group leaves that one. */
  @IsArray()
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  clientIds: string[];
}

export class GroupParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  groupId: string;
}

export class GroupClient {
  id: string;
  name: string;
}

export class GroupView {
  id: string;
  name: string;

  /** Goes up with every change; `If-Match` of a change names it. */
  version: number;

  /** By name, the first thousand. */
  clients: GroupClient[];
}

export class GroupList {
  items: GroupView[];
}
