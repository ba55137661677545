// Groups of problem codes, so that the type of an operation names only what is particular to it.

import type { ProblemCode } from '../../http/problem-list.ts';
import type { Operation } from './operations.ts';

export interface CodeGroups {
  readonly shared: readonly ProblemCode[];
  /** Beside the shared ones, of operations with an idempotency key. */
  readonly key: readonly ProblemCode[];
}

/** What most operations declare: those of the edge declare fewer codes. */
export function groupCodes(operations: readonly Operation[], codes: readonly ProblemCode[]): CodeGroups {
  const ofMost = (some: readonly Operation[]) =>
    codes.filter((code) => some.filter(({ problems }) => problems.includes(code)).length > some.length * 0.8);
  const shared = ofMost(operations);
  const key = ofMost(operations.filter(({ takesKey }) => takesKey)).filter((code) => !shared.includes(code));
  return { shared, key };
}

/** Exact: a group is named only if the operation has all of its codes. */
export function problemType(codes: readonly ProblemCode[], { shared, key }: CodeGroups): string {
  const hasAll = (group: readonly ProblemCode[]) => group.every((code) => codes.includes(code));
  const grouped = [...(hasAll(shared) ? shared : []), ...(hasAll(key) ? key : [])];
  const names = [...(hasAll(shared) ? ['SharedProblem'] : []), ...(hasAll(key) ? ['KeyProblem'] : [])];
  const others = codes.filter((code) => !grouped.includes(code)).map((code) => `'${code}'`);
  return [...names, ...others].join(' | ') || 'never';
}
