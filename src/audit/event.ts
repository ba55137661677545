// The closed list of audit events: what each refers to, and the facts it may carry. test/support/written-rows.ts compares every row that
// tests write with it, and test/docs.test.ts compares docs/rules/moderation.md.

const about = <const R extends string, const M extends string = never>(refType: R, ...meta: readonly M[]) => ({
  refType,
  meta,
});

const reasonFacts = ['reasonCode', 'reason', 'internalNote'] as const;

/** Name → kind of the reference, keys of the facts. A name is `<noun>.<what happened>`. */
export const auditEvents = {
  'player.role_granted': about('player', 'role', 'by'),
  'player.role_withdrawn': about('player', 'role'),
  'player.erased': about('player'),
  'tournament.created': about('tournament', 'copiedFrom'),
  'tournament.changed': about('tournament', 'fields'),
  'tournament.deleted': about('tournament'),
  'tournament.state_changed': about('tournament', 'to', 'by'),
  'series.created': about('series'),
  'series.changed': about('series'),
  'series.tournament_added': about('series', 'tournamentId'),
  'series.tournament_removed': about('series', 'tournamentId'),
  'staff.invited': about('tournament', 'role'),
  'staff.accepted': about('tournament', 'role'),
  'staff.left': about('tournament', 'role'),
  'staff.removed': about('tournament', 'role'),
  'tournament.placements_approved': about('tournament'),
  'tournament.reopened': about('tournament', 'reason'),
  'tournament.counted': about('tournament', 'ratingListId'),
  'tournament.seeded': about('tournament', 'method', 'seed'),
  'tournament.fees_returned': about('tournament', 'registrations', 'refundedCoins', 'owedCoins'),
  'tournament.prizes_paid': about('tournament', 'prizes', 'coins', 'owedCoins'),
  'tournament.allow_list_changed': about('tournament', 'added', 'removed'),
  'invitation.code_made': about('tournament', 'invitationId', 'usesMax'),
  'invitation.code_withdrawn': about('tournament', 'invitationId'),
  'tournament.match_plan_set': about('tournament'),
  'tournament.round_scheduled': about('tournament', 'stage', 'round', 'matches'),
  'round.requested': about('tournament', 'stage', 'round'),
  'stage.changed': about('tournament', 'stage'),
  'stage.veto_plan_set': about('tournament', 'stage'),
  'stage.dropped': about('tournament', 'stage'),
  'stage.started': about('tournament', 'stage', 'entrants'),
  'stage.completed': about('tournament', 'stage'),
  'match.result_decided': about('match', 'scores'),
  'registration.changed': about('registration', 'fields'),
  'registration.claimed': about('registration'),
  'guest.code_renewed': about('registration'),
  'guests.entered': about('tournament', 'confirmed', 'waitlisted'),
  'match.result_corrected': about('match', 'scores', 'affected'),
  'match.forfeited': about('match', 'absent'),
  'match.scheduled': about('match'),
  'match.called': about('match'),
  'match.checked_in': about('match'),
  'match.line_up_set': about('match', 'registrationId'),
  'match.evidence_added': about('match', 'evidenceId'),
  'match.referee_call_resolved': about('match', 'callId'),
  'match.check_in_closed': about('match', 'absent'),
  'registration.byes_changed': about('registration', 'stage', 'byes'),
  'registration.entered_late': about('registration', 'stage', 'round'),
  'registration.withdrawn': about('registration', 'reason', 'matches'),
  'registration.disqualified': about('registration', 'reason', 'matches'),
  'registration.disqualified_afterwards': about(
    'registration',
    ...['reason', 'ranks', 'certificates', 'paidCoins', 'returnedCoins', 'owedCoins', 'claimedCoins'],
  ),
  'registration.approved': about('registration', 'reason'),
  'registration.rejected': about('registration', 'reason'),
  'registration.cancelled': about('registration', 'reason', 'fee', 'coins'),
  'registrations.checked_in': about('tournament', 'registrations', 'isUndo'),
  'registrations.rejected': about('tournament', 'registrations', 'reason'),
  'economy.posted': about('transfer', 'note', 'reason', 'amountCoins', 'upToCoins', 'movements'),
  'economy.reversed': about('transfer', 'note', 'reason', 'amountCoins', 'upToCoins', 'movements'),
  'economy.owed_paid': about('transfer', 'reference', 'amountCoins', 'attempts'),
  'economy.held': about('hold', 'toWalletId', 'amountCoins'),
  'economy.captured': about('hold', 'amountCoins'),
  'economy.released': about('hold', 'amountCoins'),
  'wallet.frozen': about('wallet', 'reason'),
  'wallet.thawed': about('wallet', 'reason'),
  'wallet.closed': about('wallet', 'reason'),
  'wallet.reopened': about('wallet', 'reason'),
  'certificates.issued': about('tournament', 'count'),
  'certificates.exported': about('tournament', 'format'),
  'certificate.revoked': about('certificate', ...reasonFacts, 'cascadeFrom'),
  'certificate.suspended': about('certificate', ...reasonFacts),
  'certificate.reinstated': about('certificate', 'reason'),
  'certificate.replaced': about('certificate', ...reasonFacts, 'by'),
  'certificate.expiry_set': about('certificate', 'reason', 'expiresAt'),
  'certificate.printed_name_set': about('certificate'),
  'certificate.privacy_set': about('certificate', 'isPrivate'),
  'issuer.set': about('issuer', 'logoKey'),
  'sanction.imposed': about('sanction', 'kind', 'reasonCode', 'endsAt', 'tournamentId'),
  'sanction.confirmed': about('sanction'),
  'sanction.revoked': about('sanction', 'reason'),
  'sanction.met_again': about('sanction', 'earlierId'),
  'tournament.hosting_reviewed': about('tournament', 'note'),
  'registration.restored': about('registration', 'sanctionId'),
  'strike.dismissed': about('sanction', 'reason'),
  'appeal.decided': about('appeal', 'outcome', 'endsAt'),
  'report.filed': about('case', 'reportId'),
  'case.leased': about('case', 'endsAt'),
  'case.released': about('case'),
  'case.triaged': about('case', 'priority'),
  'case.decided': about('case', 'outcome', 'sanctionId'),
  'queue.granted': about('player', 'category'),
  'queue.withdrawn': about('player', 'category'),
  'reporter.muted': about('player', 'reason', 'endsAt'),
  'reporter.unmuted': about('player'),
  'object.backfill_started': about('run', 'direction'),
};

export type AuditEvent = keyof typeof auditEvents;
export type AuditRefType = (typeof auditEvents)[AuditEvent]['refType'];

/** The facts that a row of this event may carry. */
export type AuditMeta<E extends AuditEvent> = {
  readonly [K in (typeof auditEvents)[E]['meta'][number]]?: string | number | boolean | null;
};

/** Each kind of reference once. */
export const auditRefTypes: readonly AuditRefType[] = [
  ...new Set(Object.values(auditEvents).map(({ refType }) => refType)),
];
