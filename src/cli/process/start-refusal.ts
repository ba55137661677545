// A problem that the user of a command must fix. Printed as one sentence, without a stack.

export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
  readonly exitCode: number;

  /** Exit code 2: invalid arguments or configuration. */
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
