/** Thrown before a request that would go beyond what one sync run may spend. */
export class BudgetSpent extends Error {
  constructor() {
    super('this run has spent its requests; the next one goes on where it stopped');
  }
}

/** Counts the requests of one sync run. */
export class RunBudget {
  /** @param spent what the run had used before, in another process */
  constructor(
    private readonly limit: number,
    private spent: number,
  ) {}

  get left(): number {
    return Math.max(0, this.limit - this.spent);
  }

  /** @throws BudgetSpent */
  take(): void {
    if (this.left === 0) throw new BudgetSpent();
    this.spent += 1;
  }
}
