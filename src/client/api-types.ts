// Generated from the API document by `npm run openapi`. Do not edit.

export interface Tournament {
  id: string;
  title: string;
  issuer: string | null;
  accentColor: string | null;
  timeZone: string;
  organizerId: string;
  mode: 'solo' | 'team';
  rosterSize: number | null;
  format: 'single_elimination';
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  capacity: number;
  entrantsMin: number;
  thirdPlaceMatch: boolean;
  requiresApproval: boolean;
  entryFeeCoins: number;
  prizes: {
    kind: 'fixed' | 'percent';
    places: number[];
  } | null;
  confirmedCount: number;
  eventSeq: number;
  /** UTC. */
  registrationOpensAt: string | null;
  /** UTC. */
  registrationClosesAt: string | null;
  /** UTC. */
  startsAt: string;
  /** UTC. */
  publishedAt: string | null;
  /** UTC. */
  endedAt: string | null;
  /** UTC. */
  settledAt: string | null;
  seedingMethod: string | null;
  seedingSeed: string | null;
  /** UTC. */
  createdAt: string;
}

export interface Registration {
  id: string;
  tournamentId: string;
  playerId: string;
  teamId: string | null;
  displayName: string;
  printedName: string | null;
  language: 'en' | 'bn';
  state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show';
  seed: number | null;
  /** UTC. */
  createdAt: string;
}

export interface Roster {
  items: {
    playerId?: string | undefined;
    displayName: string | null;
  }[];
}

export interface Match {
  id: string;
  tournamentId: string;
  round: number;
  position: number;
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'forfeit' | 'cancelled';
  entrantA: {
    registrationId: string;
    playerId: string;
    displayName: string;
    seed: number | null;
  } | null;
  entrantB: {
    registrationId: string;
    playerId: string;
    displayName: string;
    seed: number | null;
  } | null;
  /** 0 to 10000. */
  scoreA: number | null;
  /** 0 to 10000. */
  scoreB: number | null;
  winnerId: string | null;
  reportedBy: string | null;
}

export interface Prizes {
  plan: {
    kind: 'fixed' | 'percent';
    places: number[];
  } | null;
  entryFeeCoins: number;
  escrowWalletId: string | null;
  escrowCoins: number;
  paid: {
    registrationId: string;
    rank: number;
    amountCoins: number;
    /** UTC. */
    paidAt: string;
  }[];
  owed: {
    registrationId: string;
    amountCoins: number;
    cause: string;
    /** UTC. */
    nextAttemptAt: string;
  }[];
}

export interface Placement {
  registrationId: string;
  displayName: string;
  rank: number;
  decidedBy: string;
}

export interface ListTournamentsAnswer {
  items: Tournament[];
  nextCursor: string | null;
}

export interface ChangeTournamentStateAnswer {
  id: string;
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
}

export interface SeedTournamentAnswer {
  method: 'registration_order' | 'random' | 'manual';
  seed: string | null;
  order: string[];
}

export interface ListRegistrationsAnswer {
  items: Registration[];
  nextCursor: string | null;
}

export interface CancelRegistrationAnswer {
  id: string;
  state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show';
}

export interface ListMatchesAnswer {
  items: Match[];
}

export interface ReportResultAnswer {
  matchId: string;
  outcome: 'reported' | 'corrected' | 'confirmed' | 'disputed' | 'decided' | 'repeated' | 'not_a_participant' | 'own_report' | 'score_differs' | 'closed';
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'forfeit' | 'cancelled';
}

export interface ListPlacementsAnswer {
  items: Placement[];
}

export interface CreateTournamentBody {
  /** 1 to 120 characters. */
  title: string;
  /** 1 to 80 characters. */
  issuer?: string | null | undefined;
  accentColor?: string | null | undefined;
  /** IANA time zone. Example: "Asia/Dhaka". */
  timeZone?: string | undefined;
  /** Default: "solo". */
  mode?: 'solo' | 'team' | undefined;
  /** 2 to 20. */
  rosterSize?: number | null | undefined;
  /** Default: "single_elimination". */
  format?: 'single_elimination' | undefined;
  /** 2 to 1024. */
  capacity: number;
  /** 2 to 1024. Default: 2. */
  entrantsMin?: number | undefined;
  /** Default: false. */
  thirdPlaceMatch?: boolean | undefined;
  /** Default: false. */
  requiresApproval?: boolean | undefined;
  /** At least 0. Default: 0. */
  entryFeeCoins?: number | undefined;
  prizes?: {
    kind: 'fixed' | 'percent';
    /** At most 64 items. */
    places: number[];
  } | null | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  registrationOpensAt?: string | null | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  registrationClosesAt?: string | null | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  startsAt: string;
}

