// What the person at the terminal must put right. Printed as one sentence, without a stack.

export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
  readonly exitCode: number;

  /** Exit code 2 is for a command line that cannot be understood. */
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
