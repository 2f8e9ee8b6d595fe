let held: string | null = null;

/** Keeps an invitation's token while the invited person signs in. Gone with the page, like every token here. */
export function holdInvitation(token: string | null): void {
  held = token;
}

export const heldInvitation = (): string | null => held;