export interface ListTournamentsQuery {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ChangeTournamentStateBody {
  to: 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
}

export interface SeedTournamentBody {
  method: 'registration_order' | 'random' | 'manual';
  /** 1 to 200 characters. */
  seed?: string | undefined;
  /** At most 1024 items. */
  order?: string[] | undefined;
}

export interface RegisterBody {
  teamId?: string | undefined;
  /** 2 to 20 items. */
  roster?: string[] | undefined;
  /** Default: "en". */
  language?: 'en' | 'bn' | undefined;
  /** 1 to 50 characters. */
  displayName?: string | undefined;
  /** 1 to 50 characters. */
  printedName?: string | undefined;
}

export interface ListRegistrationsQuery {
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface CancelRegistrationBody {
  /** 1 to 500 characters. */
  reason?: string | undefined;
}

export interface ApproveRegistrationBody {
  /** 1 to 500 characters. */
  reason?: string | undefined;
}

export interface RejectRegistrationBody {
  /** 1 to 500 characters. */
  reason?: string | undefined;
}

export interface ReportResultBody {
  /** 0 to 10000. */
  scoreA: number;
  /** 0 to 10000. */
  scoreB: number;
}

export interface ConfirmResultBody {
  /** 0 to 10000. */
  scoreA: number;
  /** 0 to 10000. */
  scoreB: number;
}

export interface DecideResultBody {
  /** 0 to 10000. */
  scoreA: number;
  /** 0 to 10000. */
  scoreB: number;
}

/** Every code of a problem. */
export type ProblemCode =
  | 'invalid_request'
  | 'malformed_json'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'not_found'
  | 'method_not_allowed'
  | 'unauthenticated'
  | 'forbidden'
  | 'sanctioned'
  | 'identity_not_linked'
  | 'origin_not_allowed'
  | 'idempotency_mismatch'
  | 'idempotency_in_flight'
  | 'idempotency_key_required'
  | 'state_conflict'
  | 'registration_not_open'
  | 'tournament_full'
  | 'already_registered'
  | 'roster_incomplete'
  | 'team_full'
  | 'not_enough_entrants'
  | 'not_a_participant'
  | 'own_report'
  | 'match_not_open'
  | 'draw_not_allowed'
  | 'unknown_tie_break'
  | 'tie_break_not_allowed'
  | 'matches_open'
  | 'tournament_not_completed'
  | 'misconfigured'
  | 'certificate_revoked'
  | 'certificate_suspended'
  | 'certificate_replaced'
  | 'successor_valid'
  | 'replacement_identical'
  | 'issuer_required'
  | 'unprintable_text'
  | 'not_placed'
  | 'unsupported_format'
  | 'unsupported_file'
  | 'file_lost'
  | 'file_damaged'
  | 'certificate_not_ready'
  | 'needs_printed_name'
  | 'invalid_amount'
  | 'insufficient_funds'
  | 'escrow_short'
  | 'wallet_frozen'
  | 'same_wallet'
  | 'wallet_not_found'
  | 'hold_expired'
  | 'hold_closed'
  | 'object_deleted'
  | 'object_held'
  | 'backfill_disabled'
  | 'unavailable'
  | 'internal_error';

/** The codes that every operation may answer. */
export type SharedProblem =
  | 'invalid_request'
  | 'unauthenticated'
  | 'identity_not_linked'
  | 'unavailable'
  | 'internal_error';

/** The codes that every operation with an idempotency key may answer too. */
export type KeyProblem =
  | 'malformed_json'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'forbidden'
  | 'idempotency_mismatch'
  | 'idempotency_in_flight'
  | 'idempotency_key_required';

export interface Operations {
  /**
   * Create a tournament as a draft.
   * `POST /v1/tournaments`. For: host, admin. Limit: `write`.
   */
  createTournament: {
    request: { body: CreateTournamentBody; idempotencyKey?: string | undefined };
    answer: Tournament;
    problems: SharedProblem | KeyProblem;
  };
  /**
   * List public tournaments, newest first.
   * `GET /v1/tournaments`. Needs no token. Limit: `read`.
   */
  listTournaments: {
    request: { query?: ListTournamentsQuery | undefined };
    answer: ListTournamentsAnswer;
    problems: SharedProblem;
  };
  /**
   * Read a tournament.
   * `GET /v1/tournaments/{id}`. Needs no token. Limit: `read`.
   */
  readTournament: {
    request: { params: { id: string } };
    answer: Tournament;
    problems: SharedProblem | 'not_found';
  };
  /**
   * Publish, open or close registration, start, complete, archive or cancel.
   * `POST /v1/tournaments/{id}/transitions`. For: organizer, admin. Limit: `write`.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `not_enough_entrants` (409): Not enough entrants to start
   * - `matches_open` (409): Unfinished matches remain
   * - `draw_not_allowed` (422): Draw not allowed in this format
   */
  changeTournamentState: {
    request: { params: { id: string }; body: ChangeTournamentStateBody; idempotencyKey?: string | undefined };
    answer: ChangeTournamentStateAnswer;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'matches_open' | 'not_enough_entrants' | 'not_found' | 'state_conflict';
  };
  /**
   * Seed the entrants after registration has closed.
   * `POST /v1/tournaments/{id}/seeding`. For: organizer, admin. Limit: `write`.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  seedTournament: {
    request: { params: { id: string }; body: SeedTournamentBody; idempotencyKey?: string | undefined };
    answer: SeedTournamentAnswer;
    problems: SharedProblem | KeyProblem | 'not_found' | 'state_conflict';
  };
  /**
   * Register for a tournament, alone or with a team, and pay the fee.
   * `POST /v1/tournaments/{id}/registrations`. For: player, owner, organizer, host, moderator, finance, admin. Limit: `registration`.
   *
   * Problems of its own:
   * - `forbidden` (403): Forbidden
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `state_conflict` (409): Not allowed in the current state
   * - `registration_not_open` (409): Registration not open
   * - `tournament_full` (409): Tournament full
   * - `already_registered` (409): Player already registered
   * - `roster_incomplete` (409): Wrong number of players in the roster
   * - `insufficient_funds` (409): Insufficient funds
   * - `wallet_frozen` (409): Wallet frozen
   */
  register: {
    request: { params: { id: string }; body?: RegisterBody | undefined; idempotencyKey?: string | undefined };
    answer: Registration;
    problems: SharedProblem | KeyProblem | 'already_registered' | 'insufficient_funds' | 'not_found' | 'registration_not_open' | 'roster_incomplete' | 'sanctioned' | 'state_conflict' | 'tournament_full' | 'wallet_frozen';
  };
  /**
   * List the registrations of a tournament, oldest first.
   * `GET /v1/tournaments/{id}/registrations`. Needs no token. Limit: `read`.
   */
  listRegistrations: {
    request: { params: { id: string }; query?: ListRegistrationsQuery | undefined };
    answer: ListRegistrationsAnswer;
    problems: SharedProblem | 'not_found';
  };
  /**
   * Read a registration, as one of its players or the organizer.
   * `GET /v1/registrations/{id}`. For: owner, organizer, admin. Limit: `read`.
   */
  readRegistration: {
    request: { params: { id: string } };
    answer: Registration;
    problems: SharedProblem | 'forbidden' | 'not_found';
  };
  /**
   * Read who plays for a team.
   * `GET /v1/registrations/{id}/roster`. Needs no token. Limit: `read`.
   */
  readRoster: {
    request: { params: { id: string } };
    answer: Roster;
    problems: SharedProblem | 'not_found';
  };
  /**
   * Withdraw before the start; the fee is returned.
   * `POST /v1/registrations/{id}/cancellation`. For: owner, organizer, admin. Limit: `registration`.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `wallet_frozen` (409): Wallet frozen
   * - `escrow_short` (409): Insufficient funds in the tournament escrow
   */
  cancelRegistration: {
    request: { params: { id: string }; body?: CancelRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: CancelRegistrationAnswer;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'not_found' | 'state_conflict' | 'wallet_frozen';
  };
  /**
   * Approve a pending registration; the held fee is captured.
   * `POST /v1/registrations/{id}/approval`. For: organizer, admin. Limit: `registration`.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `tournament_full` (409): Tournament full
   * - `wallet_frozen` (409): Wallet frozen
   * - `escrow_short` (409): Insufficient funds in the tournament escrow
   * - `hold_closed` (409): Hold already captured or released
   * - `hold_expired` (409): Hold expired
   */
  approveRegistration: {
    request: { params: { id: string }; body?: ApproveRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: CancelRegistrationAnswer;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'hold_closed' | 'hold_expired' | 'not_found' | 'state_conflict' | 'tournament_full' | 'wallet_frozen';
  };
  /**
   * Reject a pending registration; the held fee is released.
   * `POST /v1/registrations/{id}/rejection`. For: organizer, admin. Limit: `registration`.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `tournament_full` (409): Tournament full
   * - `wallet_frozen` (409): Wallet frozen
   * - `escrow_short` (409): Insufficient funds in the tournament escrow
   * - `hold_closed` (409): Hold already captured or released
   * - `hold_expired` (409): Hold expired
   */
  rejectRegistration: {
    request: { params: { id: string }; body?: RejectRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: CancelRegistrationAnswer;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'hold_closed' | 'hold_expired' | 'not_found' | 'state_conflict' | 'tournament_full' | 'wallet_frozen';
  };
  /**
   * List all matches of a tournament, by round and position.
   * `GET /v1/tournaments/{id}/matches`. Needs no token. Limit: `read`.
   */
  listMatches: {
    request: { params: { id: string } };
    answer: ListMatchesAnswer;
    problems: SharedProblem | 'not_found';
  };
  /**
   * Read a match.
   * `GET /v1/matches/{id}`. Needs no token. Limit: `read`.
   */
  readMatch: {
    request: { params: { id: string } };
    answer: Match;
    problems: SharedProblem | 'not_found';
  };
  /**
   * Report the result, as one side of the match.
   * `POST /v1/matches/{id}/reports`. For: owner. Limit: `match`.
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only the two sides of the match may report its result, and only the organizer may decide it
   * - `own_report` (403): A report must be confirmed by the other side
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  reportResult: {
    request: { params: { id: string }; body: ReportResultBody; idempotencyKey?: string | undefined };
    answer: ReportResultAnswer;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'not_found' | 'own_report' | 'sanctioned' | 'state_conflict';
  };
  /**
   * Confirm the result that the other side reported.
   * `POST /v1/matches/{id}/confirmations`. For: owner. Limit: `match`.
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only the two sides of the match may report its result, and only the organizer may decide it
   * - `own_report` (403): A report must be confirmed by the other side
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  confirmResult: {
    request: { params: { id: string }; body: ConfirmResultBody; idempotencyKey?: string | undefined };
    answer: ReportResultAnswer;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'not_found' | 'own_report' | 'sanctioned' | 'state_conflict';
  };
  /**
   * Decide the result, as the organizer.
   * `POST /v1/matches/{id}/decisions`. For: organizer, admin. Limit: `match`.
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only the two sides of the match may report its result, and only the organizer may decide it
   * - `own_report` (403): A report must be confirmed by the other side
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  decideResult: {
    request: { params: { id: string }; body: DecideResultBody; idempotencyKey?: string | undefined };
    answer: ReportResultAnswer;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'not_found' | 'own_report' | 'sanctioned' | 'state_conflict';
  };
  /**
   * Pay the prizes of a completed tournament, once.
   * `POST /v1/tournaments/{id}/payouts`. For: organizer, admin. Limit: `payout`.
   *
   * Problems of its own:
   * - `tournament_not_completed` (409): Tournament not completed
   * - `state_conflict` (409): Not allowed in the current state
   * - `escrow_short` (409): Insufficient funds in the tournament escrow
   * - `wallet_frozen` (409): Wallet frozen
   * - `insufficient_funds` (409): Insufficient funds
   */
  payPrizes: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: Prizes;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'insufficient_funds' | 'not_found' | 'state_conflict' | 'tournament_not_completed' | 'wallet_frozen';
  };
  /**
   * Read the prize pool, what was paid and what is owed.
   * `GET /v1/tournaments/{id}/prizes`. Needs no token. Limit: `read`.
   */
  readPrizes: {
    request: { params: { id: string } };
    answer: Prizes;
    problems: SharedProblem | 'not_found';
  };
  /**
   * List the final placements, best first.
   * `GET /v1/tournaments/{id}/placements`. Needs no token. Limit: `read`.
   */
  listPlacements: {
    request: { params: { id: string } };
    answer: ListPlacementsAnswer;
    problems: SharedProblem | 'not_found';
  };
}
