// Statements of reasons with the field names and values of the EU transparency database (Regulation (EU) 2022/2065, article 24(5); API of
// transparency.dsa.ec.europa.eu, names as of July 2025). docs/rules/moderation.md#statements-of-reasons

import type { Instant } from '../../core/instant.ts';
import { csvCell } from '../../http/csv-cell.ts';
import { reasonOf, type SanctionReason } from '../../sanctions/reasons.ts';
import type { SanctionKind } from '../../sanctions/sanction.ts';

/** In the order of the columns. */
export const dsaFields = [
  'puid',
  'decision_visibility',
  'decision_monetary',
  'decision_provision',
  'decision_account',
  'account_type',
  'decision_ground',
  'decision_ground_reference_url',
  'incompatible_content_ground',
  'incompatible_content_explanation',
  'incompatible_content_illegal',
  'illegal_content_legal_ground',
  'illegal_content_explanation',
  'content_type',
  'content_type_other',
  'category',
  'category_specification',
  'territorial_scope',
  'content_language',
  'content_date',
  'application_date',
  'end_date_visibility_restriction',
  'end_date_monetary_restriction',
  'end_date_service_restriction',
  'end_date_account_restriction',
  'decision_facts',
  'source_type',
  'source_identity',
  'automated_detection',
  'automated_decision',
] as const;
type DsaField = (typeof dsaFields)[number];
export type DsaStatement = Readonly<Record<DsaField, string | readonly string[] | null>>;

/** A sanction as the export needs it. */
export interface ExportedSanction {
  readonly source: 'sanction';
  readonly id: string;
  readonly kind: Exclude<SanctionKind, 'warn'>;
  /** Some areas, or one tournament. */
  readonly isPartial: boolean;
  readonly reasonCode: SanctionReason;
  readonly facts: string;
  /** A case with reports led to it. */
  readonly isReported: boolean;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  readonly createdAt: Instant;
}

/** A wallet that was frozen, a certificate that was suspended, or a prize that was voided, from the audit trail. */
export interface ExportedMeasure {
  readonly source: 'wallet.frozen' | 'certificate.suspended' | 'registration.disqualified_afterwards';
  readonly id: string;
  readonly facts: string;
  readonly createdAt: Instant;
  /** When the wallet was thawed or the certificate reinstated; null if it was not, and for a prize. */
  readonly endedAt: Instant | null;
}

const categories: Readonly<Partial<Record<SanctionReason, string>>> = {
  impersonation: 'STATEMENT_CATEGORY_SCAMS_AND_FRAUD',
  fraud: 'STATEMENT_CATEGORY_SCAMS_AND_FRAUD',
  harassment: 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
  hate_speech: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
};
const otherCategory = 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC';

const dayOf = (at: Instant): string => at.slice(0, 10);

/** What all have: a moderator decided by the rules of the platform, not by law, and without automated means. */
function decisionOf(id: string, facts: string, createdAt: Instant): DsaStatement {
  const empty = Object.fromEntries(dsaFields.map((name) => [name, null])) as unknown as DsaStatement;
  return {
    ...empty,
    puid: id,
    decision_visibility: [],
    account_type: 'ACCOUNT_TYPE_PRIVATE',
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    incompatible_content_explanation: facts.slice(0, 2000),
    incompatible_content_illegal: 'No',
    content_type: ['CONTENT_TYPE_OTHER'],
    category: otherCategory,
    category_specification: [],
    territorial_scope: [],
    content_date: dayOf(createdAt),
    application_date: dayOf(createdAt),
    decision_facts: facts.slice(0, 5000),
    source_type: 'SOURCE_VOLUNTARY',
    automated_detection: 'No',
    automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED',
  };
}

export function dsaOf(exported: ExportedSanction | ExportedMeasure): DsaStatement {
  const { id, facts, createdAt } = exported;
  const decision = decisionOf(id, facts, createdAt);
  if (exported.source === 'sanction') return { ...decision, ...ofSanction(exported) };
  return { ...decision, ...ofMeasure(exported) };
}

function ofMeasure({ source, endedAt }: ExportedMeasure): Partial<DsaStatement> {
  const end = endedAt === null ? null : dayOf(endedAt);
  switch (source) {
    case 'wallet.frozen':
      return { ...frozen(end), incompatible_content_ground: 'Frozen wallet' };
    case 'certificate.suspended':
      return { ...disabled(end), incompatible_content_ground: 'Suspended certificate' };
    case 'registration.disqualified_afterwards':
      return {
        decision_monetary: 'DECISION_MONETARY_TERMINATION',
        incompatible_content_ground: 'Voided prize',
        content_type_other: 'Prize',
      };
  }
}

const frozen = (end: string | null): Partial<DsaStatement> => ({
  decision_monetary: 'DECISION_MONETARY_SUSPENSION',
  end_date_monetary_restriction: end,
  content_type_other: 'Use of coins',
});

const disabled = (end: string | null): Partial<DsaStatement> => ({
  decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'],
  end_date_visibility_restriction: end,
  content_type_other: 'Certificate',
});

function ofSanction(sanction: ExportedSanction): Partial<DsaStatement> {
  const { reasonCode, isReported, startsAt } = sanction;
  return {
    content_type_other: 'Conduct in tournaments',
    ...restrictionOf(sanction),
    incompatible_content_ground: reasonOf(reasonCode).title.en,
    category: categories[reasonCode] ?? otherCategory,
    application_date: dayOf(startsAt),
    source_type: isReported ? 'SOURCE_TYPE_OTHER_NOTIFICATION' : 'SOURCE_VOLUNTARY',
  };
}

function restrictionOf(sanction: ExportedSanction): Partial<DsaStatement> {
  const { kind, isPartial, endsAt } = sanction;
  const end = endsAt === null ? null : dayOf(endsAt);
  if (kind === 'wallet_freeze') return frozen(end);
  if (kind === 'certificate_suspension') return disabled(end);
  // The account as a whole is concerned only by a suspension or a ban on everything, everywhere.
  const isOnAccount = !isPartial && (kind === 'suspend' || (kind === 'ban' && endsAt === null));
  if (!isOnAccount) return { decision_provision: provisionOf(sanction), end_date_service_restriction: end };
  return {
    decision_account: kind === 'ban' ? 'DECISION_ACCOUNT_TERMINATED' : 'DECISION_ACCOUNT_SUSPENDED',
    end_date_account_restriction: end,
  };
}

function provisionOf({ kind, isPartial, endsAt }: ExportedSanction): string {
  const extent = kind === 'ban' && !isPartial ? 'TOTAL' : 'PARTIAL';
  return `DECISION_PROVISION_${extent}_${kind === 'ban' && endsAt === null ? 'TERMINATION' : 'SUSPENSION'}`;
}

export const dsaCsvHeader = `${dsaFields.join(',')}\r\n`;

/** Lists are JSON in one cell. */
export function toDsaCsv(statement: DsaStatement): string {
  const cells = dsaFields.map((name) => {
    const value = statement[name] ?? '';
    return csvCell(typeof value === 'string' ? value : JSON.stringify(value));
  });
  return `${cells.join(',')}\r\n`;
}
