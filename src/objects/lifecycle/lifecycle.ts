// The lifecycle rules of both buckets, and what no rule may do. Pure; docs/rules/objects.md, Lifecycle.

import type { Side } from '../stores/phase.ts';

export interface LifecycleRule {
  readonly id: string;
  /** Empty: all keys. */
  readonly prefix: string;
  readonly isEnabled: boolean;
  readonly transitions: readonly { readonly days: number; readonly storageClass: string }[];
  /** Days after which the object itself is deleted. */
  readonly expirationDays: number | null;
  /** Days after which a replaced or deleted version is removed. */
  readonly noncurrentDays: number | null;
  /** Days after which an incomplete upload is aborted. */
  readonly abortMultipartDays: number | null;
  /** Names of other elements in a bucket's rule: filters by tag or size, dates, other actions. */
  readonly unread: readonly string[];
}

/** The configuration of a bucket. */
export interface LifecycleFound {
  readonly rules: readonly LifecycleRule[];
  /** Unknown elements outside of rules. */
  readonly unread: readonly string[];
}

/** The prefix of rehearsals and probes. Only these keys may expire. */
export const temporaryPrefix = '_temp/';

const nothing = {
  isEnabled: true,
  transitions: [],
  expirationDays: null,
  noncurrentDays: null,
  abortMultipartDays: null,
  unread: [],
};

const temporary: readonly LifecycleRule[] = [
  { ...nothing, id: 'temporary-out', prefix: temporaryPrefix, expirationDays: 7 },
  { ...nothing, id: 'incomplete-uploads-out', prefix: '', abortMultipartDays: 7 },
];

/**
 * Both colder classes allow immediate reads, which public links need (Amazon S3 User Guide, "Understanding S3 storage classes").
 * By default Amazon does not move objects below 128 KB, because they would cost more there; Laurel keeps this default.
 */
const s3Transitions = [
  { days: 30, storageClass: 'STANDARD_IA' },
  { days: 365, storageClass: 'GLACIER_IR' },
];

export const lifecycleRules: Readonly<Record<Side, readonly LifecycleRule[]>> = {
  s3: [
    ...['pdf', 'png'].map((kind) => ({
      ...nothing,
      id: `${kind}-cools`,
      prefix: `${kind}/`,
      transitions: s3Transitions,
      noncurrentDays: 30,
    })),
    ...temporary,
  ],
  // R2 has no expiring objects, and its infrequent access class is more expensive for objects of this size.
  r2: [],
};

/** Storage classes that allow immediate reads. */
const instantClasses: Readonly<Record<Side, readonly string[]>> = { s3: ['STANDARD_IA', 'GLACIER_IR'], r2: [] };
/** Amazon's minimum for its infrequent access classes. */
const coolingDaysMin = 30;

/** One sentence for each error in the rules; empty: they may be applied. */
export function faultsOf(side: Side, rules: readonly LifecycleRule[]): string[] {
  const ids = rules.map((rule) => rule.id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...repeated.map((id) => `Two rules have the id ${id}.`),
    ...rules.flatMap((rule) => faultsOfRule(side, rule)),
  ];
}

function faultsOfRule(side: Side, rule: LifecycleRule): string[] {
  const { id, prefix, transitions, expirationDays } = rule;
  const faults: string[] = [];
  if (expirationDays !== null && !prefix.startsWith(temporaryPrefix)) {
    faults.push(`${id} would delete certificates: only ${temporaryPrefix} may expire.`);
  }
  for (const { storageClass, days } of transitions) {
    if (!instantClasses[side].includes(storageClass)) {
      faults.push(
        side === 'r2'
          ? `${id} moves objects to ${storageClass}, which costs more on R2.`
          : `${id} moves objects to ${storageClass}, which does not allow immediate reads.`,
      );
    }
    if (days < coolingDaysMin) faults.push(`${id} moves objects after ${days} days; the minimum is ${coolingDaysMin}.`);
  }
  const days = transitions.map((transition) => transition.days);
  if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? 0))) {
    faults.push(`${id} has transitions that are not in ascending order of days.`);
  }
  const numbers = [expirationDays, rule.noncurrentDays, rule.abortMultipartDays, ...days].filter((day) => day !== null);
  if (numbers.length === 0) faults.push(`${id} has no action.`);
  if (numbers.some((day) => !Number.isInteger(day) || day < 1))
    faults.push(`${id} has a number of days that is not a positive integer.`);
  if (side === 'r2' && rule.noncurrentDays !== null) faults.push(`${id} expires versions, which R2 does not support.`);
  return faults;
}

export interface LifecycleDifference {
  /** Null: the difference is outside of rules. */
  readonly id: string | null;
  readonly kind: 'missing' | 'different' | 'unknown';
  /** Unknown elements. */
  readonly elements?: readonly string[];
}

/**
 * The differences between the wanted rules and the rules of the bucket.
 * @param found without the rules that `mayStay` allows.
 */
export function compareRules(wanted: readonly LifecycleRule[], found: LifecycleFound): LifecycleDifference[] {
  const foundById = new Map(found.rules.map((rule) => [rule.id, rule]));
  const naming = (rule: LifecycleRule) => (rule.unread.length === 0 ? {} : { elements: rule.unread });
  const differences = wanted.flatMap((rule): LifecycleDifference[] => {
    const there = foundById.get(rule.id);
    if (there === undefined) return [{ id: rule.id, kind: 'missing' }];
    return canonical(rule) === canonical(there) ? [] : [{ id: rule.id, kind: 'different', ...naming(there) }];
  });
  // Also a second rule with the same id.
  const unexpected = found.rules.filter((rule, index) => {
    return !wanted.some(({ id }) => id === rule.id) || found.rules.findIndex(({ id }) => id === rule.id) !== index;
  });
  const whole: LifecycleDifference[] =
    found.unread.length === 0 ? [] : [{ id: null, kind: 'different', elements: found.unread }];
  const unknown = unexpected.map((rule): LifecycleDifference => ({ id: rule.id, kind: 'unknown', ...naming(rule) }));
  return [...differences, ...unknown, ...whole];
}

/** R2 gives each new bucket a rule that aborts incomplete uploads. It is not a difference and is not removed. */
export function mayStay(side: Side, rule: LifecycleRule): boolean {
  const isHarmless = rule.transitions.length === 0 && rule.expirationDays === null && rule.unread.length === 0;
  return side === 'r2' && isHarmless && rule.noncurrentDays === null && rule.abortMultipartDays !== null;
}

/** For comparison. NaN differs from null. */
function canonical({ id, prefix, isEnabled, transitions, unread, ...days }: LifecycleRule): string {
  const steps = transitions.map(({ days: after, storageClass }) => `${after} ${storageClass}`).toSorted();
  const numbers = [days.expirationDays, days.noncurrentDays, days.abortMultipartDays].map(String);
  return JSON.stringify([id, prefix, isEnabled, steps, numbers, unread]);
}
