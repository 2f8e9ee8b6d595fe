import { SeededRandom } from '../fiction/seeded-random.js';
import type { WireObject } from './document-view.js';
import type { SandboxDocument } from './sandbox-document.js';

const KEPT_TASKS = 1000;

/** Marking as paid is asynchronous: a task is accepted, runs, and says 422 inside a 200 when it failed. */
export class PaymentTasks {
  private readonly tasks = new Map<string, Task>();
  private accepted = 0;

  accept(document: SandboxDocument, at: Date, refusal: string | null): WireObject {
    this.accepted += 1;
    const reference = new SeededRandom('task', document.uuid, this.accepted).uuid(this.accepted);
    const task: Task = {
      reference,
      uuid: document.uuid,
      createdAt: taskTime(at),
      refusal,
      polls: 0,
    };
    this.tasks.set(reference, task);
    for (const oldest of this.tasks.keys()) {
      if (this.tasks.size <= KEPT_TASKS) break;
      this.tasks.delete(oldest);
    }
    return view(task, 100, 'Zlecenie przyjęte');
  }

  /** The first look still sees it running. */
  status(reference: string): WireObject | null {
    const task = this.tasks.get(reference);
    if (task === undefined) return null;
    task.polls += 1;
    if (task.polls === 1) return view(task, 120, 'Zlecenie w trakcie realizacji');
    if (task.refusal === null) return view(task, 200, 'Faktura oznaczona jako zapłacona');
    return {
      ...view(task, 422, 'Nie udało się oznaczyć faktury jako opłaconej'),
      invoice_errors: { status: task.refusal },
    };
  }
}

interface Task {
  readonly reference: string;
  readonly uuid: string;
  readonly createdAt: string;
  readonly refusal: string | null;
  polls: number;
}

function view(task: Task, code: number, description: string): WireObject {
  return {
    timestamps: { task_created_at: task.createdAt },
    invoice_task_reference_number: task.reference,
    processing_code: code,
    processing_description: description,
    action: 'mark_as_paid',
    invoice_kind: 'invoice',
    invoice_uuid: task.uuid,
  };
}

/** "2023-12-15 11:50:12 +0000": not ISO 8601, as on the real one. */
function taskTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} +0000`;
}
