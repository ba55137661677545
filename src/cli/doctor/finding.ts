// What the doctor found: what is, why it matters, and how to mend it.

export const levels = ['ok', 'warning', 'fault', 'unchecked'] as const;
export type Level = (typeof levels)[number];

export interface Finding {
  /** What was checked, the same name in each run. */
  readonly check: string;
  readonly level: Level;
  readonly what: string;
  readonly why?: string;
  readonly mend?: string;
}

interface Problem {
  readonly what: string;
  readonly why: string;
  readonly mend: string;
}

export const ok = (check: string, what: string): Finding => ({ check, level: 'ok', what });
export const fault = (check: string, problem: Problem): Finding => ({ check, level: 'fault', ...problem });
export const warning = (check: string, problem: Problem): Finding => ({ check, level: 'warning', ...problem });

/** @param needed What would make the check possible. */
export const unchecked = (check: string, what: string, needed: string): Finding => {
  return { check, level: 'unchecked', what, mend: needed };
};

/** The faults, or one line that says that there is none. */
export function orOk(check: string, faults: readonly Finding[], what: string): Finding[] {
  return faults.length > 0 ? [...faults] : [ok(check, what)];
}

const signs: Readonly<Record<Level, string>> = { ok: '✓', warning: '!', fault: '✗', unchecked: '?' };

export function describeFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, level, what, why, mend }) => [
    `${signs[level]} ${check}: ${what}`,
    ...(why === undefined ? [] : [`    why:  ${why}`]),
    ...(mend === undefined ? [] : [`    mend: ${mend}`]),
  ]);
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const summary = levels.map((level) => `${count(level)} ${level}`).join(', ');
  return `${[...lines, summary].join('\n')}\n`;
}
