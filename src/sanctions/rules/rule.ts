// Rules that moderators add to the gates, beside what each kind of sanction blocks. A rule in shadow refuses nothing: it is judged
// afterwards, on the acts that were done. The database follows the same rules in rules.sql. docs/rules/moderation.md#rules-and-shadow-mode

import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { SanctionReason } from '../reasons.ts';
import {
  type Attempt,
  appealPath,
  blockedActs,
  effectiveSanctions,
  type Sanction,
  type SanctionKind,
} from '../sanction.ts';
import type { Strike } from '../strike.ts';

/** Gated acts that leave a row, so that a rule can be judged on them afterwards. Nobody records who watches. */
export const recordedActs = ['register', 'check_in', 'report', 'transfer', 'staff', 'host'] as const;
export type RecordedAct = (typeof recordedActs)[number];

/** A ban blocks every act already. */
export const ruleKinds = ['warn', 'mute', 'suspend'] as const satisfies readonly SanctionKind[];
export type RuleKind = (typeof ruleKinds)[number];

export const ruleStates = ['off', 'shadow', 'enforced'] as const;
export type RuleState = (typeof ruleStates)[number];

export const pointsMax = 100;
/** Rules in shadow or enforced at once. The gate judges each enforced one. */
export const activeRulesMax = 20;

export interface Rule {
  readonly id: Id<'rule'>;
  readonly title: string;
  readonly acts: readonly RecordedAct[];
  /** A sanction of one of these kinds in force meets the rule; null: strikes do. */
  readonly kinds: readonly RuleKind[] | null;
  /** Strikes that count with so many points meet the rule; null: a sanction does. */
  readonly pointsMin: number | null;
  /** Which sanctions and strikes count; null: for any reason. */
  readonly reasonCodes: readonly SanctionReason[] | null;
  /** null: everywhere. */
  readonly tournamentId: Id<'tournament'> | null;
  readonly state: RuleState;
  readonly version: number;
  readonly declaredBy: Id<'player'>;
  readonly createdAt: Instant;
  readonly switchedBy: Id<'player'>;
  readonly switchedAt: Instant;
}

export type RuleTerms = Pick<Rule, 'id' | 'acts' | 'kinds' | 'pointsMin' | 'reasonCodes' | 'tournamentId'>;

/** All that was imposed on one player. */
export interface PlayerRecord {
  readonly sanctions: readonly Sanction[];
  readonly strikes: readonly Strike[];
}

/** Why the rule refuses the act at that time: the facts of the refusal `sanctioned`; null: it does not. */
export function judgeRule(rule: RuleTerms, record: PlayerRecord, attempt: Attempt, at: Instant): Facts | null {
  if (!rule.acts.some((act) => act === attempt.act)) return null;
  if (rule.tournamentId !== null && rule.tournamentId !== attempt.tournamentId) return null;
  const met = rule.kinds === null ? lastingStrike(rule, record, at) : lastingSanction(rule, record, attempt, at);
  if (met === null) return null;
  const { sanction, endsAt } = met;
  return {
    sanctionId: sanction.id,
    kind: sanction.kind,
    reasonCode: sanction.reasonCode,
    tournamentId: rule.tournamentId ?? (rule.kinds === null ? null : sanction.tournamentId),
    endsAt,
    appealAt: appealPath(sanction),
    ruleId: rule.id,
  };
}

interface Met {
  readonly sanction: Sanction;
  /** When the rule does not refuse any more, if nothing else happens. */
  readonly endsAt: Instant | null;
}

const counts = ({ reasonCodes }: RuleTerms, code: SanctionReason) => reasonCodes === null || reasonCodes.includes(code);

/** A sanction counts for the acts that a ban of its areas would block. */
const isCovered = ({ areas }: Sanction, act: Attempt['act']) => blockedActs({ kind: 'ban', areas }).includes(act);

/** Of several the one that ends last. */
function lastingSanction(
  rule: RuleTerms,
  record: PlayerRecord,
  { act, tournamentId }: Attempt,
  at: Instant,
): Met | null {
  const known = record.sanctions.filter((one) => one.createdAt <= at).map((one) => asOf(one, at));
  const met = effectiveSanctions(known, tournamentId, at).filter(
    (one) => rule.kinds?.some((kind) => kind === one.kind) && counts(rule, one.reasonCode) && isCovered(one, act),
  );
  const endOf = ({ endsAt }: Sanction) => endsAt ?? '~';
  const [sanction] = met.toSorted((a, b) => descending(endOf(a), endOf(b)) || ascending(a.id, b.id));
  return sanction === undefined ? null : { sanction, endsAt: sanction.endsAt };
}

/** As it stood then: what was decided later is left out. */
function asOf(sanction: Sanction, at: Instant): Sanction {
  const { confirmedAt, revokedAt } = sanction;
  return {
    ...sanction,
    confirmedAt: confirmedAt !== null && confirmedAt <= at ? confirmedAt : null,
    revokedAt: revokedAt !== null && revokedAt <= at ? revokedAt : null,
  };
}

/** The strike whose decay brings the player below the points: the longest lasting ones reach them first. */
function lastingStrike(rule: RuleTerms, { sanctions, strikes }: PlayerRecord, at: Instant): Met | null {
  const isPast = (moment: Instant | null) => moment !== null && moment <= at;
  const counting = strikes.filter(
    (one) =>
      one.createdAt <= at &&
      !(isPast(one.decaysAt) || isPast(one.dismissedAt) || isPast(one.revokedAt)) &&
      (!one.needsConfirmation || isPast(one.confirmedAt)) &&
      counts(rule, one.reasonCode),
  );
  let points = 0;
  for (const strike of counting.toSorted(
    (a, b) => descending(a.decaysAt, b.decaysAt) || ascending(a.sanctionId, b.sanctionId),
  )) {
    points += strike.points;
    const sanction = sanctions.find(({ id }) => id === strike.sanctionId);
    if (points >= (rule.pointsMin ?? Number.POSITIVE_INFINITY) && sanction !== undefined)
      return { sanction, endsAt: strike.decaysAt };
  }
  return null;
}

const ascending = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const descending = (a: string, b: string) => ascending(b, a);

/** The gate asks the enforced rules when no sanction by itself blocks the act. Of several rules the one that refuses longest answers. */
export function judgeRules(
  rules: readonly (RuleTerms & Pick<Rule, 'state'>)[],
  record: PlayerRecord,
  attempt: Attempt,
  at: Instant,
): Facts | null {
  const refusals = rules
    .filter(({ state }) => state === 'enforced')
    .toSorted((a, b) => ascending(a.id, b.id))
    .map((rule) => judgeRule(rule, record, attempt, at))
    .filter((facts) => facts !== null);
  const endOf = ({ endsAt }: Facts) => (endsAt ?? '~') as string;
  return refusals.toSorted((a, b) => descending(endOf(a), endOf(b)))[0] ?? null;
}

export type SwitchVerdict = 'done' | 'stale' | 'same' | 'not_tried' | 'too_many';

/** A rule is enforced only after it was in shadow. `active`: rules in shadow or enforced, this one left out. */
export function judgeSwitch(
  rule: Pick<Rule, 'state' | 'version'>,
  { state, version }: Pick<Rule, 'state' | 'version'>,
  active: number,
): SwitchVerdict {
  if (version !== rule.version) return 'stale';
  if (state === rule.state) return 'same';
  if (state === 'enforced' && rule.state === 'off') return 'not_tried';
  return state !== 'off' && active >= activeRulesMax ? 'too_many' : 'done';
}
