import type { SenderKind } from '../senders/sender.reader.js';
import type { SendWindow } from './send-window.js';

/** A notice a worker holds until its lease ends; every write of the worker carries the fence. */
export interface ClaimedNotice {
  readonly id: string;
  readonly clientId: string;
  readonly audience: 'client' | 'staff';
  readonly stageKey: string;
  readonly language: string;
  readonly senderKind: SenderKind;
  readonly attempts: number;
  /** One address has accepted it already; others were told to wait. */
  readonly isCounted: boolean;
  readonly fence: string;
  /** The interest note it brings; null for a step of a plan. */
  readonly interestNoteId: string | null;
  readonly window: SendWindow;
  /** Its invoices that a provider can be asked about. */
  readonly linkedInvoiceIds: readonly string[];
}

/** Another worker has taken the notice over: whatever this one still knows about it is void. */
export class ClaimLost extends Error {}
