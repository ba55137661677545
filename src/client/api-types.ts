// Generated from the API document by `npm run openapi`. Do not edit.

export interface Me {
  /** `ply_…` */
  id: string;
  displayName: string | null;
  roles: {
    role: 'player' | 'organizer' | 'moderator' | 'finance' | 'admin';
    sources: ('token' | 'laurel')[];
  }[];
  issuer: string;
  /** UTC. */
  createdAt: string;
}

export type Run = {
  /** `run_…` */
  id: string;
  /** UTC. */
  startedAt: string;
  /** UTC. */
  updatedAt: string;
  /** UTC. */
  finishedAt: string | null;
  kind: 'backfill';
  report: {
    direction: 'r2-to-s3' | 's3-to-r2';
    dryRun: boolean;
    state: 'running' | 'paused' | 'cancelled' | 'finished';
    isFinished: boolean;
    /** At least 0. */
    processed: number;
    /** At least 0. */
    migrated: number;
    /** At least 0. */
    skipped: number;
    /** At least 0. */
    failed: number;
    failedBy: Record<string, number>;
    /** At least 0. */
    bytes: number;
    /** At least 0. */
    durationMs: number;
    /** At least 0. */
    objectsPerSecond: number;
    lastKey: string;
    failures: {
      key: string;
      problem: 'not_found' | 'access_denied' | 'throttled' | 'unavailable' | 'corrupt' | 'missing' | 'differing' | 'extra' | 'resurrected' | 'failed' | 'owed' | 'uncopied' | 'undeleted' | 'lost';
      side: 'r2' | 's3' | null;
      cause?: string | undefined;
    }[];
  };
} | {
  /** `run_…` */
  id: string;
  /** UTC. */
  startedAt: string;
  /** UTC. */
  updatedAt: string;
  /** UTC. */
  finishedAt: string | null;
  kind: 'consistency';
  report: {
    agreement: 'success' | 'issues' | 'fail';
    /** At least 0. */
    lost: number;
    sides: Record<string, {
      /** At least 0. */
      expected: number;
      /** At least 0. */
      found: number;
      /** At least 0. */
      missing: number;
      /** At least 0. */
      differing: number;
      /** At least 0. */
      extra: number;
      /** At least 0. */
      resurrected: number;
      /** At least 0. */
      failed: number;
      /** At least 0. */
      owed: number;
      /** At least 0. */
      uncopied: number;
      /** At least 0. */
      undeleted: number;
      /** At least 0. */
      mismatchShare: number;
    }>;
    findings: {
      key: string;
      problem: 'not_found' | 'access_denied' | 'throttled' | 'unavailable' | 'corrupt' | 'missing' | 'differing' | 'extra' | 'resurrected' | 'failed' | 'owed' | 'uncopied' | 'undeleted' | 'lost';
      side: 'r2' | 's3' | null;
      cause?: string | undefined;
    }[];
  };
} | {
  /** `run_…` */
  id: string;
  /** UTC. */
  startedAt: string;
  /** UTC. */
  updatedAt: string;
  /** UTC. */
  finishedAt: string | null;
  kind: 'integrity';
  report: {
    agreement: 'success' | 'issues' | 'fail';
    /** At least 0. */
    checked: number;
    /** At least 0. */
    wrong: number;
    /** At least 0. */
    unread: number;
    findings: {
      key: string;
      problem: 'not_found' | 'access_denied' | 'throttled' | 'unavailable' | 'corrupt' | 'missing' | 'differing' | 'extra' | 'resurrected' | 'failed' | 'owed' | 'uncopied' | 'undeleted' | 'lost';
      side: 'r2' | 's3' | null;
      cause?: string | undefined;
    }[];
  };
};

export interface Team {
  /** `tem_…` */
  id: string;
  name: string;
  /** `ply_…` */
  captainId: string;
  /** `ply_…` */
  memberIds: string[];
  joinCode?: string | undefined;
  /** UTC. */
  createdAt: string;
}

export interface Hold {
  /** `hld_…` */
  id: string;
  /** `wal_…` */
  walletId: string;
  /** `wal_…` */
  toWalletId: string;
  amountCoins: number;
  capturedCoins: number;
  state: 'active' | 'captured' | 'released' | 'expired';
  reason: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase';
  /** UTC. */
  createdAt: string;
  /** UTC. */
  expiresAt: string;
  /** UTC. */
  resolvedAt: string | null;
}

export interface Match {
  /** `mat_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  stage: number;
  /** Double elimination: 1 winners’ bracket, 2 losers’ bracket, 3 grand final. Otherwise 1. */
  group: number;
  /** 1 is played first. */
  round: number;
  /** In the round, from 0. */
  position: number;
  /** `scheduled`: an entrant is not known yet. `ready`: may be reported. `pending_result`: reported, the other side confirms. `disputed`: the organizer decides. */
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
  /** How it ended; null before its end. */
  outcome: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
  /** Two; more in a lobby; one where a bye is scored like a match. */
  slots: {
    entrant: {
      /** `reg_…` */
      registrationId: string;
      /** `ply_…` */
      playerId: string;
      displayName: string;
      seed: number | null;
    } | null;
    /** null where the entrant is known. */
    source: {
      kind: 'winner' | 'loser' | 'place';
      place: number;
      /** `mat_…` */
      matchId: string;
      group: number;
      round: number;
      position: number;
      vacancy: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
    } | null;
    /** As reported last. 0 to 10000. */
    score: number | null;
    /** As reported last. 1 is the best, equal places are shared; null: none. 1 to 100. */
    place: number | null;
  }[];
  games: {
    scores: number[];
    places?: (number | null)[] | undefined;
  }[];
  /** `reg_…` */
  winnerId: string | null;
  /** `ply_…` */
  reportedBy: string | null;
}

export interface Player {
  /** `ply_…` */
  id: string;
  displayName: string | null;
}

export interface Roster {
  items: {
    /** `ply_…` */
    playerId?: string | undefined;
    displayName: string | null;
  }[];
}

export interface Prizes {
  plan: {
    kind: 'fixed' | 'percent';
    places: number[];
  } | null;
  entryFeeCoins: number;
  /** `wal_…` */
  escrowWalletId: string | null;
  escrowCoins: number;
  paid: {
    /** `reg_…` */
    registrationId: string;
    rank: number;
    amountCoins: number;
    /** UTC. */
    paidAt: string;
  }[];
  owed: {
    /** `reg_…` */
    registrationId: string;
    amountCoins: number;
    cause: string;
    /** UTC. */
    nextAttemptAt: string;
  }[];
}

export interface Issuer {
  /** `ply_…` */
  playerId: string;
  name: string;
  site: string | null;
  logo: {
    /** Pattern: `^[0-9a-fA-F]{64}$`. */
    sha256: string;
    contentType: 'image/png' | 'image/svg+xml';
  } | null;
  signatory: {
    name: string;
    office: string | null;
  } | null;
  /** UTC. */
  updatedAt: string;
}

export interface Wallet {
  /** `wal_…` */
  id: string;
  kind: 'player' | 'treasury' | 'fees' | 'escrow';
  ownerId: string;
  currency: string;
  balanceCoins: number;
  heldCoins: number;
  availableCoins: number;
  isFrozen: boolean;
}

export interface Health {
  status: 'ok';
}

export interface Balance {
  /** UTC. */
  at: string;
  balanceCoins: number;
}

export interface Readiness {
  status: 'ready' | 'not_ready';
  faults: {
    variable: string;
    reason: string;
  }[];
  checks: Record<string, 'ok' | 'down'>;
  breakers: Record<string, Record<string, 'closed' | 'open' | 'half_open'>>;
}

