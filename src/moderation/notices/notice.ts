// Notices: what moderators have decided about a player, as the player may read it. Nothing is stored for them: they follow from sanctions,
// appeals, removals, strikes, reviews and cases. docs/rules/moderation.md#notices

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Remainder } from '../../tournaments/departures/removal.ts';
import type { AppealOutcome } from '../appeals/appeal.ts';
import type { CaseOutcome } from '../cases/case.ts';
import type { HostingOutcome } from '../effects/hosting-review.ts';
import type { StatedSanction } from '../statements/statement-text.ts';

export const noticeKinds = [
  ...(['sanction_imposed', 'sanction_confirmed', 'sanction_revoked', 'sanction_ended', 'appeal_decided'] as const),
  ...(['entrant_removed', 'entrant_restored', 'strike_dismissed', 'hosting_reviewed', 'report_decided'] as const),
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What the text of each kind says, beside what the notice is about. */
export interface NoticeFacts {
  readonly sanction_imposed: StatedSanction;
  readonly sanction_confirmed: StatedSanction;
  readonly sanction_revoked: StatedSanction & { readonly revokeReason: string };
  readonly sanction_ended: StatedSanction;
  readonly appeal_decided: {
    readonly outcome: AppealOutcome;
    readonly statement: string;
    /** Of a reduced sanction. */
    readonly endsAt: Instant | null;
  };
  readonly entrant_removed: { readonly title: string };
  /** `remainder`: why nothing could be taken back. */
  readonly entrant_restored: { readonly title: string; readonly remainder: Remainder | null };
  readonly strike_dismissed: { readonly points: number; readonly reason: string };
  readonly hosting_reviewed: {
    readonly title: string;
    readonly outcome: HostingOutcome;
    readonly reason: string | null;
  };
  readonly report_decided: { readonly state: CaseOutcome; readonly statement: string };
}

/** What it is about; null where it is about none. */
export interface NoticeSubject {
  readonly sanctionId: Id<'sanction'> | null;
  readonly appealId: Id<'appeal'> | null;
  readonly tournamentId: Id<'tournament'> | null;
  readonly registrationId: Id<'registration'> | null;
  readonly reportId: Id<'report'> | null;
}

export type Notice = {
  readonly [K in NoticeKind]: NoticeSubject & {
    /** The same notice always has the same: `<kind> <id>`. */
    readonly key: string;
    readonly at: Instant;
    readonly kind: K;
    readonly facts: NoticeFacts[K];
  };
}[NoticeKind];

/** Where a page ends: `<at> <key>`. */
export const noticePageKey = ({ at, key }: Pick<Notice, 'at' | 'key'>): string => `${at} ${key}`;

/** null: the first page. @throws DomainError invalid_request for another text. */
export function readNoticePageKey(text: string | null): { readonly at: Instant | null; readonly key: string | null } {
  if (text === null) return { at: null, key: null };
  const [, at, key] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\w+ \w+)$/.exec(text) ?? [];
  if (at === undefined || key === undefined || Number.isNaN(Date.parse(at)))
    throw refuse('invalid_request', { field: 'cursor', reason: 'is not a nextCursor of this list' });
  return { at: toInstant(at), key };
}
