/** A request against the control API that makes no sense for these books. */
export class ChangeRefused extends Error {}
