export class OperatorAccessView {
  id: string;
  /** Who looks in: somebody who looks after the installation, no member. */
  userName: string;
  reason: string;
  createdAt: string;
  endsAt: string;
  /** When it was ended before its time. */
  endedAt: string | null;
}

export class OperatorAccessPage {
  items: OperatorAccessView[];
}
