// How objects grow old, as code: the lifecycle rules of both buckets, and what a rule may never do. Pure; rules.md 6.

import type { Side } from './phase.ts';

export interface LifecycleRule {
  readonly id: string;
  /** Keys that begin so; empty: all. */
  readonly prefix: string;
  readonly isEnabled: boolean;
  readonly transitions: readonly { readonly days: number; readonly storageClass: string }[];
  /** Days after which the object itself is deleted. */
  readonly expirationDays: number | null;
  /** Days after which a version that was replaced or deleted goes. */
  readonly noncurrentDays: number | null;
  /** Days after which an upload that was never completed is taken back. */
  readonly abortMultipartDays: number | null;
}

/** Where rehearsals and probes write: the only keys that may expire. */
export const temporaryPrefix = '_temp/';

const nothing = {
  isEnabled: true,
  transitions: [],
  expirationDays: null,
  noncurrentDays: null,
  abortMultipartDays: null,
};

const temporary: readonly LifecycleRule[] = [
  { ...nothing, id: 'temporary-out', prefix: temporaryPrefix, expirationDays: 7 },
  { ...nothing, id: 'incomplete-uploads-out', prefix: '', abortMultipartDays: 7 },
];

/**
 * Both colder classes are read at once, as public links need it (Amazon S3 User Guide, "Understanding S3 storage classes").
 * Amazon leaves objects under 128 KB where they are unless told otherwise, since they would cost more there; so do we.
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
  // R2 has one colder class, which its S3 endpoint calls by Amazon's name, and no versions.
  r2: [
    ...['pdf', 'png'].map((kind) => ({
      ...nothing,
      id: `${kind}-cools`,
      prefix: `${kind}/`,
      transitions: [{ days: 30, storageClass: 'STANDARD_IA' }],
    })),
    ...temporary,
  ],
};

/** Classes from which a read is answered at once. */
const instantClasses: Readonly<Record<Side, readonly string[]>> = {
  s3: ['STANDARD_IA', 'GLACIER_IR'],
  r2: ['STANDARD_IA'],
};
/** Amazon moves nothing to its infrequent access classes earlier. */
const coolingDaysMin = 30;

/** What is wrong with the rules, a sentence each; empty when they may be applied. */
export function faultsOf(side: Side, rules: readonly LifecycleRule[]): string[] {
  const ids = rules.map((rule) => rule.id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [...repeated.map((id) => `Two rules are called ${id}.`), ...rules.flatMap((rule) => faultsOfRule(side, rule))];
}

function faultsOfRule(side: Side, rule: LifecycleRule): string[] {
  const { id, prefix, transitions, expirationDays } = rule;
  const faults: string[] = [];
  if (expirationDays !== null && !prefix.startsWith(temporaryPrefix)) {
    faults.push(`${id} would delete certificates: only ${temporaryPrefix} may expire.`);
  }
  for (const { storageClass, days } of transitions) {
    if (!instantClasses[side].includes(storageClass)) {
      faults.push(`${id} moves objects to ${storageClass}, from where they cannot be read at once.`);
    }
    if (days < coolingDaysMin) faults.push(`${id} cools after ${days} days; ${coolingDaysMin} is the least.`);
  }
  const days = transitions.map((transition) => transition.days);
  if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? 0))) {
    faults.push(`${id} moves objects backwards in time.`);
  }
  const numbers = [expirationDays, rule.noncurrentDays, rule.abortMultipartDays, ...days].filter((day) => day !== null);
  if (numbers.length === 0) faults.push(`${id} does nothing.`);
  if (numbers.some((day) => !Number.isInteger(day) || day < 1)) faults.push(`${id} has a number of days below one.`);
  if (side === 'r2' && rule.noncurrentDays !== null) faults.push(`${id} speaks of versions, which R2 does not keep.`);
  return faults;
}

export interface LifecycleDifference {
  readonly id: string;
  readonly kind: 'missing' | 'different' | 'unknown';
}

/** What the bucket has against what it should have. */
export function compareRules(wanted: readonly LifecycleRule[], found: readonly LifecycleRule[]): LifecycleDifference[] {
  const foundById = new Map(found.map((rule) => [rule.id, rule]));
  const isSame = (a: LifecycleRule, b: LifecycleRule) => canonical(a) === canonical(b);
  const differences = wanted.flatMap((rule): LifecycleDifference[] => {
    const there = foundById.get(rule.id);
    if (there === undefined) return [{ id: rule.id, kind: 'missing' }];
    return isSame(rule, there) ? [] : [{ id: rule.id, kind: 'different' }];
  });
  const strangers = found.filter((rule) => !wanted.some(({ id }) => id === rule.id));
  return [...differences, ...strangers.map((rule): LifecycleDifference => ({ id: rule.id, kind: 'unknown' }))];
}

function canonical({ id, prefix, isEnabled, transitions, ...days }: LifecycleRule): string {
  const steps = transitions.map(({ days: after, storageClass }) => [after, storageClass]);
  return JSON.stringify([
    id,
    prefix,
    isEnabled,
    steps,
    days.expirationDays,
    days.noncurrentDays,
    days.abortMultipartDays,
  ]);
}
