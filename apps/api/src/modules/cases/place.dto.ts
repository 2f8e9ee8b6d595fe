export class ClientRef {
  id: string;
  name: string;
}

export class CaseRef {
  id: string;
  number: string;
}
