import { reactive } from 'vue';
import type { Problem } from '../api/problem.js';

/** A short message at the edge of the screen; problems stay until they are closed. */
export interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'problem';
  readonly text: string;
  readonly problem: Problem | null;
}

const SHOWN_MS = 5000;
let lastId = 0;

export const toasts = reactive<Toast[]>([]);

export function toastDone(text: string): void {
  const id = add({ kind: 'done', text, problem: null });
  setTimeout(() => closeToast(id), SHOWN_MS);
}

export function toastProblem(problem: Problem): void {
  add({ kind: 'problem', text: '', problem });
}

export function closeToast(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id);
  if (index >= 0) toasts.splice(index, 1);
}

function add(toast: Omit<Toast, 'id'>): number {
  const id = ++lastId;
  toasts.push({ id, ...toast });
  return id;
}
