// Faults of the configuration. A fault disables what needs the variable; everything else works.

import { refuse } from '../../core/errors.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';

/** A group of variables that cannot be used together. */
export class FaultError extends Error {
  readonly fault: ConfigurationFault;
  constructor(variable: string, reason: string) {
    super(sentenceOf({ variable, reason }));
    this.fault = { variable, reason };
  }
}

/** One sentence. It holds no secret. */
export function sentenceOf({ variable, reason }: ConfigurationFault): string {
  return `Configuration: ${variable} ${reason}.`;
}

/** @throws DomainError misconfigured. */
export function refuseFault({ variable, reason }: ConfigurationFault): never {
  throw refuse('misconfigured', { variable, reason });
}

/** A part of the configuration. With a fault, its value is safe: it allows less than the variables may have asked for. */
export interface Part<T> {
  readonly value: T;
  readonly fault: ConfigurationFault | null;
}

/** `given` are faults of single variables: a part with one of them is not read. */
export function readPart<T>(given: readonly ConfigurationFault[], read: () => T, fallback: T): Part<T> {
  const [first] = given;
  if (first !== undefined) return { value: fallback, fault: first };
  try {
    return { value: read(), fault: null };
  } catch (error) {
    if (error instanceof FaultError) return { value: fallback, fault: error.fault };
    throw error;
  }
}

/** Names the variable whose text `read` cannot parse. */
export function parseVariable<T>(variable: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new FaultError(variable, `is not valid: ${(error as Error).message.replace(/\.$/, '')}`);
  }
}