export interface Tournament {
  /** `trn_…` */
  id: string;
  title: string;
  issuer: string | null;
  game: string | null;
  accentColor: string | null;
  timeZone: string;
  /** `ply_…` */
  organizerId: string;
  mode: 'solo' | 'team';
  rosterSize: number | null;
  stages: ({
    /** Counts from 1. */
    number: number;
    state: 'planned' | 'live' | 'completed';
    format: 'single_elimination';
    /** Shown beside the number of the stage. */
    name: string | null;
    /** Entrants meet only inside their group. 1 to 1. */
    groups: number;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants: null;
    /** The losers of the semi-finals play for place 3. */
    thirdPlaceMatch: boolean;
  } | {
    /** Counts from 1. */
    number: number;
    state: 'planned' | 'live' | 'completed';
    format: 'double_elimination';
    /** Shown beside the number of the stage. */
    name: string | null;
    /** Entrants meet only inside their group. 1 to 1. */
    groups: number;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants: null;
    /** `reset`: a second final if the winner of the losers’ bracket wins the first. */
    grandFinal: 'none' | 'simple' | 'reset';
  } | {
    /** Counts from 1. */
    number: number;
    state: 'planned' | 'live' | 'completed';
    format: 'round_robin';
    /** Shown beside the number of the stage. */
    name: string | null;
    /** Entrants meet only inside their group. 1 to 1. */
    groups: number;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants: null;
    /** How often everyone meets everyone. 1 to 4. */
    legs: number;
    /** Points of a match. */
    points: {
      /** 0 to 100. */
      win: number;
      /** 0 to 100. */
      draw: number;
      /** 0 to 100. */
      loss: number;
    };
    /** Whether a match may end in a draw. */
    allowsDraws: boolean;
  })[];
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  visibility: 'public' | 'unlisted' | 'private';
  capacity: number;
  entrantsMin: number;
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
  organizer?: Player | undefined;
  ownRegistration?: CancelRegistrationAnswer | null | undefined;
}

export type Certificate = HeldCertificate | IssuedCertificate;

export interface Registration {
  /** `reg_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** `ply_…` */
  playerId: string;
  /** `tem_…` */
  teamId: string | null;
  displayName: string;
  printedName: string | null;
  language: 'en' | 'bn';
  club: string | null;
  country: string | null;
  rating: number | null;
  state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show';
  seed: number | null;
  /** UTC. */
  createdAt: string;
}

export interface Role {
  role: 'organizer' | 'moderator' | 'finance' | 'admin';
  /** `ply_…` */
  grantedBy: string | null;
  /** UTC. */
  grantedAt: string;
}

export interface OwnRegistration {
  /** `reg_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** `ply_…` */
  playerId: string;
  /** `tem_…` */
  teamId: string | null;
  displayName: string;
  printedName: string | null;
  language: 'en' | 'bn';
  club: string | null;
  country: string | null;
  rating: number | null;
  state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show';
  seed: number | null;
  /** UTC. */
  createdAt: string;
  tournament: {
    title: string;
    state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
    /** UTC. */
    startsAt: string;
  };
}

export interface PlayerTournament {
  /** `reg_…` */
  registrationId: string;
  /** `tem_…` */
  teamId: string | null;
  displayName: string;
  registrationState: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show';
  rank: number | null;
  tournament: {
    /** `trn_…` */
    id: string;
    title: string;
    game: string | null;
    state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
    /** UTC. */
    startsAt: string;
  };
}

export interface OwnMatch {
  /** `mat_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  stage: number;
  /** Double elimination: 1 winners’ bracket, 2 losers’ bracket, 3 grand final. Otherwise 1. */
  group: number;
  /** 1 is played first. */
  round: number;
  /** In the round, from 0. */
  position: number;
  /** `scheduled`: an entrant is not known yet. `ready`: may be reported. `pending_result`: reported, the other side confirms. `disputed`: the organizer decides. */
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
  /** How it ended; null before its end. */
  outcome: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
  /** Two; more in a lobby; one where a bye is scored like a match. */
  slots: {
    entrant: {
      /** `reg_…` */
      registrationId: string;
      /** `ply_…` */
      playerId: string;
      displayName: string;
      seed: number | null;
    } | null;
    /** null where the entrant is known. */
    source: {
      kind: 'winner' | 'loser' | 'place';
      place: number;
      /** `mat_…` */
      matchId: string;
      group: number;
      round: number;
      position: number;
      vacancy: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
    } | null;
    /** As reported last. 0 to 10000. */
    score: number | null;
    /** As reported last. 1 is the best, equal places are shared; null: none. 1 to 100. */
    place: number | null;
  }[];
  games: {
    scores: number[];
    places?: (number | null)[] | undefined;
  }[];
  /** `reg_…` */
  winnerId: string | null;
  /** `ply_…` */
  reportedBy: string | null;
  /** `reg_…` */
  ownRegistrationId: string;
  tournamentTitle: string;
}

export interface Placement {
  /** `reg_…` */
  registrationId: string;
  displayName: string;
  rank: number;
  decidedBy: string;
}

export interface IssuedCertificate {
  /** `crt_…` */
  id: string;
  /** Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  code: string;
  /** `reg_…` */
  registrationId: string;
  type: 'winner' | 'runner_up' | 'third_place' | 'participant';
  language: 'en' | 'bn';
  state: 'pending' | 'active' | 'revoked' | 'suspended' | 'superseded' | 'expired';
  displayName: string;
  printedName: string | null;
  place: number;
  undrawable: string[];
  leftOutOfPrint: string[];
  verificationUrl: string;
  attemptCount: number;
  failure: 'drawing' | 'storage' | 'needs_printed_name' | null;
  downloadCount: number;
  /** UTC. */
  firstDownloadedAt: string | null;
  /** UTC. */
  issuedAt: string | null;
  /** UTC. */
  expiresAt: string | null;
  isPrivate: boolean;
  /** UTC. */
  revokedAt: string | null;
  revokedReason: string | null;
  revokedReasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  /** UTC. */
  suspendedAt: string | null;
  suspendedReason: string | null;
  suspendedReasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  isNameHidden: boolean;
  revokedInternalNote: string | null;
  suspendedInternalNote: string | null;
  replacesInternalNote: string | null;
}

export interface HeldCertificate {
  /** `crt_…` */
  id: string;
  /** Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  code: string;
  /** `reg_…` */
  registrationId: string;
  type: 'winner' | 'runner_up' | 'third_place' | 'participant';
  language: 'en' | 'bn';
  state: 'pending' | 'active' | 'revoked' | 'suspended' | 'superseded' | 'expired';
  displayName: string;
  printedName: string | null;
  place: number;
  undrawable: string[];
  leftOutOfPrint: string[];
  verificationUrl: string;
  attemptCount: number;
  failure: 'drawing' | 'storage' | 'needs_printed_name' | null;
  downloadCount: number;
  /** UTC. */
  firstDownloadedAt: string | null;
  /** UTC. */
  issuedAt: string | null;
  /** UTC. */
  expiresAt: string | null;
  isPrivate: boolean;
  /** UTC. */
  revokedAt: string | null;
  revokedReason: string | null;
  revokedReasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  /** UTC. */
  suspendedAt: string | null;
  suspendedReason: string | null;
  suspendedReasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  isNameHidden: boolean;
}

export interface Transaction {
  /** `txn_…` */
  id: string;
  /** `trf_…` */
  transferId: string;
  amountCoins: number;
  balanceAfterCoins: number;
  reason: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase';
  reference: string | null;
  /** UTC. */
  createdAt: string;
}

export interface OwedPayment {
  reference: string;
  /** `trn_…` */
  tournamentId: string;
  /** `reg_…` */
  registrationId: string;
  /** `wal_…` */
  toWalletId: string;
  amountCoins: number;
  cause: string;
  attempts: number;
  /** UTC. */
  nextAttemptAt: string;
  /** UTC. */
  createdAt: string;
}

export interface Audit {
  /** `aud_…` */
  id: string;
  event: 'player.role_granted' | 'player.role_withdrawn' | 'player.erased' | 'tournament.created' | 'tournament.changed' | 'tournament.deleted' | 'tournament.state_changed' | 'tournament.seeded' | 'tournament.fees_returned' | 'tournament.prizes_paid' | 'match.result_decided' | 'registration.changed' | 'registration.approved' | 'registration.rejected' | 'registration.cancelled' | 'registrations.rejected' | 'economy.posted' | 'economy.reversed' | 'economy.owed_paid' | 'economy.held' | 'economy.captured' | 'economy.released' | 'wallet.frozen' | 'wallet.thawed' | 'certificates.issued' | 'certificate.revoked' | 'certificate.suspended' | 'certificate.reinstated' | 'certificate.replaced' | 'certificate.expiry_set' | 'certificate.printed_name_set' | 'issuer.set' | 'object.backfill_started';
  /** `ply_…` */
  actorId: string;
  subjectId: string | null;
  refType: 'player' | 'tournament' | 'match' | 'registration' | 'transfer' | 'hold' | 'wallet' | 'certificate' | 'issuer' | 'run';
  refId: string;
  meta: Record<string, string | number | boolean | null>;
  /** UTC. */
  createdAt: string;
}

