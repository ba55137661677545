// The lifecycle rules of both buckets as code, and what a rule may never do. Pure; docs/rules/objects.md#lifecycle.

import type { Side } from '../stores/phase.ts';

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
  /** What a bucket's rule has beside these, by the names of its elements: filters by tag or size, dates, other actions. */
  readonly unread: readonly string[];
}

/** What a bucket has. */
export interface LifecycleFound {
  readonly rules: readonly LifecycleRule[];
  /** Of the configuration as a whole. */
  readonly unread: readonly string[];
}

/** Where rehearsals and probes write: the only keys that may expire. */
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
  // Nothing is stored there that may expire, and infrequent access never pays for objects of this size.
  r2: [],
};

/** Classes from which a read is answered at once. */
const instantClasses: Readonly<Record<Side, readonly string[]>> = { s3: ['STANDARD_IA', 'GLACIER_IR'], r2: [] };
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
      faults.push(
        side === 'r2'
          ? `${id} moves objects to ${storageClass}, which never pays on R2.`
          : `${id} moves objects to ${storageClass}, from where they cannot be read at once.`,
      );
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
  /** Null: of the configuration as a whole. */
  readonly id: string | null;
  readonly kind: 'missing' | 'different' | 'unknown';
  /** Elements that our rules do not have. */
  readonly elements?: readonly string[];
}

/**
 * What the bucket has against what it should have.
 * @param found without rules that may stay, see mayStay.
 */
export function compareRules(wanted: readonly LifecycleRule[], found: LifecycleFound): LifecycleDifference[] {
  const foundById = new Map(found.rules.map((rule) => [rule.id, rule]));
  const naming = (rule: LifecycleRule) => (rule.unread.length === 0 ? {} : { elements: rule.unread });
  const differences = wanted.flatMap((rule): LifecycleDifference[] => {
    const there = foundById.get(rule.id);
    if (there === undefined) return [{ id: rule.id, kind: 'missing' }];
    return canonical(rule) === canonical(there) ? [] : [{ id: rule.id, kind: 'different', ...naming(there) }];
  });
  // Also a second rule of the same name.
  const strangers = found.rules.filter((rule, index) => {
    return !wanted.some(({ id }) => id === rule.id) || found.rules.findIndex(({ id }) => id === rule.id) !== index;
  });
  const whole: LifecycleDifference[] =
    found.unread.length === 0 ? [] : [{ id: null, kind: 'different', elements: found.unread }];
  const unknown = strangers.map((rule): LifecycleDifference => ({ id: rule.id, kind: 'unknown', ...naming(rule) }));
  return [...differences, ...unknown, ...whole];
}

/** R2 gives each new bucket a rule that takes back incomplete uploads: neither a difference, nor taken away. */
export function mayStay(side: Side, rule: LifecycleRule): boolean {
  const isHarmless = rule.transitions.length === 0 && rule.expirationDays === null && rule.unread.length === 0;
  return side === 'r2' && isHarmless && rule.noncurrentDays === null && rule.abortMultipartDays !== null;
}

/** As text, where a number that is none is not the same as nothing. */
function canonical({ id, prefix, isEnabled, transitions, unread, ...days }: LifecycleRule): string {
  const steps = transitions.map(({ days: after, storageClass }) => `${after} ${storageClass}`).toSorted();
  const numbers = [days.expirationDays, days.noncurrentDays, days.abortMultipartDays].map(String);
  return JSON.stringify([id, prefix, isEnabled, steps, numbers, unread]);
}