export type Event = {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'tournament_state_changed';
  payload: {
    state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'registration_created';
  payload: {
    /** `reg_…` */
    registrationId: string;
    displayName: string;
    state: 'pending' | 'confirmed';
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'registration_promoted';
  payload: {
    /** `reg_…` */
    registrationId: string;
    displayName: string;
    state: 'confirmed';
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'registration_cancelled';
  payload: {
    /** `reg_…` */
    registrationId: string;
    state: 'cancelled' | 'rejected';
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'bracket_generated';
  payload: {
    /** At least 0. */
    entrants: number;
    /** At least 0. */
    matches: number;
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'result_reported';
  payload: {
    /** `mat_…` */
    matchId: string;
    state: 'pending_result';
    scores: number[];
    places: (number | null)[];
    winnerId: null;
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'dispute_opened';
  payload: {
    /** `mat_…` */
    matchId: string;
    state: 'disputed';
    scores: number[];
    places: (number | null)[];
    winnerId: null;
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'match_completed';
  payload: {
    /** `mat_…` */
    matchId: string;
    state: 'completed';
    scores: number[];
    places: (number | null)[];
    /** `reg_…` */
    winnerId: string | null;
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'placements_final';
  payload: {
    /** At least 0. */
    placements: number;
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'certificates_issued';
  payload: {
    /** At least 0. */
    total: number;
    /** At least 0. */
    issued: number;
    /** At least 0. */
    pending: number;
  };
  /** UTC. */
  createdAt: string;
} | {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** At least 1. */
  seq: number;
  type: 'prizes_paid';
  payload: {
    /** At least 0. */
    prizes: number;
    /** At least 0. */
    coins: number;
    /** At least 0. */
    owedCoins?: number | undefined;
  };
  /** UTC. */
  createdAt: string;
};

export interface ListRolesAnswer {
  items: Role[];
}

export interface CreateTournamentAnswer {
  /** `trn_…` */
  id: string;
  title: string;
  issuer: string | null;
  game: string | null;
  accentColor: string | null;
  timeZone: string;
  /** `ply_…` */
  organizerId: string;
  mode: 'solo' | 'team';
  rosterSize: number | null;
  stages: ({
    /** Counts from 1. */
    number: number;
    state: 'planned' | 'live' | 'completed';
    format: 'single_elimination';
    /** Shown beside the number of the stage. */
    name: string | null;
    /** Entrants meet only inside their group. 1 to 1. */
    groups: number;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants: null;
    /** The losers of the semi-finals play for place 3. */
    thirdPlaceMatch: boolean;
  } | {
    /** Counts from 1. */
    number: number;
    state: 'planned' | 'live' | 'completed';
    format: 'double_elimination';
    /** Shown beside the number of the stage. */
    name: string | null;
    /** Entrants meet only inside their group. 1 to 1. */
    groups: number;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants: null;
    /** `reset`: a second final if the winner of the losers’ bracket wins the first. */
    grandFinal: 'none' | 'simple' | 'reset';
  } | {
    /** Counts from 1. */
    number: number;
    state: 'planned' | 'live' | 'completed';
    format: 'round_robin';
    /** Shown beside the number of the stage. */
    name: string | null;
    /** Entrants meet only inside their group. 1 to 1. */
    groups: number;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants: null;
    /** How often everyone meets everyone. 1 to 4. */
    legs: number;
    /** Points of a match. */
    points: {
      /** 0 to 100. */
      win: number;
      /** 0 to 100. */
      draw: number;
      /** 0 to 100. */
      loss: number;
    };
    /** Whether a match may end in a draw. */
    allowsDraws: boolean;
  })[];
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  visibility: 'public' | 'unlisted' | 'private';
  capacity: number;
  entrantsMin: number;
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

export interface ListTournamentsAnswer {
  items: Tournament[];
  nextCursor: string | null;
}

export interface ChangeTournamentStateAnswer {
  /** `trn_…` */
  id: string;
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
}

export interface SeedTournamentAnswer {
  method: 'registration_order' | 'random' | 'manual';
  seed: string | null;
  /** `reg_…` */
  order: string[];
}

export interface ListRegistrationsAnswer {
  items: Registration[];
  nextCursor: string | null;
}

export interface CancelRegistrationAnswer {
  /** `reg_…` */
  id: string;
  state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show';
}

export interface ListOwnRegistrationsAnswer {
  items: OwnRegistration[];
  nextCursor: string | null;
}

export interface ListPlayerTournamentsAnswer {
  items: PlayerTournament[];
  nextCursor: string | null;
}

export interface ListMatchesAnswer {
  items: Match[];
}

export interface ReportResultAnswer {
  /** `mat_…` */
  matchId: string;
  outcome: 'reported' | 'corrected' | 'confirmed' | 'disputed' | 'decided' | 'repeated' | 'not_a_participant' | 'sanctioned' | 'invalid_result' | 'draw_not_allowed' | 'own_report' | 'score_differs' | 'closed';
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
}

export interface ListOwnMatchesAnswer {
  items: OwnMatch[];
  nextCursor: string | null;
}

export interface ListPlacementsAnswer {
  items: Placement[];
}

export interface ListOwnTeamsAnswer {
  items: Team[];
  nextCursor: string | null;
}

export interface IssueCertificatesAnswer {
  /** At least 0. */
  total: number;
  /** At least 0. */
  issued: number;
  /** At least 0. */
  pending: number;
  /** At least 0. */
  needsPrintedName: number;
  /** At least 0. */
  failed: number;
}

export interface ListIssuedCertificatesAnswer {
  /** At least 0. */
  total: number;
  /** At least 0. */
  issued: number;
  /** At least 0. */
  pending: number;
  /** At least 0. */
  needsPrintedName: number;
  /** At least 0. */
  failed: number;
  items: IssuedCertificate[];
  nextCursor: string | null;
}

export interface ListHeldCertificatesAnswer {
  items: HeldCertificate[];
  nextCursor: string | null;
}

export interface ReplaceCertificateAnswer {
  /** `crt_…` */
  id: string;
  /** Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  code: string;
}

export interface SetCertificatePrivacyAnswer {
  /** `crt_…` */
  id: string;
  isPrivate: boolean;
}

export interface CreateDownloadLinkAnswer {
  url: string;
  /** UTC. */
  expiresAt: string;
}

export interface ListWalletsAnswer {
  items: Wallet[];
  nextCursor: string | null;
}

export interface ListHoldsAnswer {
  items: Hold[];
  nextCursor: string | null;
}

export interface FreezeWalletAnswer {
  /** `wal_…` */
  id: string;
  isFrozen: boolean;
}

export interface ListTransactionsAnswer {
  items: Transaction[];
  nextCursor: string | null;
}

export interface TransferCoinsAnswer {
  /** `trf_…` */
  id: string;
  /** `wal_…` */
  fromWalletId: string;
  /** `wal_…` */
  toWalletId: string;
  amountCoins: number;
  reason: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase';
  fromBalanceAfterCoins: number;
  /** UTC. */
  createdAt: string;
}

export interface PostBatchAnswer {
  items: TransferCoinsAnswer[];
}

export interface ReleaseHoldAnswer {
  /** `hld_…` */
  id: string;
  state: 'released';
}

export interface ListOwedPaymentsAnswer {
  items: OwedPayment[];
  nextCursor: string | null;
}

export interface ReportRevenueAnswer {
  period: 'day' | 'week' | 'month';
  /** UTC. */
  from: string;
  /** UTC. */
  to: string;
  items: {
    /** Format: date. */
    from: string;
    capturedCoins: number;
    refundedCoins: number;
    revenueCoins: number;
    payingUsers: number;
    arppuCoins: number | null;
    growth: number | null;
  }[];
}

export interface ReportCohortsAnswer {
  period: 'week' | 'month';
  /** UTC. */
  from: string;
  /** UTC. */
  to: string;
  items: {
    /** Format: date. */
    from: string;
    users: number;
    periods: {
      offset: number;
      capturedCoins: number;
      refundedCoins: number;
      revenueCoins: number;
      payingUsers: number;
      arppuCoins: number | null;
    }[];
  }[];
}

export interface ListAuditAnswer {
  items: Audit[];
  nextCursor: string | null;
}

export interface ListEventsAnswer {
  items: Event[];
}

export interface VerifyCertificateAnswer {
  verdict: 'valid' | 'hidden' | 'pending' | 'needs_printed_name' | 'revoked' | 'suspended' | 'superseded' | 'expired' | 'altered';
  /** UTC. */
  since: string | null;
  reason: string | null;
  reasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  fileCheck: 'matches' | 'differs' | 'missing' | 'unreachable' | 'not_checked';
  isPrivate: boolean;
  certificate: {
    /** Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
    code: string;
    verificationUrl: string;
    type: 'winner' | 'runner_up' | 'third_place' | 'participant';
    language: 'en' | 'bn';
    printedName: string;
    isTeam: boolean;
    tournamentTitle: string;
    place: number;
    isPlaceShared: boolean;
    entrantCount: number;
    /** Format: date. */
    endedOn: string;
    issuer: string;
    issuerSite: string | null;
    signatory: {
      name: string;
      office: string | null;
    } | null;
    accentColor: string | null;
  } | {
    /** Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
    code: string;
    verificationUrl: string;
  };
  /** UTC. */
  issuedAt: string | null;
  /** UTC. */
  expiresAt: string | null;
  /** UTC. */
  revokedAt: string | null;
  revokedReason: string | null;
  timeZone: string;
  /** Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  replaces: string | null;
  /** Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  replacedBy: string | null;
  files: {
    pdf: {
      /** Pattern: `^[0-9a-fA-F]{64}$`. */
      sha256: string;
      sizeBytes: number;
    } | null;
    png: {
      /** Pattern: `^[0-9a-fA-F]{64}$`. */
      sha256: string;
      sizeBytes: number;
    } | null;
  };
}

export interface DescribeEmbeddedCardAnswer {
  version: '1.0';
  type: 'rich';
  title: string;
  provider_name: 'Laurel';
  provider_url: string;
  html: string;
  width: number;
  height: number;
  cache_age: number;
}

export interface VerifyPrintedLinkAnswer {
  valid: boolean;
  is_private: boolean;
  /** `crt_…` */
  certificate_id: string;
  tournament: string | null;
  participant_display_name: string | null;
  certificate_type: 'winner' | 'runner_up' | 'third_place' | 'participant' | null;
  placement: number | null;
  /** UTC. */
  generated_at: string | null;
  revoked: boolean;
  revoked_reason: string | null;
  is_tampered: boolean;
  verification_url: string;
}

export interface VerifyFileAnswer {
  result: 'exact' | 'altered' | 'unknown';
  grounds: 'issued_bytes' | 'other_bytes' | 'no_code' | 'code_not_issued' | 'not_issued_yet';
  detail: string;
  format: 'pdf' | 'png';
  /** Pattern: `^[0-9a-fA-F]{64}$`. */
  sha256: string;
  found: {
    /** Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
    codes: string[];
    in: 'bytes' | 'compressed_or_encrypted' | null;
    unread: ('encrypted' | 'damaged' | 'unknown_filter' | 'too_large' | 'picture' | 'more_codes')[];
  };
  certificate: VerifyCertificateAnswer | null;
}

export interface ChangeMeBody {
  /** 1 to 50 characters. */
  displayName: string;
}

export interface GrantRoleBody {
  role: 'organizer' | 'moderator' | 'finance' | 'admin';
}

export interface CreateTournamentBody {
  /** Shown in lists and printed on certificates. 1 to 120 characters. */
  title: string;
  /** Printed instead of the organizer's issuer profile. 1 to 80 characters. */
  issuer?: string | null | undefined;
  /** What is played; a filter of lists. 1 to 60 characters. */
  game?: string | null | undefined;
  /** Pattern: `^#[0-9a-f]{6}$`. */
  accentColor?: string | null | undefined;
  /** IANA name; of the dates that are printed and shown. Example: "Asia/Dhaka". */
  timeZone?: string | undefined;
  /** Whether players or teams register. Default: "solo". */
  mode?: 'solo' | 'team' | undefined;
  /** Players of a team; for mode `team` only. 2 to 20. */
  rosterSize?: number | null | undefined;
  /** In the order of play. 1 to 1 items. Default: [{"format":"single_elimination"}]. */
  stages?: readonly ({
    format: 'single_elimination';
    /** Shown beside the number of the stage. 1 to 80 characters. */
    name?: string | null | undefined;
    /** Entrants meet only inside their group. 1 to 1. Default: 1. */
    groups?: number | undefined;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants?: null | undefined;
    /** The losers of the semi-finals play for place 3. Default: false. */
    thirdPlaceMatch?: boolean | undefined;
  } | {
    format: 'double_elimination';
    /** Shown beside the number of the stage. 1 to 80 characters. */
    name?: string | null | undefined;
    /** Entrants meet only inside their group. 1 to 1. Default: 1. */
    groups?: number | undefined;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants?: null | undefined;
    /** `reset`: a second final if the winner of the losers’ bracket wins the first. Default: "reset". */
    grandFinal?: 'none' | 'simple' | 'reset' | undefined;
  } | {
    format: 'round_robin';
    /** Shown beside the number of the stage. 1 to 80 characters. */
    name?: string | null | undefined;
    /** Entrants meet only inside their group. 1 to 1. Default: 1. */
    groups?: number | undefined;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants?: null | undefined;
    /** How often everyone meets everyone. 1 to 4. Default: 1. */
    legs?: number | undefined;
    /** Points of a match. Default: {"win":3,"draw":1,"loss":0}. */
    points?: {
      /** 0 to 100. */
      win: number;
      /** 0 to 100. */
      draw: number;
      /** 0 to 100. */
      loss: number;
    } | undefined;
    /** Whether a match may end in a draw. Default: true. */
    allowsDraws?: boolean | undefined;
  })[] | undefined;
  /** Places; never exceeded. 2 to 4096. */
  capacity: number;
  /** With fewer entrants it cannot start. 2 to 4096. Default: 2. */
  entrantsMin?: number | undefined;
  /** `unlisted`: not in lists. `private`: for its entrants and staff only. Default: "public". */
  visibility?: 'public' | 'unlisted' | 'private' | undefined;
  /** The organizer approves or rejects each registration. Default: false. */
  requiresApproval?: boolean | undefined;
  /** Charged when an entrant registers; held until the approval where one is needed. At least 0. Default: 0. */
  entryFeeCoins?: number | undefined;
  prizes?: {
    kind: 'fixed' | 'percent';
    /** At most 64 items. */
    places: readonly number[];
  } | null | undefined;
  /** Registration opens by itself at this time. Example: "2035-01-31T18:00:00+06:00". */
  registrationOpensAt?: string | null | undefined;
  /** Registration closes by itself at this time. Example: "2035-01-31T18:00:00+06:00". */
  registrationClosesAt?: string | null | undefined;
  /** Announced; the organizer starts the tournament. Example: "2035-01-31T18:00:00+06:00". */
  startsAt: string;
}

export interface ListTournamentsQuery {
  state?: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled' | undefined;
  /** `ply_…` */
  organizerId?: string | undefined;
  format?: 'single_elimination' | 'double_elimination' | 'round_robin' | undefined;
  /** 1 to 60 characters. */
  game?: string | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  startsAfter?: string | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  startsBefore?: string | undefined;
  /** 1 to 120 characters. */
  text?: string | undefined;
  /** Default: "false". */
  mine?: 'true' | 'false' | undefined;
  /** Default: "newest". */
  sort?: 'newest' | 'starts_at' | undefined;
  /** Separated by commas: `organizer`, `ownRegistration`. Example: "organizer". */
  expand?: string | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ReadTournamentQuery {
  /** Separated by commas: `organizer`, `ownRegistration`. Example: "organizer". */
  expand?: string | undefined;
}

export interface ChangeTournamentBody {
  /** Shown in lists and printed on certificates. 1 to 120 characters. */
  title?: string | undefined;
  /** 1 to 80 characters. */
  issuer?: string | null | undefined;
  /** 1 to 60 characters. */
  game?: string | null | undefined;
  /** Pattern: `^#[0-9a-f]{6}$`. */
  accentColor?: string | null | undefined;
  /** IANA time zone. Example: "Asia/Dhaka". */
  timeZone?: string | undefined;
  mode?: 'solo' | 'team' | undefined;
  /** 2 to 20. */
  rosterSize?: number | null | undefined;
  /** 1 to 1 items. */
  stages?: readonly ({
    format: 'single_elimination';
    /** Shown beside the number of the stage. 1 to 80 characters. */
    name?: string | null | undefined;
    /** Entrants meet only inside their group. 1 to 1. Default: 1. */
    groups?: number | undefined;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants?: null | undefined;
    /** The losers of the semi-finals play for place 3. Default: false. */
    thirdPlaceMatch?: boolean | undefined;
  } | {
    format: 'double_elimination';
    /** Shown beside the number of the stage. 1 to 80 characters. */
    name?: string | null | undefined;
    /** Entrants meet only inside their group. 1 to 1. Default: 1. */
    groups?: number | undefined;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants?: null | undefined;
    /** `reset`: a second final if the winner of the losers’ bracket wins the first. Default: "reset". */
    grandFinal?: 'none' | 'simple' | 'reset' | undefined;
  } | {
    format: 'round_robin';
    /** Shown beside the number of the stage. 1 to 80 characters. */
    name?: string | null | undefined;
    /** Entrants meet only inside their group. 1 to 1. Default: 1. */
    groups?: number | undefined;
    /** Where the entrants come from; null for stage 1: all who are confirmed. */
    entrants?: null | undefined;
    /** How often everyone meets everyone. 1 to 4. Default: 1. */
    legs?: number | undefined;
    /** Points of a match. Default: {"win":3,"draw":1,"loss":0}. */
    points?: {
      /** 0 to 100. */
      win: number;
      /** 0 to 100. */
      draw: number;
      /** 0 to 100. */
      loss: number;
    } | undefined;
    /** Whether a match may end in a draw. Default: true. */
    allowsDraws?: boolean | undefined;
  })[] | undefined;
  /** Places; never exceeded. 2 to 4096. */
  capacity?: number | undefined;
  /** 2 to 4096. */
  entrantsMin?: number | undefined;
  visibility?: 'public' | 'unlisted' | 'private' | undefined;
  requiresApproval?: boolean | undefined;
  /** At least 0. */
  entryFeeCoins?: number | undefined;
  prizes?: {
    kind: 'fixed' | 'percent';
    /** At most 64 items. */
    places: readonly number[];
  } | null | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  registrationOpensAt?: string | null | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  registrationClosesAt?: string | null | undefined;
  /** Announced; the organizer starts the tournament. Example: "2035-01-31T18:00:00+06:00". */
  startsAt?: string | undefined;
}

export interface ChangeTournamentStateBody {
  to: 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
}

export interface SeedTournamentBody {
  method: 'registration_order' | 'random' | 'manual';
  /** 1 to 200 characters. */
  seed?: string | undefined;
  /** `reg_…` At most 4096 items. */
  order?: readonly string[] | undefined;
}

export interface RegisterBody {
  /** `tem_…` */
  teamId?: string | undefined;
  /** `ply_…` 2 to 20 items. */
  roster?: readonly string[] | undefined;
  /** Default: "en". */
  language?: 'en' | 'bn' | undefined;
  /** 1 to 50 characters. */
  displayName?: string | undefined;
  /** 1 to 50 characters. */
  printedName?: string | undefined;
  /** A label: a seeding may keep entrants of one club apart. 1 to 80 characters. */
  club?: string | undefined;
  /** ISO 3166-1 alpha-2 code of a country. A label, like the club. 2 to 2 characters. Example: "BD". */
  country?: string | undefined;
}

export interface ListRegistrationsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ChangeRegistrationBody {
  /** A label: a seeding may keep entrants of one club apart. 1 to 80 characters. */
  club?: string | null | undefined;
  /** ISO 3166-1 alpha-2 code of a country. A label, like the club. 2 to 2 characters. Example: "BD". */
  country?: string | null | undefined;
  /** Of any rating list; higher is better. Seeding by rating uses it. 1 to 9999. */
  rating?: number | null | undefined;
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

export interface ListOwnRegistrationsQuery {
  state?: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ListPlayerTournamentsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ReportResultBody {
  /** One per slot of the match, in order; 0 for a vacant slot. 1 to 100 items. */
  scores: readonly number[];
  /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
  places?: readonly (number | null)[] | undefined;
  /** In a match of two, `scores` are then the games won. 1 to 31 items. */
  games?: readonly {
    /** One per slot of the match, in order; 0 for a vacant slot. 1 to 100 items. */
    scores: readonly number[];
    /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
    places?: readonly (number | null)[] | undefined;
  }[] | undefined;
}

export interface ConfirmResultBody {
  /** One per slot of the match, in order; 0 for a vacant slot. 1 to 100 items. */
  scores: readonly number[];
  /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
  places?: readonly (number | null)[] | undefined;
  /** In a match of two, `scores` are then the games won. 1 to 31 items. */
  games?: readonly {
    /** One per slot of the match, in order; 0 for a vacant slot. 1 to 100 items. */
    scores: readonly number[];
    /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
    places?: readonly (number | null)[] | undefined;
  }[] | undefined;
}

export interface DecideResultBody {
  /** One per slot of the match, in order; 0 for a vacant slot. 1 to 100 items. */
  scores: readonly number[];
  /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
  places?: readonly (number | null)[] | undefined;
  /** In a match of two, `scores` are then the games won. 1 to 31 items. */
  games?: readonly {
    /** One per slot of the match, in order; 0 for a vacant slot. 1 to 100 items. */
    scores: readonly number[];
    /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
    places?: readonly (number | null)[] | undefined;
  }[] | undefined;
}

export interface ListOwnMatchesQuery {
  open?: 'true' | 'false' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface FormTeamBody {
  /** 1 to 50 characters. */
  name: string;
}

export interface ListOwnTeamsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface JoinTeamBody {
  /** At most 40 characters. */
  joinCode: string;
}

export interface IssueCertificatesBody {
  /** `reg_…` 1 to 4096 items. */
  registrationIds?: readonly string[] | undefined;
  /** 1 to 120 characters. */
  printedTitle?: string | undefined;
  /** 1 to 80 characters. */
  printedIssuer?: string | undefined;
}

export interface ListIssuedCertificatesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ListHeldCertificatesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface RevokeCertificateBody {
  reasonCode?: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'holder_request' | 'other' | undefined;
  /** 3 to 500 characters. */
  reason?: string | undefined;
  /** 3 to 500 characters. */
  internalNote?: string | undefined;
  /** Default: false. */
  cascade?: boolean | undefined;
}

export interface SuspendCertificateBody {
  reasonCode?: 'under_review' | 'result_corrected' | 'rules_violation' | 'holder_request' | 'other' | undefined;
  /** 3 to 500 characters. */
  reason?: string | undefined;
  /** 3 to 500 characters. */
  internalNote?: string | undefined;
}

export interface ReinstateCertificateBody {
  /** 3 to 500 characters. */
  reason: string;
}

export interface SetCertificateExpiryBody {
  /** 3 to 500 characters. */
  reason: string;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  expiresAt: string | null;
}

export interface ReplaceCertificateBody {
  reasonCode?: 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | undefined;
  /** 3 to 500 characters. */
  reason?: string | undefined;
  /** 3 to 500 characters. */
  internalNote?: string | undefined;
  /** 1 to 50 characters. */
  displayName?: string | undefined;
  /** 1 to 50 characters. */
  printedName?: string | undefined;
  language?: 'en' | 'bn' | undefined;
  hideOldName?: boolean | undefined;
}

export interface SetPrintedNameBody {
  /** 1 to 50 characters. */
  printedName: string;
}

export interface SetCertificatePrivacyBody {
  isPrivate: boolean;
}

export interface CreateDownloadLinkBody {
  /** Default: "pdf". */
  format?: 'pdf' | 'png' | undefined;
}

export interface SetIssuerBody {
  /** 1 to 80 characters. */
  name: string;
  site?: string | null | undefined;
  /** Format: base64. At most 273068 characters. */
  logo?: string | null | undefined;
  signatory?: {
    /** 1 to 60 characters. */
    name: string;
    /** 1 to 80 characters. */
    office?: string | null | undefined;
  } | null | undefined;
}

export interface ListHoldsQuery {
  /** Default: "payer". */
  side?: 'payer' | 'payee' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface FreezeWalletBody {
  /** 1 to 500 characters. */
  reason: string;
}

export interface ThawWalletBody {
  /** 1 to 500 characters. */
  reason: string;
}

export interface ListTransactionsQuery {
  direction?: 'in' | 'out' | undefined;
  reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase' | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  from?: string | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  to?: string | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ExportTransactionsQuery {
  direction?: 'in' | 'out' | undefined;
  reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase' | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  from?: string | undefined;
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  to?: string | undefined;
}

export interface ReadBalanceQuery {
  /** A date and time with offset (RFC 3339). Example: "2035-01-31T18:00:00+06:00". */
  at: string;
}

export interface TransferCoinsBody {
  /** A wallet of the caller. `wal_…` */
  fromWalletId: string;
  /** Given by the payee: only its owner can look up a wallet. `wal_…` */
  toWalletId: string;
  /** A positive whole number. */
  amountCoins: number;
}

export interface CreditWalletBody {
  /** `wal_…` */
  walletId: string;
  amountCoins: number;
  /** Default: "manual_adjust". */
  reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'manual_adjust' | 'correction' | 'purchase' | undefined;
  /** 1 to 500 characters. */
  note: string;
}

export interface DebitWalletBody {
  /** `wal_…` */
  walletId: string;
  amountCoins: number;
  /** Default: "manual_adjust". */
  reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'manual_adjust' | 'correction' | 'purchase' | undefined;
  /** 1 to 500 characters. */
  note: string;
}

export interface PostBatchBody {
  /** 1 to 100 items. */
  movements: readonly {
    /** `wal_…` */
    fromWalletId: string;
    /** `wal_…` */
    toWalletId: string;
    amountCoins: number;
    /** Default: "manual_adjust". */
    reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'manual_adjust' | 'correction' | 'purchase' | undefined;
    /** Pattern: `^[\w.:/-]{1,200}$`. */
    reference?: string | null | undefined;
  }[];
  /** 1 to 500 characters. */
  note: string;
}

export interface ReverseTransferBody {
  /** 1 to 500 characters. */
  note: string;
}

export interface OpenHoldBody {
  /** `wal_…` */
  walletId: string;
  /** Of the payee, who may capture or release the hold. `wal_…` */
  toWalletId: string;
  /** A positive whole number. */
  amountCoins: number;
  /** Default: 24 hours. 1 to 2592000. */
  expiresInSeconds?: number | undefined;
}

export interface CaptureHoldBody {
  amountCoins?: number | undefined;
}

export interface ListOwedPaymentsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ReportRevenueQuery {
  /** Default: "month". */
  period?: 'day' | 'week' | 'month' | undefined;
  from: string;
  to: string;
}

export interface ReportCohortsQuery {
  /** Default: "month". */
  period?: 'week' | 'month' | undefined;
  from: string;
  to: string;
}

export interface ListAuditQuery {
  refType: 'player' | 'tournament' | 'match' | 'registration' | 'transfer' | 'hold' | 'wallet' | 'certificate' | 'issuer' | 'run';
  /** Pattern: `^[\w-]{1,64}$`. */
  refId: string;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface ListEventsQuery {
  /** 0 to 2147483647. */
  since?: number | undefined;
}

export interface StartBackfillBody {
  direction: 'r2-to-s3' | 's3-to-r2';
  /** `trn_…` */
  tournamentId?: string | null | undefined;
  /** Default: false. */
  verify?: boolean | undefined;
  /** Default: false. */
  retryFailed?: boolean | undefined;
  /** Default: false. */
  dryRun?: boolean | undefined;
  /** 1 to 1000. Default: 100. */
  batchSize?: number | undefined;
  /** 1 to 5. Default: 4. */
  concurrency?: number | undefined;
  /** At least 1. */
  limit?: number | null | undefined;
  /** Pattern: `^[\w./-]{0,1024}$`. Default: "". */
  startAfter?: string | undefined;
}

export interface VerifyCertificateQuery {
  lang?: 'en' | 'bn' | undefined;
}

export interface ShowEmbeddedCardQuery {
  lang?: 'en' | 'bn' | undefined;
}

export interface DescribeEmbeddedCardQuery {
  /** The address of a certificate page. */
  url: string;
  /** Default: "json". */
  format?: 'json' | undefined;
  maxwidth?: string | undefined;
  maxheight?: string | undefined;
}

export interface DownloadCertificateQuery {
  /** Default: "pdf". */
  as?: 'pdf' | 'png' | undefined;
  /** Default: "stream". */
  delivery?: 'stream' | 'redirect' | undefined;
}

/** Every code of a problem. */
export type ProblemCode =
  | 'invalid_request'
  | 'malformed_json'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'not_found'
  | 'method_not_allowed'
  | 'quota_exceeded'
  | 'unauthenticated'
  | 'forbidden'
  | 'sanctioned'
  | 'origin_not_allowed'
  | 'idempotency_mismatch'
  | 'idempotency_in_flight'
  | 'idempotency_key_required'
  | 'precondition_failed'
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
  | 'invalid_file'
  | 'not_exportable'
  | 'unsupported_format'
  | 'unsupported_file'
  | 'file_lost'
  | 'file_damaged'
  | 'certificate_not_ready'
  | 'needs_printed_name'
  | 'link_not_valid'
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

/** Codes that most operations may answer. */
export type SharedProblem =
  | 'invalid_request'
  | 'quota_exceeded'
  | 'unauthenticated'
  | 'unavailable'
  | 'internal_error';

/** Codes of an idempotency key. */
export type KeyProblem =
  | 'malformed_json'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'forbidden'
  | 'idempotency_mismatch'
  | 'idempotency_in_flight'
  | 'idempotency_key_required';

export interface Operations {
  readMe: {
    request: {};
    answer: Me;
    problems: SharedProblem;
  };
  changeMe: {
    request: { body: ChangeMeBody };
    answer: Me;
    problems: SharedProblem | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type';
  };
  readPlayer: {
    request: { params: { id: string } };
    answer: Player;
    problems: SharedProblem | 'not_found';
  };
  listRoles: {
    request: { params: { id: string } };
    answer: ListRolesAnswer;
    problems: SharedProblem | 'forbidden' | 'not_found';
  };
  grantRole: {
    request: { params: { id: string }; body: GrantRoleBody; idempotencyKey?: string | undefined };
    answer: Role;
    problems: SharedProblem | KeyProblem | 'not_found';
  };
  withdrawRole: {
    request: { params: { id: string; role: 'organizer' | 'moderator' | 'finance' | 'admin' } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  exportMe: {
    request: {};
    answer: Record<string, unknown>;
    problems: SharedProblem;
  };
  erasePlayer: {
    request: { params: { id: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  createTournament: {
    request: { body: CreateTournamentBody; idempotencyKey?: string | undefined };
    answer: CreateTournamentAnswer;
    problems: SharedProblem | KeyProblem;
  };
  listTournaments: {
    request: { query?: ListTournamentsQuery | undefined };
    answer: ListTournamentsAnswer;
    problems: SharedProblem;
  };
  readTournament: {
    request: { params: { id: string }; query?: ReadTournamentQuery | undefined };
    answer: Tournament;
    problems: SharedProblem | 'not_found';
  };
  changeTournament: {
    request: { params: { id: string }; body?: ChangeTournamentBody | undefined };
    answer: CreateTournamentAnswer;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'state_conflict' | 'unsupported_media_type';
  };
  deleteTournament: {
    request: { params: { id: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'state_conflict' | 'unsupported_media_type';
  };
  changeTournamentState: {
    request: { params: { id: string }; body: ChangeTournamentStateBody; idempotencyKey?: string | undefined };
    answer: ChangeTournamentStateAnswer;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'matches_open' | 'not_enough_entrants' | 'not_found' | 'state_conflict';
  };
  seedTournament: {
    request: { params: { id: string }; body: SeedTournamentBody; idempotencyKey?: string | undefined };
    answer: SeedTournamentAnswer;
    problems: SharedProblem | KeyProblem | 'not_found' | 'state_conflict';
  };
  register: {
    request: { params: { id: string }; body?: RegisterBody | undefined; idempotencyKey?: string | undefined };
    answer: Registration;
    problems: SharedProblem | KeyProblem | 'already_registered' | 'insufficient_funds' | 'not_found' | 'registration_not_open' | 'roster_incomplete' | 'sanctioned' | 'state_conflict' | 'tournament_full' | 'wallet_frozen';
  };
  listRegistrations: {
    request: { params: { id: string }; query?: ListRegistrationsQuery | undefined };
    answer: ListRegistrationsAnswer;
    problems: SharedProblem | 'not_found';
  };
  readRegistration: {
    request: { params: { id: string } };
    answer: Registration;
    problems: SharedProblem | 'forbidden' | 'not_found';
  };
  changeRegistration: {
    request: { params: { id: string }; body?: ChangeRegistrationBody | undefined };
    answer: Registration;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'state_conflict' | 'unsupported_media_type';
  };
  readRoster: {
    request: { params: { id: string } };
    answer: Roster;
    problems: SharedProblem | 'not_found';
  };
  cancelRegistration: {
    request: { params: { id: string }; body?: CancelRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: CancelRegistrationAnswer;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'not_found' | 'state_conflict' | 'wallet_frozen';
  };
  approveRegistration: {
    request: { params: { id: string }; body?: ApproveRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: CancelRegistrationAnswer;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'hold_closed' | 'hold_expired' | 'not_found' | 'state_conflict' | 'tournament_full' | 'wallet_frozen';
  };
  rejectRegistration: {
    request: { params: { id: string }; body?: RejectRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: CancelRegistrationAnswer;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'hold_closed' | 'hold_expired' | 'not_found' | 'state_conflict' | 'tournament_full' | 'wallet_frozen';
  };
  listOwnRegistrations: {
    request: { query?: ListOwnRegistrationsQuery | undefined };
    answer: ListOwnRegistrationsAnswer;
    problems: SharedProblem;
  };
  listPlayerTournaments: {
    request: { params: { id: string }; query?: ListPlayerTournamentsQuery | undefined };
    answer: ListPlayerTournamentsAnswer;
    problems: SharedProblem | 'not_found';
  };
  listMatches: {
    request: { params: { id: string } };
    answer: ListMatchesAnswer;
    problems: SharedProblem | 'not_found';
  };
  readMatch: {
    request: { params: { id: string } };
    answer: Match;
    problems: SharedProblem | 'not_found';
  };
  reportResult: {
    request: { params: { id: string }; body: ReportResultBody; idempotencyKey?: string | undefined };
    answer: ReportResultAnswer;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'not_found' | 'own_report' | 'sanctioned' | 'state_conflict';
  };
  confirmResult: {
    request: { params: { id: string }; body: ConfirmResultBody; idempotencyKey?: string | undefined };
    answer: ReportResultAnswer;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'not_found' | 'own_report' | 'sanctioned' | 'state_conflict';
  };
  decideResult: {
    request: { params: { id: string }; body: DecideResultBody; idempotencyKey?: string | undefined };
    answer: ReportResultAnswer;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'not_found' | 'own_report' | 'sanctioned' | 'state_conflict';
  };
  listOwnMatches: {
    request: { query?: ListOwnMatchesQuery | undefined };
    answer: ListOwnMatchesAnswer;
    problems: SharedProblem;
  };
  payPrizes: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: Prizes;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'insufficient_funds' | 'not_found' | 'state_conflict' | 'tournament_not_completed' | 'wallet_frozen';
  };
  readPrizes: {
    request: { params: { id: string } };
    answer: Prizes;
    problems: SharedProblem | 'not_found';
  };
  listPlacements: {
    request: { params: { id: string } };
    answer: ListPlacementsAnswer;
    problems: SharedProblem | 'not_found';
  };
  formTeam: {
    request: { body: FormTeamBody; idempotencyKey?: string | undefined };
    answer: Team;
    problems: SharedProblem | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type';
  };
  listOwnTeams: {
    request: { query?: ListOwnTeamsQuery | undefined };
    answer: ListOwnTeamsAnswer;
    problems: SharedProblem;
  };
  readTeam: {
    request: { params: { id: string } };
    answer: Team;
    problems: SharedProblem | 'not_found';
  };
  joinTeam: {
    request: { params: { id: string }; body: JoinTeamBody; idempotencyKey?: string | undefined };
    answer: Team;
    problems: SharedProblem | KeyProblem | 'not_found' | 'team_full';
  };
  removeTeamMember: {
    request: { params: { id: string; playerId: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'state_conflict' | 'unsupported_media_type';
  };
  issueCertificates: {
    request: { params: { id: string }; body?: IssueCertificatesBody | undefined; idempotencyKey?: string | undefined };
    answer: IssueCertificatesAnswer;
    problems: SharedProblem | KeyProblem | 'issuer_required' | 'misconfigured' | 'not_found' | 'not_placed' | 'tournament_not_completed' | 'unprintable_text';
  };
  listIssuedCertificates: {
    request: { params: { id: string }; query?: ListIssuedCertificatesQuery | undefined };
    answer: ListIssuedCertificatesAnswer;
    problems: SharedProblem | 'forbidden' | 'not_found';
  };
  listHeldCertificates: {
    request: { query?: ListHeldCertificatesQuery | undefined };
    answer: ListHeldCertificatesAnswer;
    problems: SharedProblem;
  };
  readCertificate: {
    request: { params: { id: string } };
    answer: Certificate;
    problems: SharedProblem | 'forbidden' | 'not_found';
  };
  revokeCertificate: {
    request: { params: { id: string }; body: RevokeCertificateBody; idempotencyKey?: string | undefined };
    answer: IssuedCertificate;
    problems: SharedProblem | KeyProblem | 'not_found' | 'state_conflict' | 'successor_valid';
  };
  suspendCertificate: {
    request: { params: { id: string }; body: SuspendCertificateBody; idempotencyKey?: string | undefined };
    answer: IssuedCertificate;
    problems: SharedProblem | KeyProblem | 'not_found' | 'state_conflict';
  };
  reinstateCertificate: {
    request: { params: { id: string }; body: ReinstateCertificateBody; idempotencyKey?: string | undefined };
    answer: IssuedCertificate;
    problems: SharedProblem | KeyProblem | 'not_found' | 'state_conflict';
  };
  setCertificateExpiry: {
    request: { params: { id: string }; body: SetCertificateExpiryBody };
    answer: IssuedCertificate;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'state_conflict' | 'unsupported_media_type';
  };
  replaceCertificate: {
    request: { params: { id: string }; body: ReplaceCertificateBody; idempotencyKey?: string | undefined };
    answer: ReplaceCertificateAnswer;
    problems: SharedProblem | KeyProblem | 'misconfigured' | 'not_found' | 'replacement_identical' | 'state_conflict';
  };
  setPrintedName: {
    request: { params: { id: string }; body: SetPrintedNameBody };
    answer: HeldCertificate;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'state_conflict' | 'unsupported_media_type';
  };
  setCertificatePrivacy: {
    request: { params: { id: string }; body: SetCertificatePrivacyBody };
    answer: SetCertificatePrivacyAnswer;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  createDownloadLink: {
    request: { params: { id: string }; body?: CreateDownloadLinkBody | undefined };
    answer: CreateDownloadLinkAnswer;
    problems: SharedProblem | 'certificate_not_ready' | 'certificate_replaced' | 'certificate_revoked' | 'certificate_suspended' | 'forbidden' | 'malformed_json' | 'misconfigured' | 'needs_printed_name' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  readOwnIssuer: {
    request: {};
    answer: Issuer;
    problems: SharedProblem | 'not_found';
  };
  setIssuer: {
    request: { body: SetIssuerBody };
    answer: Issuer;
    problems: SharedProblem | 'forbidden' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type';
  };
  readIssuer: {
    request: { params: { id: string } };
    answer: Issuer;
    problems: SharedProblem | 'not_found';
  };
  openWallet: {
    request: { idempotencyKey?: string | undefined };
    answer: Wallet;
    problems: SharedProblem | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type';
  };
  listWallets: {
    request: {};
    answer: ListWalletsAnswer;
    problems: SharedProblem;
  };
  readWallet: {
    request: { params: { id: string } };
    answer: Wallet;
    problems: SharedProblem | 'forbidden' | 'not_found' | 'wallet_not_found';
  };
  listHolds: {
    request: { params: { id: string }; query?: ListHoldsQuery | undefined };
    answer: ListHoldsAnswer;
    problems: SharedProblem | 'forbidden' | 'not_found' | 'wallet_not_found';
  };
  freezeWallet: {
    request: { params: { id: string }; body: FreezeWalletBody; idempotencyKey?: string | undefined };
    answer: FreezeWalletAnswer;
    problems: SharedProblem | KeyProblem | 'not_found' | 'wallet_not_found';
  };
  thawWallet: {
    request: { params: { id: string }; body: ThawWalletBody; idempotencyKey?: string | undefined };
    answer: FreezeWalletAnswer;
    problems: SharedProblem | KeyProblem | 'not_found' | 'wallet_not_found';
  };
  listTransactions: {
    request: { params: { id: string }; query?: ListTransactionsQuery | undefined };
    answer: ListTransactionsAnswer;
    problems: SharedProblem | 'forbidden' | 'not_found' | 'wallet_not_found';
  };
  exportTransactions: {
    request: { params: { id: string }; query?: ExportTransactionsQuery | undefined };
    answer: Blob;
    problems: SharedProblem | 'forbidden' | 'not_found' | 'wallet_not_found';
  };
  readBalance: {
    request: { params: { id: string }; query: ReadBalanceQuery };
    answer: Balance;
    problems: SharedProblem | 'forbidden' | 'not_found' | 'wallet_not_found';
  };
  transferCoins: {
    request: { body: TransferCoinsBody; idempotencyKey?: string | undefined };
    answer: TransferCoinsAnswer;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'invalid_amount' | 'same_wallet' | 'sanctioned' | 'wallet_frozen' | 'wallet_not_found';
  };
  creditWallet: {
    request: { body: CreditWalletBody; idempotencyKey?: string | undefined };
    answer: TransferCoinsAnswer;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'invalid_amount' | 'same_wallet' | 'wallet_frozen' | 'wallet_not_found';
  };
  debitWallet: {
    request: { body: DebitWalletBody; idempotencyKey?: string | undefined };
    answer: TransferCoinsAnswer;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'invalid_amount' | 'same_wallet' | 'wallet_frozen' | 'wallet_not_found';
  };
  postBatch: {
    request: { body: PostBatchBody; idempotencyKey?: string | undefined };
    answer: PostBatchAnswer;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'invalid_amount' | 'same_wallet' | 'state_conflict' | 'wallet_frozen' | 'wallet_not_found';
  };
  reverseTransfer: {
    request: { params: { id: string }; body: ReverseTransferBody; idempotencyKey?: string | undefined };
    answer: TransferCoinsAnswer;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'invalid_amount' | 'not_found' | 'state_conflict' | 'wallet_frozen';
  };
  openHold: {
    request: { body: OpenHoldBody; idempotencyKey?: string | undefined };
    answer: Hold;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'invalid_amount' | 'same_wallet' | 'sanctioned' | 'wallet_frozen' | 'wallet_not_found';
  };
  readHold: {
    request: { params: { id: string } };
    answer: Hold;
    problems: SharedProblem | 'forbidden' | 'not_found';
  };
  captureHold: {
    request: { params: { id: string }; body?: CaptureHoldBody | undefined; idempotencyKey?: string | undefined };
    answer: TransferCoinsAnswer;
    problems: SharedProblem | KeyProblem | 'hold_closed' | 'hold_expired' | 'invalid_amount' | 'not_found' | 'wallet_frozen';
  };
  releaseHold: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: ReleaseHoldAnswer;
    problems: SharedProblem | KeyProblem | 'hold_closed' | 'hold_expired' | 'not_found';
  };
  listOwedPayments: {
    request: { query?: ListOwedPaymentsQuery | undefined };
    answer: ListOwedPaymentsAnswer;
    problems: SharedProblem | 'forbidden';
  };
  reportRevenue: {
    request: { query: ReportRevenueQuery };
    answer: ReportRevenueAnswer;
    problems: SharedProblem | 'forbidden';
  };
  reportCohorts: {
    request: { query: ReportCohortsQuery };
    answer: ReportCohortsAnswer;
    problems: SharedProblem | 'forbidden';
  };
  listAudit: {
    request: { query: ListAuditQuery };
    answer: ListAuditAnswer;
    problems: SharedProblem | 'forbidden';
  };
  listEvents: {
    request: { params: { id: string }; query?: ListEventsQuery | undefined };
    answer: ListEventsAnswer;
    problems: SharedProblem | 'not_found';
  };
  startBackfill: {
    request: { body: StartBackfillBody; idempotencyKey?: string | undefined };
    answer: Run;
    problems: SharedProblem | KeyProblem | 'backfill_disabled' | 'not_found';
  };
  readRun: {
    request: { params: { id: string } };
    answer: Run;
    problems: SharedProblem | 'forbidden' | 'not_found';
  };
  readHealth: {
    request: {};
    answer: Health;
    problems: 'internal_error';
  };
  readReadiness: {
    request: {};
    answer: Readiness;
    problems: 'internal_error';
  };
  readMetrics: {
    request: {};
    answer: Blob;
    problems: 'internal_error' | 'not_found' | 'unauthenticated';
  };
  verifyCertificate: {
    request: { params: { code: string }; query?: VerifyCertificateQuery | undefined };
    answer: VerifyCertificateAnswer;
    problems: 'internal_error' | 'not_found' | 'quota_exceeded' | 'unavailable';
  };
  drawPreview: {
    request: { params: { code: string } };
    answer: Blob;
    problems: 'internal_error' | 'not_found' | 'quota_exceeded' | 'unavailable';
  };
  showEmbeddedCard: {
    request: { params: { code: string }; query?: ShowEmbeddedCardQuery | undefined };
    answer: Blob;
    problems: 'internal_error' | 'not_found' | 'quota_exceeded' | 'unavailable';
  };
  describeEmbeddedCard: {
    request: { query: DescribeEmbeddedCardQuery };
    answer: DescribeEmbeddedCardAnswer;
    problems: 'internal_error' | 'invalid_request' | 'not_found' | 'quota_exceeded' | 'unavailable' | 'unsupported_format';
  };
  verifyPrintedLink: {
    request: { params: { code: string } };
    answer: VerifyPrintedLinkAnswer;
    problems: 'internal_error' | 'not_found' | 'quota_exceeded' | 'unavailable';
  };
  verifyFile: {
    request: { body: Blob };
    answer: VerifyFileAnswer;
    problems: 'internal_error' | 'invalid_request' | 'payload_too_large' | 'quota_exceeded' | 'unavailable' | 'unsupported_file';
  };
  downloadCertificate: {
    request: { params: { id: string }; query?: DownloadCertificateQuery | undefined };
    answer: Blob;
    problems: 'certificate_not_ready' | 'certificate_replaced' | 'certificate_revoked' | 'certificate_suspended' | 'file_damaged' | 'file_lost' | 'forbidden' | 'internal_error' | 'invalid_request' | 'needs_printed_name' | 'not_found' | 'unauthenticated' | 'unavailable';
  };
  downloadByLink: {
    request: { params: { link: string } };
    answer: Blob;
    problems: 'certificate_not_ready' | 'certificate_replaced' | 'certificate_revoked' | 'certificate_suspended' | 'file_damaged' | 'file_lost' | 'forbidden' | 'internal_error' | 'invalid_request' | 'link_not_valid' | 'misconfigured' | 'needs_printed_name' | 'not_found' | 'unavailable';
  };
}
