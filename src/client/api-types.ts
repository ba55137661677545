// Generated from the API document by `npm run openapi`. Do not edit.

/** A stage with the settings of its format. */
export type StageCreate = {
  /** Decides which settings the stage has. */
  format: 'single_elimination';
  /** Shown beside the number of the stage. 1 to 80 characters. */
  name?: string | null | undefined;
  /** Entrants meet only inside their group. 1 to 512. Default: 1. */
  groups?: number | undefined;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants?: StageEntrantsCreate | null | undefined;
  /** The losers of the semi-finals play for place 3. Default: false. */
  thirdPlaceMatch?: boolean | undefined;
  /** Who loses the first match plays on in a second bracket, group 2. Default: false. */
  consolation?: boolean | undefined;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf?: number | null | undefined;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. Default: "wins". */
  scoring?: 'wins' | 'sum' | undefined;
} | {
  /** Decides which settings the stage has. */
  format: 'double_elimination';
  /** Shown beside the number of the stage. 1 to 80 characters. */
  name?: string | null | undefined;
  /** Entrants meet only inside their group. 1 to 512. Default: 1. */
  groups?: number | undefined;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants?: StageEntrantsCreate | null | undefined;
  /** `reset`: a second final if the winner of the losers’ bracket wins the first. Default: "reset". */
  grandFinal?: 'none' | 'simple' | 'reset' | undefined;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf?: number | null | undefined;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. Default: "wins". */
  scoring?: 'wins' | 'sum' | undefined;
} | {
  /** Decides which settings the stage has. */
  format: 'round_robin';
  /** Shown beside the number of the stage. 1 to 80 characters. */
  name?: string | null | undefined;
  /** Entrants meet only inside their group. 1 to 512. Default: 1. */
  groups?: number | undefined;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants?: StageEntrantsCreate | null | undefined;
  /** How often everyone meets everyone. 1 to 4. Default: 1. */
  legs?: number | undefined;
  /** Points of a match. Default: {"win":3,"draw":1,"loss":0}. */
  points?: {
    /** For a win. 0 to 100. */
    win: number;
    /** For a draw. 0 to 100. */
    draw: number;
    /** For a loss. 0 to 100. */
    loss: number;
  } | undefined;
  /** Whether a match may end in a draw. Default: true. */
  allowsDraws?: boolean | undefined;
  /** What separates equal points, in order. Names, with modifiers as in `buchholz/C1`: direct_encounter, sonneborn_berger, koya, progressive, wins, wins_played, games_second_side, wins_second_side, rounds_elected, standard_points, opponent_match_win, difficulty, score_difference, score_for, head_to_head_games, seed, average_rating, performance, perfect_performance, opponent_performance, opponent_perfect_performance, rating, earliest_completion, lots. FIDE codes are taken too. Ratings are those of the start of the stage, which needs a rating list or a rating of each entrant. At most 10 items. Default: ["direct_encounter","score_difference","wins"]. */
  tieBreaks?: string[] | undefined;
  /** Published text that decides the tie-break `lots`: anybody can repeat the draw. Needed where it is one. Pattern: `^[^\p{Cc}\p{Cs}]*$`. 1 to 200 characters. */
  lotsSeed?: string | null | undefined;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf?: number | null | undefined;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. Default: "wins". */
  scoring?: 'wins' | 'sum' | undefined;
} | {
  /** Decides which settings the stage has. */
  format: 'swiss';
  /** Shown beside the number of the stage. 1 to 80 characters. */
  name?: string | null | undefined;
  /** Entrants meet only inside their group. 1 to 512. Default: 1. */
  groups?: number | undefined;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants?: StageEntrantsCreate | null | undefined;
  /** `dutch`: FIDE; `monrad`: down the ranking. Default: "dutch". */
  system?: 'dutch' | 'monrad' | undefined;
  /** A Swiss of n rounds needs more than n entrants; n are enough if n is odd. 1 to 64. */
  rounds: number;
  /** Points of a match. A loss is worth 0. Default: {"win":2,"draw":1,"loss":0}. */
  points?: {
    /** For a win. 0 to 100. */
    win: number;
    /** For a draw. 0 to 100. */
    draw: number;
    /** For a loss. 0 to 100. */
    loss: number;
  } | undefined;
  /** Points of the bye, where the number is odd. 0 to 100. Default: 2. */
  byePoints?: number | undefined;
  /** Whether a match may end in a draw. Default: true. */
  allowsDraws?: boolean | undefined;
  /** What separates equal points, in order. Names, with modifiers as in `buchholz/C1`: direct_encounter, buchholz, average_opponent_buchholz, fore_buchholz, sonneborn_berger, koya, progressive, wins, wins_played, games_second_side, wins_second_side, rounds_elected, standard_points, opponent_match_win, difficulty, score_difference, score_for, head_to_head_games, seed, average_rating, performance, perfect_performance, opponent_performance, opponent_perfect_performance, rating, earliest_completion, lots. FIDE codes are taken too. Ratings are those of the start of the stage, which needs a rating list or a rating of each entrant. At most 10 items. Default: ["buchholz/C1","buchholz","sonneborn_berger","wins"]. */
  tieBreaks?: string[] | undefined;
  /** Published text that decides the tie-break `lots`: anybody can repeat the draw. Needed where it is one. Pattern: `^[^\p{Cc}\p{Cs}]*$`. 1 to 200 characters. */
  lotsSeed?: string | null | undefined;
  /** Slot 0 has a side of its own, as with white or home. Default: false. */
  hasSides?: boolean | undefined;
  /** Who has won so often is not paired any more; null: all rounds. 1 to 64. */
  winsToAdvance?: number | null | undefined;
  /** Who has lost so often is not paired any more; null: all rounds. 1 to 64. */
  lossesToEliminate?: number | null | undefined;
  /** For how many rounds an entrant may ask not to be paired. 0 to 64. Default: 1. */
  requestedByesMax?: number | undefined;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf?: number | null | undefined;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. Default: "wins". */
  scoring?: 'wins' | 'sum' | undefined;
} | {
  /** Decides which settings the stage has. */
  format: 'league';
  /** Shown beside the number of the stage. 1 to 80 characters. */
  name?: string | null | undefined;
  /** Entrants meet only inside their group. 1 to 512. Default: 1. */
  groups?: number | undefined;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants?: StageEntrantsCreate | null | undefined;
  /** How often everyone meets everyone. 1 to 4. Default: 1. */
  legs?: number | undefined;
  /** Points of a match. Default: {"win":3,"draw":1,"loss":0}. */
  points?: {
    /** For a win. 0 to 100. */
    win: number;
    /** For a draw. 0 to 100. */
    draw: number;
    /** For a loss. 0 to 100. */
    loss: number;
  } | undefined;
  /** Whether a match may end in a draw. Default: true. */
  allowsDraws?: boolean | undefined;
  /** What separates equal points, in order. Names, with modifiers as in `buchholz/C1`: direct_encounter, sonneborn_berger, koya, progressive, wins, wins_played, games_second_side, wins_second_side, rounds_elected, standard_points, opponent_match_win, difficulty, score_difference, score_for, head_to_head_games, seed, average_rating, performance, perfect_performance, opponent_performance, opponent_perfect_performance, rating, earliest_completion, lots. FIDE codes are taken too. Ratings are those of the start of the stage, which needs a rating list or a rating of each entrant. At most 10 items. Default: ["direct_encounter","score_difference","wins"]. */
  tieBreaks?: string[] | undefined;
  /** Published text that decides the tie-break `lots`: anybody can repeat the draw. Needed where it is one. Pattern: `^[^\p{Cc}\p{Cs}]*$`. 1 to 200 characters. */
  lotsSeed?: string | null | undefined;
  /** Day of the first round. Format: date. */
  firstDay: string;
  /** From one round to the next. 1 to 366. Default: 7. */
  daysBetweenRounds?: number | undefined;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf?: number | null | undefined;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. Default: "wins". */
  scoring?: 'wins' | 'sum' | undefined;
} | {
  /** Decides which settings the stage has. */
  format: 'gauntlet';
  /** Shown beside the number of the stage. 1 to 80 characters. */
  name?: string | null | undefined;
  /** Entrants meet only inside their group. 1 to 512. Default: 1. */
  groups?: number | undefined;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants?: StageEntrantsCreate | null | undefined;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf?: number | null | undefined;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. Default: "wins". */
  scoring?: 'wins' | 'sum' | undefined;
} | {
  /** Decides which settings the stage has. */
  format: 'custom';
  /** Shown beside the number of the stage. 1 to 80 characters. */
  name?: string | null | undefined;
  /** Entrants meet only inside their group. 1 to 512. Default: 1. */
  groups?: number | undefined;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants?: StageEntrantsCreate | null | undefined;
  /** Each with two slots. At most 512 items. */
  matches: {
    key: MatchKey;
    /** Where its entrants come from. At most 2 items. */
    slots: SlotSource[];
  }[];
  /** Where the winners and losers end who do not go on: best first. Those of one list share the rank. At most 513 items. */
  places: SlotSource[][];
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf?: number | null | undefined;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. Default: "wins". */
  scoring?: 'wins' | 'sum' | undefined;
} | {
  /** Decides which settings the stage has. */
  format: 'free_for_all';
  /** Shown beside the number of the stage. 1 to 80 characters. */
  name?: string | null | undefined;
  /** Entrants meet only inside their group. 1 to 512. Default: 1. */
  groups?: number | undefined;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants?: StageEntrantsCreate | null | undefined;
  /** Most entrants of a lobby. 3 to 100. */
  lobbySize: number;
  /** How many of each lobby go on, until one lobby is left; null: everybody plays all rounds. 1 to 50. */
  advancing?: number | null | undefined;
  /** Rounds that everybody plays. 1 to 16. Default: 1. */
  rounds?: number | undefined;
  /** Points of a game, whose scores are kills; null: scores are points. */
  points?: {
    /** Of place 1, 2, …; later places get none. At most 100 items. */
    placement: number[];
    /** For each kill, beside the place. 0 to 100. */
    perKill: number;
  } | null | undefined;
  /** How many games of an entrant count, the best ones; null: all. 1 to 1000. */
  countedGames?: number | null | undefined;
};

/** Who of an earlier stage goes on. */
export type StageEntrantsCreate = {
  /** `ranking`: from the top of each group. `split`: places of the final ranking. `manual`: by hand, when the stage starts. */
  from: 'ranking';
  /** An earlier stage; if it is absent, the one before. 1 to 8. */
  stage?: number | undefined;
  /** The best of each group. 0 to 4096. */
  perGroup: number;
  /** The best of all others. 0 to 4096. Default: 0. */
  bestOfRest?: number | undefined;
} | {
  /** `ranking`: from the top of each group. `split`: places of the final ranking. `manual`: by hand, when the stage starts. */
  from: 'split';
  /** An earlier stage; if it is absent, the one before. 1 to 8. */
  stage?: number | undefined;
  /** First and last place of the final ranking; both go on. 2 to 2 items. */
  ranks: number[];
} | {
  /** `ranking`: from the top of each group. `split`: places of the final ranking. `manual`: by hand, when the stage starts. */
  from: 'manual';
  /** An earlier stage; if it is absent, the one before. 1 to 8. */
  stage?: number | undefined;
};

/** The place of a match in the bracket. */
export interface MatchKey {
  /** Counts from 1. 1 to 9999. */
  group: number;
  /** 1 is played first. 1 to 9999. */
  round: number;
  /** In the round, from 0. 0 to 9999. */
  position: number;
}

/** Where the entrant of a slot comes from. */
export type SlotSource = {
  /** A seed, or the winner or the loser of another match. */
  kind: 'seed';
  /** 1 is the best. 1 to 513. */
  seed: number;
} | {
  /** A seed, or the winner or the loser of another match. */
  kind: 'winner';
  of: MatchKey;
} | {
  /** A seed, or the winner or the loser of another match. */
  kind: 'loser';
  of: MatchKey;
};

/** The caller. */
export interface Me {
  /** `ply_…` */
  id: string;
  /** null until the player has given one, and after erasure. */
  displayName: string | null;
  /** The roles of the caller. */
  roles: {
    /** What the caller may do; everybody is a `player`. */
    role: 'player' | 'organizer' | 'moderator' | 'finance' | 'admin';
    /** Whether the token has the role, or it was granted in Laurel. */
    sources: ('token' | 'laurel')[];
  }[];
  /** Who issued the token. */
  issuer: string;
  /** First seen by Laurel. UTC. */
  createdAt: string;
}

/** What everybody may know of a player. */
export interface Player {
  /** `ply_…` */
  id: string;
  /** null until the player has given one, and after erasure. */
  displayName: string | null;
}

/** A role that was granted in Laurel. */
export interface GrantedRole {
  /** What the player may do. */
  role: 'organizer' | 'moderator' | 'finance' | 'admin';
  /** The administrator; null if an operator granted it by a command. `ply_…` */
  grantedBy: string | null;
  /** UTC. */
  grantedAt: string;
}

/** A new API key. */
export interface MadeApiKey {
  apiKey: ApiKey;
  /** The text to send as `Authorization: Bearer`. It is shown once: null when the request is repeated with its Idempotency-Key. */
  key: string | null;
}

/** A key for a server, without its text. */
export interface ApiKey {
  /** Named in the audit rows of all acts with the key. `key_…` */
  id: string;
  /** What the key is for. */
  name: string;
  /** What the key may do. */
  scopes: ('tournaments:read' | 'tournaments:write' | 'registrations:read' | 'registrations:write' | 'matches:read' | 'matches:write' | 'certificates:read' | 'certificates:write' | 'economy:read' | 'economy:write' | 'economy:credit' | 'economy:payout')[];
  /** `own`: what the creator organizes; `all`: everything. */
  reach: 'own' | 'all';
  /** Who gives the references of receipts; null: the creator. */
  issuer: string | null;
  /** Who made the key: it may do nothing that its creator may not. `ply_…` */
  creatorId: string;
  /** UTC. */
  createdAt: string;
  /** From then on the key is refused. UTC. */
  expiresAt: string;
  /** When it was revoked; null if it was not. UTC. */
  revokedAt: string | null;
  /** The last use, to the minute; null: never used. UTC. */
  lastUsedAt: string | null;
}

/** A tournament. */
export interface Tournament {
  /** `trn_…` */
  id: string;
  /** Shown in lists and printed on certificates. */
  title: string;
  /** Printed as who issues the certificates; null: the name of the organizer's issuer profile. */
  issuer: string | null;
  /** What is played; null: not said. */
  game: string | null;
  /** `#rrggbb`; null: the colour of the type of certificate. */
  accentColor: string | null;
  /** IANA time zone of the dates that are printed and shown. */
  timeZone: string;
  /** Who created it and runs it. `ply_…` */
  organizerId: string;
  /** Simulated players play it, for play coins: in no public list, no certificates. */
  isSandbox: boolean;
  /** Whether players or teams register. */
  mode: 'solo' | 'team';
  /** Players that a team needs; null in mode `solo`. */
  rosterSize: number | null;
  /** Players of a team at most, substitutes included; null: exactly `rosterSize`. */
  rosterSizeMax: number | null;
  /** Who gets certificates: each entrant, or each player on the roster of a team. */
  certificateHolders: 'entrants' | 'members';
  /** In the order of play. */
  stages: Stage[];
  /** In the order draft, published, registration_open, registration_closed, live, completed. Registration also opens and closes by its times. */
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  /** `unlisted`: not in lists. `private`: for its entrants and staff only. */
  visibility: 'public' | 'unlisted' | 'private';
  /** Places; never exceeded. */
  capacity: number;
  /** With fewer confirmed entrants it cannot start. */
  entrantsMin: number;
  /** How long before the start check-in opens; null: there is no check-in. */
  checkInMinutes: number | null;
  /** A report that no other entrant answers for so long counts as confirmed; 0: it waits for ever. */
  autoConfirmMinutes: number;
  /** How many may wait for a place; 0: nobody. */
  waitlistCapacity: number;
  /** How long a free place is offered to one who waits; null: it is given at once. */
  offerMinutes: number | null;
  /** Whether the organizer approves or rejects each registration. */
  requiresApproval: boolean;
  /** What an entrant needs: an invitation code, a place on the allow list, one of the two, or both. */
  entryCondition: 'none' | 'code' | 'list' | 'code_or_list' | 'code_and_list';
  /** Whether it starts by itself at `startsAt`. `when_seeded`: only if the entrants were seeded. */
  autoStart: 'off' | 'when_seeded' | 'always';
  /** Charged when an entrant registers; held until the approval where one is needed. 0: free. At least 0. */
  entryFeeCoins: number;
  /** Paid from the escrow of the tournament; null: none. */
  prizes: {
    /** `percent` and `share`: of the coins in the escrow. `fixed`: coins. */
    kind: 'fixed' | 'percent' | 'share';
    /** Of each place, the best first: percents with the sum 100, shares such as 1, 1, 1 for equal thirds, or coins. Equal ranks share what their places win. */
    places: number[];
  } | null;
  /** Entrants who have a place. */
  confirmedCount: number;
  /** Entrants who wait for a place. */
  waitlistedCount: number;
  /** The `seq` of its last event; 0 before the first. */
  eventSeq: number;
  /** The `epoch` of its last event: follow the events after `eventEpoch:eventSeq`. */
  eventEpoch: string;
  /** When registration opens by itself; null: the organizer opens it. UTC. */
  registrationOpensAt: string | null;
  /** When registration closes by itself; null: the organizer closes it. UTC. */
  registrationClosesAt: string | null;
  /** As announced. The organizer starts the tournament, unless `autoStart` does. UTC. */
  startsAt: string;
  /** null for a draft. UTC. */
  publishedAt: string | null;
  /** When it was started; null before. UTC. */
  startedAt: string | null;
  /** When it was completed or cancelled; null before. UTC. */
  endedAt: string | null;
  /** When the prizes were paid; null before. UTC. */
  settledAt: string | null;
  /** How the entrants were ordered; null before. */
  seedingMethod: string | null;
  /** With it anybody can repeat a random order; null without one. */
  seedingSeed: string | null;
  /** UTC. */
  createdAt: string;
}

/** A stage with its settings, its number and its state. */
export type Stage = {
  /** Counts from 1. */
  number: number;
  /** `planned` before its start, and frozen once it is completed. */
  state: 'planned' | 'live' | 'completed';
  /** Decides which settings the stage has. */
  format: 'single_elimination';
  /** Shown beside the number of the stage. */
  name: string | null;
  /** Entrants meet only inside their group. */
  groups: number;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants: StageEntrants | null;
  /** The losers of the semi-finals play for place 3. */
  thirdPlaceMatch: boolean;
  /** Who loses the first match plays on in a second bracket, group 2. */
  consolation: boolean;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf: number | null;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. */
  scoring: 'wins' | 'sum';
} | {
  /** Counts from 1. */
  number: number;
  /** `planned` before its start, and frozen once it is completed. */
  state: 'planned' | 'live' | 'completed';
  /** Decides which settings the stage has. */
  format: 'double_elimination';
  /** Shown beside the number of the stage. */
  name: string | null;
  /** Entrants meet only inside their group. */
  groups: number;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants: StageEntrants | null;
  /** `reset`: a second final if the winner of the losers’ bracket wins the first. */
  grandFinal: 'none' | 'simple' | 'reset';
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf: number | null;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. */
  scoring: 'wins' | 'sum';
} | {
  /** Counts from 1. */
  number: number;
  /** `planned` before its start, and frozen once it is completed. */
  state: 'planned' | 'live' | 'completed';
  /** Decides which settings the stage has. */
  format: 'round_robin';
  /** Shown beside the number of the stage. */
  name: string | null;
  /** Entrants meet only inside their group. */
  groups: number;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants: StageEntrants | null;
  /** How often everyone meets everyone. 1 to 4. */
  legs: number;
  /** Points of a match. */
  points: {
    /** For a win. 0 to 100. */
    win: number;
    /** For a draw. 0 to 100. */
    draw: number;
    /** For a loss. 0 to 100. */
    loss: number;
  };
  /** Whether a match may end in a draw. */
  allowsDraws: boolean;
  /** What separates equal points, in order. Names, with modifiers as in `buchholz/C1`: direct_encounter, sonneborn_berger, koya, progressive, wins, wins_played, games_second_side, wins_second_side, rounds_elected, standard_points, opponent_match_win, difficulty, score_difference, score_for, head_to_head_games, seed, average_rating, performance, perfect_performance, opponent_performance, opponent_perfect_performance, rating, earliest_completion, lots. FIDE codes are taken too. Ratings are those of the start of the stage, which needs a rating list or a rating of each entrant. At most 10 items. */
  tieBreaks: string[];
  /** Published text that decides the tie-break `lots`: anybody can repeat the draw. Needed where it is one. Pattern: `^[^\p{Cc}\p{Cs}]*$`. 1 to 200 characters. */
  lotsSeed: string | null;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf: number | null;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. */
  scoring: 'wins' | 'sum';
} | {
  /** Counts from 1. */
  number: number;
  /** `planned` before its start, and frozen once it is completed. */
  state: 'planned' | 'live' | 'completed';
  /** Decides which settings the stage has. */
  format: 'swiss';
  /** Shown beside the number of the stage. */
  name: string | null;
  /** Entrants meet only inside their group. */
  groups: number;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants: StageEntrants | null;
  /** `dutch`: FIDE; `monrad`: down the ranking. */
  system: 'dutch' | 'monrad';
  /** A Swiss of n rounds needs more than n entrants; n are enough if n is odd. 1 to 64. */
  rounds: number;
  /** Points of a match. A loss is worth 0. */
  points: {
    /** For a win. 0 to 100. */
    win: number;
    /** For a draw. 0 to 100. */
    draw: number;
    /** For a loss. 0 to 100. */
    loss: number;
  };
  /** Points of the bye, where the number is odd. 0 to 100. */
  byePoints: number;
  /** Whether a match may end in a draw. */
  allowsDraws: boolean;
  /** What separates equal points, in order. Names, with modifiers as in `buchholz/C1`: direct_encounter, buchholz, average_opponent_buchholz, fore_buchholz, sonneborn_berger, koya, progressive, wins, wins_played, games_second_side, wins_second_side, rounds_elected, standard_points, opponent_match_win, difficulty, score_difference, score_for, head_to_head_games, seed, average_rating, performance, perfect_performance, opponent_performance, opponent_perfect_performance, rating, earliest_completion, lots. FIDE codes are taken too. Ratings are those of the start of the stage, which needs a rating list or a rating of each entrant. At most 10 items. */
  tieBreaks: string[];
  /** Published text that decides the tie-break `lots`: anybody can repeat the draw. Needed where it is one. Pattern: `^[^\p{Cc}\p{Cs}]*$`. 1 to 200 characters. */
  lotsSeed: string | null;
  /** Slot 0 has a side of its own, as with white or home. */
  hasSides: boolean;
  /** Who has won so often is not paired any more; null: all rounds. 1 to 64. */
  winsToAdvance: number | null;
  /** Who has lost so often is not paired any more; null: all rounds. 1 to 64. */
  lossesToEliminate: number | null;
  /** For how many rounds an entrant may ask not to be paired. 0 to 64. */
  requestedByesMax: number;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf: number | null;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. */
  scoring: 'wins' | 'sum';
} | {
  /** Counts from 1. */
  number: number;
  /** `planned` before its start, and frozen once it is completed. */
  state: 'planned' | 'live' | 'completed';
  /** Decides which settings the stage has. */
  format: 'league';
  /** Shown beside the number of the stage. */
  name: string | null;
  /** Entrants meet only inside their group. */
  groups: number;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants: StageEntrants | null;
  /** How often everyone meets everyone. 1 to 4. */
  legs: number;
  /** Points of a match. */
  points: {
    /** For a win. 0 to 100. */
    win: number;
    /** For a draw. 0 to 100. */
    draw: number;
    /** For a loss. 0 to 100. */
    loss: number;
  };
  /** Whether a match may end in a draw. */
  allowsDraws: boolean;
  /** What separates equal points, in order. Names, with modifiers as in `buchholz/C1`: direct_encounter, sonneborn_berger, koya, progressive, wins, wins_played, games_second_side, wins_second_side, rounds_elected, standard_points, opponent_match_win, difficulty, score_difference, score_for, head_to_head_games, seed, average_rating, performance, perfect_performance, opponent_performance, opponent_perfect_performance, rating, earliest_completion, lots. FIDE codes are taken too. Ratings are those of the start of the stage, which needs a rating list or a rating of each entrant. At most 10 items. */
  tieBreaks: string[];
  /** Published text that decides the tie-break `lots`: anybody can repeat the draw. Needed where it is one. Pattern: `^[^\p{Cc}\p{Cs}]*$`. 1 to 200 characters. */
  lotsSeed: string | null;
  /** Day of the first round. Format: date. */
  firstDay: string;
  /** From one round to the next. 1 to 366. */
  daysBetweenRounds: number;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf: number | null;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. */
  scoring: 'wins' | 'sum';
} | {
  /** Counts from 1. */
  number: number;
  /** `planned` before its start, and frozen once it is completed. */
  state: 'planned' | 'live' | 'completed';
  /** Decides which settings the stage has. */
  format: 'gauntlet';
  /** Shown beside the number of the stage. */
  name: string | null;
  /** Entrants meet only inside their group. */
  groups: number;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants: StageEntrants | null;
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf: number | null;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. */
  scoring: 'wins' | 'sum';
} | {
  /** Counts from 1. */
  number: number;
  /** `planned` before its start, and frozen once it is completed. */
  state: 'planned' | 'live' | 'completed';
  /** Decides which settings the stage has. */
  format: 'custom';
  /** Shown beside the number of the stage. */
  name: string | null;
  /** Entrants meet only inside their group. */
  groups: number;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants: StageEntrants | null;
  /** Each with two slots. At most 512 items. */
  matches: {
    key: MatchKey;
    /** Where its entrants come from. At most 2 items. */
    slots: SlotSource[];
  }[];
  /** Where the winners and losers end who do not go on: best first. Those of one list share the rank. At most 513 items. */
  places: SlotSource[][];
  /** Most games of a match, an odd number; null: any number. 1 to 15. */
  bestOf: number | null;
  /** What the scores of a match are where its games are given: games won, or the sums of their scores. */
  scoring: 'wins' | 'sum';
} | {
  /** Counts from 1. */
  number: number;
  /** `planned` before its start, and frozen once it is completed. */
  state: 'planned' | 'live' | 'completed';
  /** Decides which settings the stage has. */
  format: 'free_for_all';
  /** Shown beside the number of the stage. */
  name: string | null;
  /** Entrants meet only inside their group. */
  groups: number;
  /** Where the entrants come from; null for stage 1, which has all who are confirmed. */
  entrants: StageEntrants | null;
  /** Most entrants of a lobby. 3 to 100. */
  lobbySize: number;
  /** How many of each lobby go on, until one lobby is left; null: everybody plays all rounds. 1 to 50. */
  advancing: number | null;
  /** Rounds that everybody plays. 1 to 16. */
  rounds: number;
  /** Points of a game, whose scores are kills; null: scores are points. */
  points: {
    /** Of place 1, 2, …; later places get none. At most 100 items. */
    placement: number[];
    /** For each kill, beside the place. 0 to 100. */
    perKill: number;
  } | null;
  /** How many games of an entrant count, the best ones; null: all. 1 to 1000. */
  countedGames: number | null;
};

/** Who of an earlier stage goes on. */
export type StageEntrants = {
  /** `ranking`: from the top of each group. `split`: places of the final ranking. `manual`: by hand, when the stage starts. */
  from: 'ranking';
  /** The earlier stage that they come from. */
  stage: number;
  /** The best of each group. */
  perGroup: number;
  /** The best of all others. */
  bestOfRest: number;
} | {
  /** `ranking`: from the top of each group. `split`: places of the final ranking. `manual`: by hand, when the stage starts. */
  from: 'split';
  /** The earlier stage that they come from. */
  stage: number;
  /** First and last place of the final ranking; both go on. 2 to 2 items. */
  ranks: number[];
} | {
  /** `ranking`: from the top of each group. `split`: places of the final ranking. `manual`: by hand, when the stage starts. */
  from: 'manual';
  /** The earlier stage that they come from. */
  stage: number;
};

/** A tournament, with what `expand` asked for. */
export interface ExpandedTournament {
  /** `trn_…` */
  id: string;
  /** Shown in lists and printed on certificates. */
  title: string;
  /** Printed as who issues the certificates; null: the name of the organizer's issuer profile. */
  issuer: string | null;
  /** What is played; null: not said. */
  game: string | null;
  /** `#rrggbb`; null: the colour of the type of certificate. */
  accentColor: string | null;
  /** IANA time zone of the dates that are printed and shown. */
  timeZone: string;
  /** Who created it and runs it. `ply_…` */
  organizerId: string;
  /** Simulated players play it, for play coins: in no public list, no certificates. */
  isSandbox: boolean;
  /** Whether players or teams register. */
  mode: 'solo' | 'team';
  /** Players that a team needs; null in mode `solo`. */
  rosterSize: number | null;
  /** Players of a team at most, substitutes included; null: exactly `rosterSize`. */
  rosterSizeMax: number | null;
  /** Who gets certificates: each entrant, or each player on the roster of a team. */
  certificateHolders: 'entrants' | 'members';
  /** In the order of play. */
  stages: Stage[];
  /** In the order draft, published, registration_open, registration_closed, live, completed. Registration also opens and closes by its times. */
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  /** `unlisted`: not in lists. `private`: for its entrants and staff only. */
  visibility: 'public' | 'unlisted' | 'private';
  /** Places; never exceeded. */
  capacity: number;
  /** With fewer confirmed entrants it cannot start. */
  entrantsMin: number;
  /** How long before the start check-in opens; null: there is no check-in. */
  checkInMinutes: number | null;
  /** A report that no other entrant answers for so long counts as confirmed; 0: it waits for ever. */
  autoConfirmMinutes: number;
  /** How many may wait for a place; 0: nobody. */
  waitlistCapacity: number;
  /** How long a free place is offered to one who waits; null: it is given at once. */
  offerMinutes: number | null;
  /** Whether the organizer approves or rejects each registration. */
  requiresApproval: boolean;
  /** What an entrant needs: an invitation code, a place on the allow list, one of the two, or both. */
  entryCondition: 'none' | 'code' | 'list' | 'code_or_list' | 'code_and_list';
  /** Whether it starts by itself at `startsAt`. `when_seeded`: only if the entrants were seeded. */
  autoStart: 'off' | 'when_seeded' | 'always';
  /** Charged when an entrant registers; held until the approval where one is needed. 0: free. At least 0. */
  entryFeeCoins: number;
  /** Paid from the escrow of the tournament; null: none. */
  prizes: {
    /** `percent` and `share`: of the coins in the escrow. `fixed`: coins. */
    kind: 'fixed' | 'percent' | 'share';
    /** Of each place, the best first: percents with the sum 100, shares such as 1, 1, 1 for equal thirds, or coins. Equal ranks share what their places win. */
    places: number[];
  } | null;
  /** Entrants who have a place. */
  confirmedCount: number;
  /** Entrants who wait for a place. */
  waitlistedCount: number;
  /** The `seq` of its last event; 0 before the first. */
  eventSeq: number;
  /** The `epoch` of its last event: follow the events after `eventEpoch:eventSeq`. */
  eventEpoch: string;
  /** When registration opens by itself; null: the organizer opens it. UTC. */
  registrationOpensAt: string | null;
  /** When registration closes by itself; null: the organizer closes it. UTC. */
  registrationClosesAt: string | null;
  /** As announced. The organizer starts the tournament, unless `autoStart` does. UTC. */
  startsAt: string;
  /** null for a draft. UTC. */
  publishedAt: string | null;
  /** When it was started; null before. UTC. */
  startedAt: string | null;
  /** When it was completed or cancelled; null before. UTC. */
  endedAt: string | null;
  /** When the prizes were paid; null before. UTC. */
  settledAt: string | null;
  /** How the entrants were ordered; null before. */
  seedingMethod: string | null;
  /** With it anybody can repeat a random order; null without one. */
  seedingSeed: string | null;
  /** UTC. */
  createdAt: string;
  /** With `expand=organizer`. */
  organizer?: {
    /** `ply_…` */
    id: string;
    /** null if the organizer has given none. */
    displayName: string | null;
  } | undefined;
  /** With `expand=ownRegistration`: the registration of the caller; null without one. */
  ownRegistration?: {
    /** `reg_…` */
    id: string;
    /** Only `confirmed` has a place. */
    state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show' | 'withdrawn' | 'disqualified';
  } | null | undefined;
}

/** The new state. */
export interface TournamentState {
  /** `trn_…` */
  id: string;
  /** The new state. */
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
}

/** A tournament of simulated players. */
export interface Sandbox {
  tournament: Tournament;
  /** The same seed gives the same course. */
  seed: string;
  /** How fast the simulated people act. */
  actsPerMinute: number;
  /** Of a hundred answers to a report, how many contest it. Above 0, the first two are contested. */
  disputePercent: number;
  /** Of a hundred check-ins and matches, to how many somebody does not come. */
  noShowPercent: number;
  /** From then on it is removed. UTC. */
  removedAt: string;
}

/** How far a sandbox is. */
export interface SandboxStatus {
  /** `trn_…` */
  tournamentId: string;
  /** The same seed gives the same course. */
  seed: string;
  /** How fast the simulated people act. */
  actsPerMinute: number;
  /** Of a hundred answers to a report, how many contest it. Above 0, the first two are contested. */
  disputePercent: number;
  /** Of a hundred check-ins and matches, to how many somebody does not come. */
  noShowPercent: number;
  /** From then on it is removed. UTC. */
  removedAt: string;
  /** Acts that were done or refused. */
  actCount: number;
  /** When the next act is due; null: nothing is left to do. UTC. */
  nextAt: string | null;
  /** As things stand; null: nothing is left to do, or not before people do something. */
  nextAct: SandboxAct | null;
}

/** What simulated players, or the organizer for them, do next. */
export interface SandboxAct {
  /** Its name in the API document. */
  operation: string;
  /** Who does it: a simulated player, or the organizer. `ply_…` */
  playerId: string;
  /** Of its path: what it is about. */
  params: Record<string, string>;
}

/** Somebody who is, or is invited as, staff of a tournament. */
export interface StaffMember {
  /** `trn_…` */
  tournamentId: string;
  /** `ply_…` */
  playerId: string;
  /** null: the profile has no name. */
  displayName: string | null;
  /** `co_organizer` runs it, `referee` decides results, `check_in` checks entrants in, `caster` reads. */
  role: 'co_organizer' | 'referee' | 'check_in' | 'caster';
  /** `invited`: has no right until the invitation is accepted. */
  state: 'invited' | 'active';
  /** Who invited. `ply_…` */
  invitedBy: string;
  /** UTC. */
  invitedAt: string;
  /** null while invited. UTC. */
  acceptedAt: string | null;
}

/** A tournament in which the caller is, or may become, staff. */
export interface OwnStaffRole {
  /** `trn_…` */
  tournamentId: string;
  /** The title of the tournament. */
  tournamentTitle: string;
  /** The state of the tournament, as it is stored. */
  tournamentState: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  /** `co_organizer` runs it, `referee` decides results, `check_in` checks entrants in, `caster` reads. */
  role: 'co_organizer' | 'referee' | 'check_in' | 'caster';
  /** `invited`: has no right until the invitation is accepted. */
  state: 'invited' | 'active';
}

/** The numbers of a tournament, of one moment. */
export interface Dashboard {
  /** `trn_…` */
  tournamentId: string;
  /** The state of the tournament, by its times. */
  state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  /** When it starts, and how. */
  start: {
    /** As announced. UTC. */
    at: string;
    /** Whether it starts by itself then. */
    auto: 'off' | 'when_seeded' | 'always';
    /** Why a start that was due could not be made. It is tried again each minute for a day. */
    blockedBy: {
      /** Of the refusal that an organizer who starts it would get. */
      code: string;
      /** Entrants who could play; null: that is not why. At least 0. */
      confirmed: number | null;
      /** Entrants that are needed; null: that is not why. At least 0. */
      needed: number | null;
      /** Since when this is the reason. UTC. */
      since: string;
    } | null;
  };
  /** Places. At least 0. */
  capacity: number;
  /** How many may wait for a place. At least 0. */
  waitlistCapacity: number;
  /** By their state. */
  registrations: {
    /** Registrations in this state. At least 0. */
    pending: number;
    /** Registrations in this state. At least 0. */
    confirmed: number;
    /** Registrations in this state. At least 0. */
    waitlisted: number;
    /** Registrations in this state. At least 0. */
    rejected: number;
    /** Registrations in this state. At least 0. */
    cancelled: number;
    /** Registrations in this state. At least 0. */
    no_show: number;
    /** Registrations in this state. At least 0. */
    withdrawn: number;
    /** Registrations in this state. At least 0. */
    disqualified: number;
  };
  /** Confirmed and waiting entrants who are checked in. At least 0. */
  checkedIn: number;
  /** By their state. */
  matches: {
    /** Matches in this state. At least 0. */
    scheduled: number;
    /** Matches in this state. At least 0. */
    check_in: number;
    /** Matches in this state. At least 0. */
    ready: number;
    /** Matches in this state. At least 0. */
    live: number;
    /** Matches in this state. At least 0. */
    pending_result: number;
    /** Matches in this state. At least 0. */
    completed: number;
    /** Matches in this state. At least 0. */
    disputed: number;
    /** Matches in this state. At least 0. */
    cancelled: number;
  };
  /** What staff look after. */
  attention: {
    /** Disputes that wait for staff. At least 0. */
    openDisputes: number;
    /** Calls for a referee that nobody has resolved. At least 0. */
    openRefereeCalls: number;
    /** Teams with fewer players than `rosterSize`: a member has left. At least 0. */
    shortRosters: number;
  };
  /** Entry fees. */
  fees: {
    /** Held until an approval. At least 0. */
    heldCoins: number;
    /** Charged, whether or not they were returned later. At least 0. */
    capturedCoins: number;
    /** Returned. At least 0. */
    refundedCoins: number;
    /** To be returned, as soon as that is possible. At least 0. */
    owedCoins: number;
  };
}

/** Tournaments whose final places bring points. */
export interface Series {
  /** `ser_…` */
  id: string;
  /** Shown with the standings. */
  title: string;
  /** Who created it. `ply_…` */
  organizerId: string;
  /** Of place 1, 2, … in each tournament. */
  points: number[];
  /** How many results of an entrant count; null: all. */
  countedResults: number | null;
  /** UTC. */
  createdAt: string;
}

/** A series with its tournaments. */
export interface SeriesDetail {
  /** `ser_…` */
  id: string;
  /** Shown with the standings. */
  title: string;
  /** Who created it. `ply_…` */
  organizerId: string;
  /** Of place 1, 2, … in each tournament. */
  points: number[];
  /** How many results of an entrant count; null: all. */
  countedResults: number | null;
  /** UTC. */
  createdAt: string;
  /** In the order of their starts. Drafts and private tournaments are left out. */
  tournaments: {
    /** `trn_…` */
    tournamentId: string;
    /** The title of the tournament. */
    title: string;
    /** Places count once it is completed. */
    state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  }[];
}

/** An entrant in the standings of a series. */
export interface SeriesStanding {
  /** 1 is the best; equal ranks are shared, and the next rank is left out. */
  rank: number;
  /** A player; in tournaments of teams a team. */
  entrantId: string;
  /** The name in the latest tournament. */
  displayName: string;
  /** Of the results that count. */
  points: number;
  /** With `explain=true`: in the order of the tournaments. */
  results?: {
    /** `trn_…` */
    tournamentId: string;
    /** The final rank there. */
    rank: number;
    /** What the rank brings. */
    points: number;
    /** false: better results count. */
    isCounted: boolean;
  }[] | undefined;
}

/** The last draw: what the seeds follow from, and the seeds. */
export interface Seeding {
  /** How the seeds were filled that were not set by hand. */
  method: 'registration_order' | 'random' | 'rating' | 'placements' | 'manual';
  /** With it anybody can repeat a random draw; null where nothing was drawn at random. */
  seed: string | null;
  /** The tournament whose ranks counted; null for other methods. `trn_…` */
  placementsOf: string | null;
  /** The label that was kept apart; null: none. */
  separateBy: 'club' | 'country' | null;
  /** In the order that the method starts from. Entrants of one label have the same number. */
  entrants: {
    /** `reg_…` */
    registrationId: string;
    /** null without a label. */
    label: number | null;
  }[];
  /** The seeds that were set by hand. */
  given: {
    /** `reg_…` */
    registrationId: string;
    /** 1 is the best. */
    seed: number;
  }[];
  /** Seeds that meet early, the most important level first; empty without `separateBy`. */
  levels: {
    /** Where they would meet. */
    meeting: 'round_1' | 'round_2' | 'group';
    /** Seeds that meet there. */
    sets: number[][];
  }[];
  /** The outcome: best seed first. `reg_…` */
  order: string[];
  /** Entrants of one label who are not kept apart. */
  clashes: {
    /** Where they would meet. */
    meeting: 'round_1' | 'round_2' | 'group';
    /** Who meets there. `reg_…` */
    registrationIds: string[];
  }[];
  /** UTC. */
  drawnAt: string;
}

/** A round that is being paired. */
export interface RoundRequest {
  /** The number of the stage. */
  stage: number;
  /** Counts from 1. */
  round: number;
  /** Groups that have no round. */
  unpaired: {
    /** Of the stage. */
    group: number;
    /** `too_few_entrants`: fewer than two are left in the group. */
    reason: 'all_rounds_paired' | 'too_few_entrants' | 'no_legal_round';
    /** Without these rules there would be a round. */
    rules: string[];
  }[];
  /** The event `round_paired` says when the matches exist. */
  state: 'pairing';
}

/** The rounds in which an entrant is not paired. */
export interface RequestedByes {
  /** By round. */
  byes: {
    /** Counts from 1. */
    round: number;
    /** `half`: the points of a draw. */
    points: 'half' | 'zero';
  }[];
}

/** An entrant who has come late. */
export interface LateEntry {
  /** `reg_…` */
  registrationId: string;
  /** The name that the bracket shows. */
  displayName: string;
  /** The number of the stage. */
  stage: number;
  /** After all others. */
  seed: number;
  /** The group of the stage. */
  group: number;
  /** The first one that the entrant takes part in. The rounds before bring 0 points. */
  round: number;
}

/** An entrant in the standings of a stage. */
export interface Standing {
  /** The entrant. `reg_…` */
  registrationId: string;
  /** The name that the bracket shows. */
  displayName: string;
  /** In the stage; 1 is the best. */
  seed: number;
  /** The group of the stage. */
  group: number;
  /** In the group. May be shared. */
  rank: number;
  /** Matches with a result. Forfeits count, byes do not. */
  played: number;
  /** Of these, won; in lobbies, first. */
  won: number;
  /** Of these, drawn; in lobbies, first together with others. */
  drawn: number;
  /** Of these, lost; in lobbies, not first. */
  lost: number;
  /** The sum of the own scores; in lobbies, of the points of all games. */
  scoresFor: number;
  /** The sum of the scores of the opponents; null in lobbies. */
  scoresAgainst: number | null;
  /** The rule that decided the rank; `points` also where no rule decides. */
  decidedBy: string;
  /** Points, then the tie-breaks of the stage in their order. A direct encounter is among the steps. */
  figures: {
    /** Its name, with modifiers. */
    tieBreak: string;
    /** Exact, as in `24.5` or `11/3`; an instant in `earliest_completion`; null: none. */
    value: string | null;
    /** With `explain=true`: what the figure is made of. */
    terms?: {
      /** null: not of one round. */
      round: number | null;
      /** null: an unplayed round. `reg_…` */
      opponent: string | null;
      /** `win`: a match that was played and won. `draw`: a match that was played and drawn. `loss`: a match that was played and lost. `forfeit_win`: won, since the opponent forfeited. `forfeit_loss`: forfeited. `pairing_bye`: no opponent was left in the pairing. `full_bye`: a bye with the points of a win. `half_bye`: a requested bye with the points of a draw. `zero_bye`: not paired; no points. `open`: no result yet. null: not of one round, and in lobbies. */
      kind: 'win' | 'draw' | 'loss' | 'forfeit_win' | 'forfeit_loss' | 'pairing_bye' | 'full_bye' | 'half_bye' | 'zero_bye' | 'open' | null;
      /** What it adds. */
      value: string;
      /** The score that counts for the opponent. */
      opponentScore: string | null;
      /** Own points of the round. */
      points: string | null;
      /** The dummy that an unplayed round counts against. */
      dummy: {
        /** Own score, which the dummy has too. */
        ownScore: string;
        /** The most that the dummy may have. */
        cap: string;
        /** Where that limit comes from: the score of the scheduled opponent, or draws in all rounds so far. */
        capBy: 'scheduled_opponent' | 'draws_in_all_rounds';
      } | null;
      /** Why it is left out. `lowest`: one of the lowest. `highest`: one of the highest. `first_rounds`: of the first rounds. `below_limit`: the opponent has too few points to count. `earlier`: over before the last match. null: it counts. */
      cut: 'lowest' | 'highest' | 'first_rounds' | 'below_limit' | 'earlier' | null;
    }[] | undefined;
  }[];
  /** With `explain=true`: the splits that led to the rank, in order. */
  steps?: {
    /** Its name, with modifiers. */
    tieBreak: string;
    /** Exact, as in `24.5` or `11/3`; an instant in `earliest_completion`; null: none. */
    value: string | null;
    /** The next better figure among the tied. */
    above: string | null;
    /** The next worse figure among the tied. */
    below: string | null;
    /** How many were tied before. */
    tiedCount: number;
    /** What the figure is made of, in a direct encounter. */
    terms: {
      /** null: not of one round. */
      round: number | null;
      /** null: an unplayed round. `reg_…` */
      opponent: string | null;
      /** `win`: a match that was played and won. `draw`: a match that was played and drawn. `loss`: a match that was played and lost. `forfeit_win`: won, since the opponent forfeited. `forfeit_loss`: forfeited. `pairing_bye`: no opponent was left in the pairing. `full_bye`: a bye with the points of a win. `half_bye`: a requested bye with the points of a draw. `zero_bye`: not paired; no points. `open`: no result yet. null: not of one round, and in lobbies. */
      kind: 'win' | 'draw' | 'loss' | 'forfeit_win' | 'forfeit_loss' | 'pairing_bye' | 'full_bye' | 'half_bye' | 'zero_bye' | 'open' | null;
      /** What it adds. */
      value: string;
      /** The score that counts for the opponent. */
      opponentScore: string | null;
      /** Own points of the round. */
      points: string | null;
      /** The dummy that an unplayed round counts against. */
      dummy: {
        /** Own score, which the dummy has too. */
        ownScore: string;
        /** The most that the dummy may have. */
        cap: string;
        /** Where that limit comes from: the score of the scheduled opponent, or draws in all rounds so far. */
        capBy: 'scheduled_opponent' | 'draws_in_all_rounds';
      } | null;
      /** Why it is left out. `lowest`: one of the lowest. `highest`: one of the highest. `first_rounds`: of the first rounds. `below_limit`: the opponent has too few points to count. `earlier`: over before the last match. null: it counts. */
      cut: 'lowest' | 'highest' | 'first_rounds' | 'below_limit' | 'earlier' | null;
    }[];
  }[] | undefined;
}

/** A stage with its entrants and rounds. */
export interface StageDetail {
  stage: Stage;
  /** By seed; empty until the stage starts. */
  entrants: {
    /** `reg_…` */
    registrationId: string;
    /** The name that the bracket shows. */
    displayName: string;
    /** In this stage; 1 is the best. */
    seed: number;
    /** Counts from 1. */
    group: number;
    /** In this stage; null until it is completed. May be shared. */
    rank: number | null;
    /** The rule that gave the rank. */
    decidedBy: string | null;
    /** Rounds of a Swiss in which the entrant is not paired. */
    byes: {
      /** Counts from 1. */
      round: number;
      /** `half`: the points of a draw. */
      points: 'half' | 'zero';
    }[];
  }[];
  /** By group and round; empty until the stage starts. */
  rounds: {
    /** Counts from 1. */
    group: number;
    /** 1 is played first. */
    round: number;
    /** Matches that exist. */
    matches: number;
    /** Neither completed nor cancelled. */
    openMatches: number;
    /** Of a league: when the round is played. */
    day: string | null;
  }[];
  /** Of who has a place, while the stage is planned; from the start on they are those of the entrants. */
  requestedByes: {
    /** `reg_…` */
    registrationId: string;
    /** By round. */
    byes: {
      /** Counts from 1. */
      round: number;
      /** `half`: the points of a draw. */
      points: 'half' | 'zero';
    }[];
  }[];
}

/** An entrant without an account, entered by staff. */
export interface Guest {
  registration: Registration;
  /** Give it to the player, who takes the entry over with it. Shown once; null in the answer to a repeated request. */
  claimCode: string | null;
}

/** An entrant of a tournament: a player or a team. */
export interface Registration {
  /** `reg_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The player; for a team, its captain. `ply_…` */
  playerId: string;
  /** null for a single player. `tem_…` */
  teamId: string | null;
  /** The name that the bracket shows. */
  displayName: string;
  /** The spelling on the certificate; null: that of the name. */
  printedName: string | null;
  /** Of the certificate. */
  language: 'en' | 'bn';
  /** A label; null: not said. */
  club: string | null;
  /** ISO 3166-1 alpha-2 code; null: not said. */
  country: string | null;
  /** Of any rating list, set by the organizer; null: none. */
  rating: number | null;
  /** Only `confirmed` has a place. `pending`: the organizer decides. `waitlisted`: the tournament is full. */
  state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show' | 'withdrawn' | 'disqualified';
  /** 1 is the best; null before the tournament is seeded. */
  seed: number | null;
  /** Only while `waitlisted`; else null. */
  waitlist: {
    /** 1 gets the next free place. At least 1. */
    position: number;
    /** How many wait. At least 1. */
    length: number;
    /** Until when a place is offered; null: none is. UTC. */
    offerEndsAt: string | null;
  } | null;
  /** null: not checked in, or the tournament has no check-in. UTC. */
  checkedInAt: string | null;
  /** true: entered by staff, and no player has claimed the entry. `playerId` is of nobody then. */
  isGuest: boolean;
  /** UTC. */
  createdAt: string;
}

/** What became of each row of a file of entrants. */
export interface EntrantImport {
  /** true: nobody was entered. */
  isDryRun: boolean;
  /** Rows with a place. At least 0. */
  confirmed: number;
  /** Rows that wait for a place. At least 0. */
  waitlisted: number;
  /** Rows that were left out, because an entrant has the name already. At least 0. */
  duplicates: number;
  /** Rows without a place. At least 0. */
  refused: number;
  /** In the order of the file. */
  items: {
    /** Where the row is in the file. At least 1. */
    line: number;
    /** As it was read. */
    displayName: string;
    /** `duplicate`: an entrant or an earlier row has this name. */
    outcome: 'confirmed' | 'waitlisted' | 'duplicate' | 'refused';
    /** Why the row was refused; else null. */
    code: 'tournament_full' | null;
    /** Of a duplicate: who is entered already. null: nobody, or nobody yet in a dry run. `reg_…` */
    registrationId: string | null;
    /** Give it to the player, who takes the entry over with it. Shown once; null in the answer to a repeated request. */
    claimCode: string | null;
  }[];
}

/** A new claim code; the earlier one ended. */
export interface ClaimCode {
  /** `reg_…` */
  registrationId: string;
  /** Give it to the player, who takes the entry over with it. Shown once; null in the answer to a repeated request. */
  claimCode: string | null;
}

/** A list of ratings, by the tournaments that count for it. */
export interface RatingList {
  /** `rtl_…` */
  id: string;
  /** Whose tournaments may count. `ply_…` */
  ownerId: string;
  /** What the list is called. */
  name: string;
  /** How ratings follow from results. */
  system: 'glicko2';
  /** UTC. */
  createdAt: string;
}

/** A player of a rating list. */
export interface RatedPlayer {
  /** `ply_…` */
  playerId: string;
  /** In the last tournament of the list that the player took part in. */
  displayName: string;
  /** Rounded. Begins with 1500. */
  rating: number;
  /** How sure the rating is, rounded: about two thirds are within one deviation. At least 0. */
  deviation: number;
  /** How many results it follows from; in a lobby one with each other player. At least 1. */
  games: number;
}

/** For which rating list a tournament counts. */
export interface Counted {
  /** null: for none. `rtl_…` */
  ratingListId: string | null;
  /** true: its results are in the ratings. */
  isRated: boolean;
}

/** A new invitation code. */
export interface MadeInvitationCode {
  /** `inv_…` */
  id: string;
  /** How many players may register with it. */
  usesMax: number;
  /** How many have. A player who cancels and registers again counts once. */
  uses: number;
  /** From then on it is not taken; null: never. UTC. */
  expiresAt: string | null;
  /** When the organizer ended it; null: it was not. UTC. */
  withdrawnAt: string | null;
  /** Who made it. `ply_…` */
  createdBy: string;
  /** UTC. */
  createdAt: string;
  /** Give it to those who are invited. Shown once; null in the answer to a repeated request. */
  code: string | null;
}

/** A code with which players may register. */
export interface InvitationCode {
  /** `inv_…` */
  id: string;
  /** How many players may register with it. */
  usesMax: number;
  /** How many have. A player who cancels and registers again counts once. */
  uses: number;
  /** From then on it is not taken; null: never. UTC. */
  expiresAt: string | null;
  /** When the organizer ended it; null: it was not. UTC. */
  withdrawnAt: string | null;
  /** Who made it. `ply_…` */
  createdBy: string;
  /** UTC. */
  createdAt: string;
}

/** What became of an allow list. */
export interface AllowListChange {
  /** Who was not on the list before. */
  added: number;
  /** Who was on the list. */
  removed: number;
  /** How many are on the list now. */
  size: number;
}

/** Somebody who may register. */
export interface AllowedPlayer {
  /** null: a subject of an identity provider. `ply_…` */
  playerId: string | null;
  /** SHA-256, as hex, of issuer, line feed and subject; null: a player. The subject itself is not stored. */
  subjectHash: string | null;
  /** UTC. */
  addedAt: string;
}

/** The players of a team in this tournament. */
export interface Roster {
  /** In the order of the registration. */
  items: {
    /** Only for members of the team and the organizer. `ply_…` */
    playerId?: string | undefined;
    /** null if the player has given none. */
    displayName: string | null;
  }[];
}

/** The new state of the registration. */
export interface RegistrationState {
  /** `reg_…` */
  id: string;
  /** The new state. */
  state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show' | 'withdrawn' | 'disqualified';
}

/** Whether an entrant is checked in. */
export interface CheckIn {
  /** `reg_…` */
  registrationId: string;
  /** null: not checked in. */
  checkedInAt: string | null;
}

/** What became of each entrant, in the order asked for. */
export interface CheckIns {
  /** One for each entrant. */
  items: {
    /** `reg_…` */
    registrationId: string;
    /** null: not checked in. */
    checkedInAt: string | null;
    /** Why this one was not checked in; null: it is. */
    code: 'invalid_request' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type' | 'not_found' | 'method_not_allowed' | 'quota_exceeded' | 'unauthenticated' | 'forbidden' | 'insufficient_scope' | 'sanctioned' | 'reporter_muted' | 'too_many_reports' | 'case_leased' | 'version_conflict' | 'origin_not_allowed' | 'idempotency_mismatch' | 'idempotency_in_flight' | 'idempotency_key_required' | 'precondition_failed' | 'state_conflict' | 'limit_reached' | 'registration_not_open' | 'check_in_not_open' | 'tournament_full' | 'offer_not_open' | 'already_registered' | 'claim_code_not_valid' | 'not_on_list' | 'invitation_required' | 'invitation_not_valid' | 'roster_incomplete' | 'team_full' | 'not_enough_entrants' | 'not_seeded' | 'not_a_participant' | 'own_report' | 'match_not_open' | 'matches_affected' | 'double_booked' | 'conflict_of_interest' | 'draw_not_allowed' | 'unknown_tie_break' | 'tie_break_not_allowed' | 'matches_open' | 'round_not_pairable' | 'bye_not_allowed' | 'late_entry_closed' | 'tournament_not_completed' | 'review_required' | 'misconfigured' | 'certificate_revoked' | 'certificate_suspended' | 'certificate_replaced' | 'certificate_not_ready' | 'nothing_to_export' | 'export_not_ready' | 'export_outdated' | 'needs_printed_name' | 'link_not_valid' | 'ticket_not_valid' | 'successor_valid' | 'replacement_identical' | 'not_placed' | 'issuer_required' | 'unprintable_text' | 'unsupported_file' | 'unsupported_format' | 'invalid_file' | 'not_exportable' | 'file_lost' | 'file_damaged' | 'reference_conflict' | 'invalid_amount' | 'insufficient_funds' | 'wallet_frozen' | 'wallet_closed' | 'escrow_short' | 'same_wallet' | 'wallet_not_found' | 'hold_expired' | 'hold_closed' | 'object_deleted' | 'object_held' | 'backfill_disabled' | 'webhook_target_refused' | null;
  }[];
}

/** A registration of the caller, with its tournament. */
export interface OwnRegistration {
  /** `reg_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The player; for a team, its captain. `ply_…` */
  playerId: string;
  /** null for a single player. `tem_…` */
  teamId: string | null;
  /** The name that the bracket shows. */
  displayName: string;
  /** The spelling on the certificate; null: that of the name. */
  printedName: string | null;
  /** Of the certificate. */
  language: 'en' | 'bn';
  /** A label; null: not said. */
  club: string | null;
  /** ISO 3166-1 alpha-2 code; null: not said. */
  country: string | null;
  /** Of any rating list, set by the organizer; null: none. */
  rating: number | null;
  /** Only `confirmed` has a place. `pending`: the organizer decides. `waitlisted`: the tournament is full. */
  state: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show' | 'withdrawn' | 'disqualified';
  /** 1 is the best; null before the tournament is seeded. */
  seed: number | null;
  /** Only while `waitlisted`; else null. */
  waitlist: {
    /** 1 gets the next free place. At least 1. */
    position: number;
    /** How many wait. At least 1. */
    length: number;
    /** Until when a place is offered; null: none is. UTC. */
    offerEndsAt: string | null;
  } | null;
  /** null: not checked in, or the tournament has no check-in. UTC. */
  checkedInAt: string | null;
  /** true: entered by staff, and no player has claimed the entry. `playerId` is of nobody then. */
  isGuest: boolean;
  /** UTC. */
  createdAt: string;
  /** null: the tournament is private and the caller is no entrant of it, for example not yet approved. */
  tournament: {
    /** Of the tournament. */
    title: string;
    /** Of the tournament. */
    state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
    /** As announced. UTC. */
    startsAt: string;
  } | null;
}

/** A tournament that the player or the team took part in. */
export interface TournamentEntry {
  /** `reg_…` */
  registrationId: string;
  /** null for a single player. `tem_…` */
  teamId: string | null;
  /** The name that the bracket shows. */
  displayName: string;
  /** Only `confirmed` has a place. */
  registrationState: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show' | 'withdrawn' | 'disqualified';
  /** Final rank; null until the tournament is completed. */
  rank: number | null;
  /** What a list shows of the tournament. */
  tournament: {
    /** `trn_…` */
    id: string;
    /** Of the tournament. */
    title: string;
    /** What is played; null: not said. */
    game: string | null;
    /** Of the tournament. */
    state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
    /** As announced. UTC. */
    startsAt: string;
  };
}

/** A match of a bracket. */
export interface Match {
  /** `mat_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number of its stage, from 1. */
  stage: number;
  /** Of the stage. Double elimination: 1 winners’ bracket, 2 losers’ bracket, 3 grand final. Single elimination with consolation: 2 is the consolation bracket. */
  group: number;
  /** 1 is played first. */
  round: number;
  /** In the round, from 0. */
  position: number;
  /** `scheduled`: an entrant is not known yet. `check_in`: its entrants check in first. `ready`: may be reported. `pending_result`: reported, another entrant of the match confirms. `disputed`: the organizer decides. */
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
  /** How it ended; null before its end. */
  outcome: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
  /** `final`: the last match of a bracket, or of a group that is one. `third_place`: the losers of the semi-finals. `grand_final`: the champions of both brackets. `reset`: the grand final is played again. `consolation_final`: the last match of the consolation bracket. null: any other match. */
  role: 'final' | 'third_place' | 'consolation_final' | 'grand_final' | 'reset' | null;
  /** Two; more in a lobby; one where a bye is scored like a match. */
  slots: {
    /** Who plays; null while that is open, and where nobody comes. */
    entrant: {
      /** `reg_…` */
      registrationId: string;
      /** The player; for a team, its captain. `ply_…` */
      playerId: string;
      /** The name that the bracket shows. */
      displayName: string;
      /** 1 is the best; null before the tournament is seeded. */
      seed: number | null;
    } | null;
    /** null where the entrant is known. */
    source: {
      /** Who of that match comes. */
      kind: 'winner' | 'loser' | 'place';
      /** The place in that match: 1 is its winner. */
      place: number;
      /** The match that the entrant comes from. `mat_…` */
      matchId: string;
      /** Its group. */
      group: number;
      /** Its round. */
      round: number;
      /** Its position in the round. */
      position: number;
      /** Why nobody will come; null while somebody may. */
      vacancy: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
    } | null;
    /** As reported last. 0 to 10000. */
    score: number | null;
    /** As reported last. 1 is the best, equal places are shared; null: none. 1 to 100. */
    place: number | null;
  }[];
  /** As reported last; empty where only the score of the match was reported. */
  games: {
    /** One per slot. */
    scores: number[];
    /** One per slot; absent where they follow from the scores. */
    places?: (number | null)[] | undefined;
  }[];
  /** null before the end, and after a draw. `reg_…` */
  winnerId: string | null;
  /** Who reported the result that stands; null before a report. `ply_…` */
  reportedBy: string | null;
  /** When the report counts as confirmed unless another entrant answers; null: it waits for nobody, or for ever. */
  confirmsAt: string | null;
  /** When it is to begin; null: not scheduled. UTC. */
  startsAt: string | null;
  /** Until when its station and its entrants are booked; null: not scheduled. UTC. */
  endsAt: string | null;
  /** Where it is played, of the match plan; null: not said. */
  station: string | null;
  /** Where it is broadcast; null: not said. */
  stream: string | null;
  /** It has no time until it gets a new one. */
  isPostponed: boolean;
  /** When its entrants were called last; null: not yet. UTC. */
  calledAt: string | null;
  /** Only in state `check_in`; null otherwise. */
  checkIn: {
    /** From when entrants check in; null: it is open. UTC. */
    opensAt: string | null;
    /** Who has not come by then forfeits; null: not known before the match has a time. UTC. */
    closesAt: string | null;
    /** Who has checked in. `reg_…` */
    present: string[];
  } | null;
}

/** A match with its new schedule. */
export interface ScheduledMatch {
  /** As it is now; its ETag is that of the read. */
  match: Match;
  /** Nothing is refused because of these. */
  warnings: {
    /** An entrant rests less than the match plan says. */
    code: 'short_rest';
    /** The match that was scheduled. `mat_…` */
    matchId: string;
    /** The match before or after it. `mat_…` */
    otherMatchId: string;
    /** Whose rest it is. `reg_…` */
    registrationId: string;
    /** Between the two matches. */
    minutes: number;
  }[];
}

/** The state of the match after the act. */
export interface MatchResult {
  /** `mat_…` */
  matchId: string;
  /** What the act did: `repeated` did nothing new, `disputed` differs from the other report. */
  outcome: 'reported' | 'corrected' | 'confirmed' | 'disputed' | 'decided' | 'repeated';
  /** The state of the match now. */
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
}

/** The state of the match after its score was said. */
export interface MatchScore {
  /** `mat_…` */
  matchId: string;
  /** The state of the match now. */
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
}

/** Evidence for the result of a match: a link or a file. */
export interface Evidence {
  /** `evd_…` */
  id: string;
  /** `mat_…` */
  matchId: string;
  /** Who gave it. `ply_…` */
  playerId: string;
  /** Of a link; null for a file. Given by a player: do not trust where it leads. */
  url: string | null;
  /** null for a link. Not scanned for viruses. */
  file: {
    /** Judged by its content. */
    contentType: 'image/jpeg' | 'image/png' | 'application/pdf' | 'video/mp4';
    /** At most 5,000,000. */
    sizeBytes: number;
    /** Of the whole file, in hex. */
    sha256: string;
  } | null;
  /** UTC. */
  createdAt: string;
}

/** One statement about the result of a match. */
export interface ReportedResult {
  /** `res_…` */
  id: string;
  /** `report` and `confirm`: an entrant of the match. `decision`, `forfeit` and `correction`: staff. `silence`: nobody answered the report in time. In a dispute there are two reports that differ. */
  kind: 'report' | 'confirm' | 'decision' | 'forfeit' | 'correction' | 'silence';
  /** The slot of the entrant who said it; null for staff, and for an entrant who is not in the match any more. 0 to 99. */
  slot: number | null;
  /** The player who said it. null where staff did, unless you are staff or an entrant of the match. `ply_…` */
  actorId: string | null;
  /** One per slot. */
  scores: number[];
  /** One per slot; null: no place. */
  places: (number | null)[];
  /** Empty where no games were sent. */
  games: {
    /** One per slot. */
    scores: number[];
    /** One per slot; absent where they follow from the scores. */
    places?: (number | null)[] | undefined;
  }[];
  /** It does not count any more: the same entrant reported again, staff decided, or a correction reset it. */
  isSuperseded: boolean;
  /** UTC. */
  createdAt: string;
}

/** The state of the match after a forfeit. */
export interface Forfeit {
  /** `mat_…` */
  matchId: string;
  /** The state of the match now. */
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
}

/** What a correction did, or would do. */
export interface Correction {
  /** `mat_…` */
  matchId: string;
  /** `previewed`: nothing was changed. */
  outcome: 'corrected' | 'previewed';
  /** Later matches that get other entrants, earliest first. */
  affected: {
    /** `mat_…` */
    matchId: string;
    /** It was played or reported, and that is lost. */
    hasResult: boolean;
  }[];
}

/** How the matches of a tournament are held. */
export interface MatchPlan {
  /** null: there is no match check-in. */
  matchCheckInMinutes: number | null;
  /** How long a scheduled match books its station and its entrants. */
  matchMinutes: number;
  /** An entrant with less rest between two scheduled matches is a warning. */
  restMinutes: number;
  /** In order. */
  stations: string[];
  /** Fewest players of a team in a match; null: teams name no line-ups. */
  lineUpMin: number | null;
  /** Most players of a team in a match; null: teams name no line-ups. */
  lineUpMax: number | null;
  /** A line-up is hidden from others until all are set or the match has begun. */
  blindLineUps: boolean;
}

/** The times of a round. */
export interface RoundSchedule {
  /** In the order of the bracket. At most 512 items. */
  items: {
    /** `mat_…` */
    matchId: string;
    /** UTC. */
    startsAt: string;
    /** UTC. */
    endsAt: string;
    /** null: none. */
    station: string | null;
  }[];
  /** Nothing is refused because of these. */
  warnings: {
    /** An entrant rests less than the match plan says. */
    code: 'short_rest';
    /** The match that was scheduled. `mat_…` */
    matchId: string;
    /** The match before or after it. `mat_…` */
    otherMatchId: string;
    /** Whose rest it is. `reg_…` */
    registrationId: string;
    /** Between the two matches. */
    minutes: number;
  }[];
}

/** What is wrong with the time of a match. */
export interface ScheduleWarning {
  /** `double_booked`: an entrant or the station is booked by another match, for example since a winner came into a match that had a time already. `short_rest`: an entrant rests less than the match plan says. */
  code: 'double_booked' | 'short_rest';
  /** The match to move. `mat_…` */
  matchId: string;
  /** The match that has the booking, or is before it. `mat_…` */
  otherMatchId: string;
  /** The entrant; null: the station. `reg_…` */
  registrationId: string | null;
  /** The station; null: an entrant. */
  station: string | null;
  /** Of rest; null: double booked. */
  minutes: number | null;
}

/** The entrants of a match were called. */
export interface MatchCall {
  /** `mat_…` */
  matchId: string;
  /** UTC. */
  calledAt: string;
}

/** An entrant is there for a match. */
export interface MatchCheckIn {
  /** `mat_…` */
  matchId: string;
  /** Who is checked in. `reg_…` */
  registrationId: string;
  /** The state of the match now: `ready` when all of its entrants are there. */
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
}

/** Who of a team plays a match. */
export interface LineUp {
  /** The team. `reg_…` */
  registrationId: string;
  /** null: not set yet. UTC. */
  setAt: string | null;
  /** null: not set, or hidden until all line-ups are set or the match has begun. */
  players: {
    /** Only for players of the team, the organizer and referees. `ply_…` */
    playerId?: string | undefined;
    /** null if the player has given none. */
    displayName: string | null;
  }[] | null;
}

/** A line-up was set. */
export interface LineUpSet {
  /** `mat_…` */
  matchId: string;
  /** The team. `reg_…` */
  registrationId: string;
  /** UTC. */
  setAt: string;
}

/** How the maps of a match are chosen. */
export interface VetoPlan {
  /** The pool. */
  maps: string[];
  /** Sides of a map to choose from. */
  sides: string[];
  /** In order. */
  steps: {
    /** `side`: on the map just before. `decider`: a map that nobody picked. */
    kind: 'ban' | 'pick' | 'side' | 'decider';
    /** `a`, `b`: first and second slot. `winner`, `loser`: of the toss. `coin`: drawn at once, by nobody. `game_winner`, `game_loser`: of the game before; after a drawn one the side that chose last counts as its winner. */
    by: 'a' | 'b' | 'winner' | 'loser' | 'coin' | 'game_winner' | 'game_loser';
  }[];
  /** A side that takes longer gets a random choice. */
  stepSeconds: number;
}

/** The veto of a match. */
export interface Veto {
  /** Of the stage. */
  plan: VetoPlan;
  /** With it, and the time of the step before or of the start, anybody repeats a draw. */
  seed: string;
  /** null: it has not started. */
  state: VetoState | null;
}

/** A veto, as it is now. */
export interface VetoState {
  /** The slot that won the toss. */
  toss: 0 | 1;
  /** Those that were taken. */
  steps: {
    /** What was chosen. */
    kind: 'ban' | 'pick' | 'side' | 'decider';
    /** Whose step it was; null: of nobody. */
    slot: 0 | 1 | null;
    /** A map, or a side. */
    choice: string;
    /** `timeout`: drawn, since the side did not choose in time. `draw`: planned so. */
    chosenBy: 'entrant' | 'timeout' | 'draw';
    /** UTC. */
    at: string;
  }[];
  /** In order, as far as they are chosen. */
  games: {
    /** Of the pool. */
    map: string;
    /** null: not chosen. */
    side: {
      /** Who chose; null: drawn. */
      slot: 0 | 1 | null;
      /** The side. */
      name: string;
    } | null;
  }[];
  /** null: it is over, or waits for a game. */
  next: {
    /** Its number, from 0. */
    step: number;
    /** What is to be chosen. */
    kind: 'ban' | 'pick' | 'side' | 'decider';
    /** Who chooses. */
    slot: 0 | 1;
    /** Those that are left. */
    choices: string[];
    /** Then it is drawn. UTC. */
    deadline: string;
  } | null;
  /** The game whose loser, or a referee, says who won it, before the veto goes on. null: it waits for none. */
  awaitedGame: number | null;
  /** The slot that chooses next if the awaited game is drawn: the other side, or a referee, says so. */
  nextIfDrawn: 0 | 1 | null;
}

/** A call for a referee. */
export interface RefereeCall {
  /** `rfc_…` */
  id: string;
  /** `mat_…` */
  matchId: string;
  /** The entrant whose player called. `reg_…` */
  registrationId: string;
  /** Who called. `ply_…` */
  callerId: string;
  /** Why. */
  reason: 'rules' | 'technical_issue' | 'opponent_absent' | 'conduct' | 'result' | 'other';
  /** UTC. */
  calledAt: string;
  /** null while it is open. UTC. */
  resolvedAt: string | null;
  /** The referee; null while it is open. `ply_…` */
  resolvedBy: string | null;
}

/** The result of a match is contested. */
export interface Dispute {
  /** `dsp_…` */
  id: string;
  /** `mat_…` */
  matchId: string;
  /** The entrant who contests. `reg_…` */
  registrationId: string;
  /** Who opened it. `ply_…` */
  openerId: string;
  /** `score_mismatch` without a text: the two sides reported different results. */
  reason: 'score_mismatch' | 'no_show' | 'cheating' | 'technical_issue' | 'other';
  /** null where two reports differ, and after the personal data of the opener was erased. */
  text: string | null;
  /** UTC. */
  openedAt: string;
  /** null while it is open. `decided`, `corrected`: staff set the result. `rejected`: the result stands. `ended`: the match ended or was reset by another act. */
  outcome: 'decided' | 'corrected' | 'rejected' | 'withdrawn' | 'ended' | null;
  /** null while it is open. UTC. */
  closedAt: string | null;
  /** null while it is open, and where it ended with the match. `ply_…` */
  closedBy: string | null;
}

/** A match of the caller, with its tournament. */
export interface OwnMatch {
  /** `mat_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number of its stage, from 1. */
  stage: number;
  /** Of the stage. Double elimination: 1 winners’ bracket, 2 losers’ bracket, 3 grand final. Single elimination with consolation: 2 is the consolation bracket. */
  group: number;
  /** 1 is played first. */
  round: number;
  /** In the round, from 0. */
  position: number;
  /** `scheduled`: an entrant is not known yet. `check_in`: its entrants check in first. `ready`: may be reported. `pending_result`: reported, another entrant of the match confirms. `disputed`: the organizer decides. */
  state: 'scheduled' | 'check_in' | 'ready' | 'live' | 'pending_result' | 'completed' | 'disputed' | 'cancelled';
  /** How it ended; null before its end. */
  outcome: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
  /** `final`: the last match of a bracket, or of a group that is one. `third_place`: the losers of the semi-finals. `grand_final`: the champions of both brackets. `reset`: the grand final is played again. `consolation_final`: the last match of the consolation bracket. null: any other match. */
  role: 'final' | 'third_place' | 'consolation_final' | 'grand_final' | 'reset' | null;
  /** Two; more in a lobby; one where a bye is scored like a match. */
  slots: {
    /** Who plays; null while that is open, and where nobody comes. */
    entrant: {
      /** `reg_…` */
      registrationId: string;
      /** The player; for a team, its captain. `ply_…` */
      playerId: string;
      /** The name that the bracket shows. */
      displayName: string;
      /** 1 is the best; null before the tournament is seeded. */
      seed: number | null;
    } | null;
    /** null where the entrant is known. */
    source: {
      /** Who of that match comes. */
      kind: 'winner' | 'loser' | 'place';
      /** The place in that match: 1 is its winner. */
      place: number;
      /** The match that the entrant comes from. `mat_…` */
      matchId: string;
      /** Its group. */
      group: number;
      /** Its round. */
      round: number;
      /** Its position in the round. */
      position: number;
      /** Why nobody will come; null while somebody may. */
      vacancy: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
    } | null;
    /** As reported last. 0 to 10000. */
    score: number | null;
    /** As reported last. 1 is the best, equal places are shared; null: none. 1 to 100. */
    place: number | null;
  }[];
  /** As reported last; empty where only the score of the match was reported. */
  games: {
    /** One per slot. */
    scores: number[];
    /** One per slot; absent where they follow from the scores. */
    places?: (number | null)[] | undefined;
  }[];
  /** null before the end, and after a draw. `reg_…` */
  winnerId: string | null;
  /** Who reported the result that stands; null before a report. `ply_…` */
  reportedBy: string | null;
  /** When the report counts as confirmed unless another entrant answers; null: it waits for nobody, or for ever. */
  confirmsAt: string | null;
  /** When it is to begin; null: not scheduled. UTC. */
  startsAt: string | null;
  /** Until when its station and its entrants are booked; null: not scheduled. UTC. */
  endsAt: string | null;
  /** Where it is played, of the match plan; null: not said. */
  station: string | null;
  /** Where it is broadcast; null: not said. */
  stream: string | null;
  /** It has no time until it gets a new one. */
  isPostponed: boolean;
  /** When its entrants were called last; null: not yet. UTC. */
  calledAt: string | null;
  /** Only in state `check_in`; null otherwise. */
  checkIn: {
    /** From when entrants check in; null: it is open. UTC. */
    opensAt: string | null;
    /** Who has not come by then forfeits; null: not known before the match has a time. UTC. */
    closesAt: string | null;
    /** Who has checked in. `reg_…` */
    present: string[];
  } | null;
  /** The entrant who is the caller, or a team of the caller. `reg_…` */
  ownRegistrationId: string;
  /** The title of the tournament. */
  tournamentTitle: string;
}

/** The next match of the caller. */
export interface NextMatch {
  /** null: no match of a live tournament is open. */
  match: OwnMatch | null;
}

/** The prizes of a tournament: planned, paid and owed. */
export interface Prizes {
  /** As the organizer set it; null: no prizes. */
  plan: {
    /** `percent` and `share`: of the coins in the escrow. `fixed`: coins. */
    kind: 'fixed' | 'percent' | 'share';
    /** Of each place, the best first: percents with the sum 100, shares such as 1, 1, 1 for equal thirds, or coins. Equal ranks share what their places win. */
    places: number[];
  } | null;
  /** What each entrant pays. At least 0. */
  entryFeeCoins: number;
  /** Anybody may transfer coins to it; null before it is needed first. `wal_…` */
  escrowWalletId: string | null;
  /** What it holds. */
  escrowCoins: number;
  /** What was paid, best rank first. */
  paid: {
    /** `reg_…` */
    registrationId: string;
    /** The final rank that is paid. */
    rank: number;
    /** What was paid. At least 0. */
    amountCoins: number;
    /** UTC. */
    paidAt: string;
  }[];
  /** What could not be paid yet. */
  owed: {
    /** `reg_…` */
    registrationId: string;
    /** What is owed. At least 0. */
    amountCoins: number;
    /** Why it could not be paid: a problem code, such as `wallet_frozen`, or `unclaimed`: a guest won it. */
    cause: string;
    /** When it is tried again by itself, UTC; null: when a player claims the entry. */
    nextAttemptAt: string | null;
  }[];
  /** What entrants owe to the escrow, because they lost a prize after it was paid. */
  claims: {
    /** `reg_…` */
    registrationId: string;
    /** What the entrant owes. At least 0. */
    amountCoins: number;
    /** Why it was not taken back yet: `insufficient_funds`, `wallet_frozen`. */
    cause: string;
    /** When it is tried again by itself. UTC. */
    nextAttemptAt: string | null;
  }[];
}

/** A page of the final ranks; an empty list before the tournament is completed. */
export interface Placements {
  /** Best rank first. Empty before the tournament is completed. */
  items: {
    /** `reg_…` */
    registrationId: string;
    /** The name that the bracket shows. */
    displayName: string;
    /** 1 is the winner; equal ranks are shared, and the next rank is left out. */
    rank: number;
    /** What decided the rank, for example `final`, `round` (in which the entrant was eliminated) or `points`. */
    decidedBy: string;
  }[];
  /** Send it as `cursor` to read the next page; null on the last one. */
  nextCursor: string | null;
  /** null before the tournament is completed. */
  review: PlacementReview | null;
}

/** Whether the placements of a completed tournament stand. */
export interface PlacementReview {
  /** UTC. */
  completedAt: string;
  /** Whether a winner won at least half of the own matches by forfeit: prizes and certificates then wait. */
  requiresReview: boolean;
  /** When the organizer approved the placements; null: not, or not needed. */
  approvedAt: string | null;
  /** Until then the tournament may be reopened, while no prize was paid and no certificate issued. UTC. */
  reopenableUntil: string;
}

/** A team and its members. Its members see more than others. */
export interface Team {
  /** `tem_…` */
  id: string;
  /** As the captain wrote it. */
  name: string;
  /** Registers the team, pays for it and is paid. `ply_…` */
  captainId: string;
  /** All members, the captain included, in the order in which they joined. */
  members: {
    /** Only for members of the team. `ply_…` */
    playerId?: string | undefined;
    /** The name with which the player joined; null if there is none, and after erasure. */
    displayName: string | null;
  }[];
  /** With it others join. Only for members of the team. */
  joinCode?: string | undefined;
  /** UTC. */
  createdAt: string;
}

/** How far issuing is. Read the list again until `pending` is 0. */
export interface CertificateProgress {
  /** All certificates of the tournament. At least 0. */
  total: number;
  /** Those whose files exist. At least 0. */
  issued: number;
  /** Those that are being drawn. At least 0. */
  pending: number;
  /** Those that wait for a spelling that can be printed. At least 0. */
  needsPrintedName: number;
  /** Those whose drawing failed and is tried again. At least 0. */
  failed: number;
}

/** How far issuing is, and a page of the certificates. */
export interface IssuedCertificates {
  /** All certificates of the tournament. At least 0. */
  total: number;
  /** Those whose files exist. At least 0. */
  issued: number;
  /** Those that are being drawn. At least 0. */
  pending: number;
  /** Those that wait for a spelling that can be printed. At least 0. */
  needsPrintedName: number;
  /** Those whose drawing failed and is tried again. At least 0. */
  failed: number;
  /** In the order of the list. */
  items: StaffCertificate[];
  /** Send it as `cursor` to read the next page; null on the last one. */
  nextCursor: string | null;
}

/** A certificate, with the notes that staff see. */
export interface StaffCertificate {
  /** `crt_…` */
  id: string;
  /** The code of the certificate, as printed. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  code: string;
  /** The entrant who is certified. `reg_…` */
  registrationId: string;
  /** The member of the team whose certificate it is; null: it is that of the entrant. `ply_…` */
  memberId: string | null;
  /** The team's name on a member's certificate; null on others. */
  teamName: string | null;
  /** By the place: 1, 2, 3, or taking part. */
  type: 'winner' | 'runner_up' | 'third_place' | 'participant';
  /** In which it is printed: English or Bengali. */
  language: 'en' | 'bn';
  /** `pending`: being drawn. `active`: it counts. `suspended`, `revoked`, or `superseded` by a replacement. */
  state: 'pending' | 'active' | 'revoked' | 'suspended' | 'superseded' | 'expired';
  /** The name that the bracket shows. */
  displayName: string;
  /** The spelling that is printed instead; null where none was given. */
  printedName: string | null;
  /** Final rank; entrants of the same rank have the same place. */
  place: number;
  /** Characters of the name that cannot be drawn; with one, a printed name is needed. */
  undrawable: string[];
  /** Emoji of the name that are not printed. */
  leftOutOfPrint: string[];
  /** The public page of the certificate; its QR code leads there. */
  verificationUrl: string;
  /** How often drawing was tried. */
  attemptCount: number;
  /** Why it is not drawn yet: `needs_printed_name` waits for a spelling, the others are tried again; null without a failure. */
  failure: 'drawing' | 'storage' | 'needs_printed_name' | null;
  /** How often the file was downloaded. */
  downloadCount: number;
  /** null before the first download. UTC. */
  firstDownloadedAt: string | null;
  /** null until it is drawn. UTC. */
  issuedAt: string | null;
  /** From then on it does not count; null: it never expires. UTC. */
  expiresAt: string | null;
  /** Whether the holder hides what is printed from the public page. */
  isPrivate: boolean;
  /** null where it is not revoked. UTC. */
  revokedAt: string | null;
  /** Why it was revoked, in public words; null without them. */
  revokedReason: string | null;
  /** Why it was revoked, from a list; null where it is not revoked. */
  revokedReasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  /** null where it is not suspended. UTC. */
  suspendedAt: string | null;
  /** Why it is suspended, in public words; null without them. */
  suspendedReason: string | null;
  /** Why it is suspended, from a list; null where it is not suspended. */
  suspendedReasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  /** Whether it hides a name that a replacement corrected. */
  isNameHidden: boolean;
  /** A note of the revocation, for staff; null without one. */
  revokedInternalNote: string | null;
  /** A note of the suspension, for staff; null without one. */
  suspendedInternalNote: string | null;
  /** A note of the replacement that made it; null without one. */
  replacesInternalNote: string | null;
}

/** All certificates of a tournament in files. */
export interface CertificateExport {
  /** `exp_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** `zip` or `pdf`. */
  format: 'zip' | 'pdf';
  /** `outdated`: certificates have changed since, so it is not handed out; ask for a new one. */
  state: 'running' | 'finished' | 'outdated';
  /** Whether the last step failed and is tried again, for example without a store. */
  isDelayed: boolean;
  /** How many certificates are in files already. At least 0. */
  doneCount: number;
  /** How many certificates it has. At least 0. */
  certificateCount: number;
  /** Empty until it is finished. */
  files: {
    /** In the path of its download: `…/files/{number}`. */
    number: number;
    /** Of the file. */
    name: string;
    /** Its size. */
    sizeBytes: number;
    /** How many certificates are in it. At least 0. */
    certificateCount: number;
  }[];
  /** How many certificates are left out. At least 0. */
  leftOutCount: number;
  /** The first 500 that are revoked, suspended, not drawn, or lost. Replaced ones are not listed. */
  leftOut: {
    /** `crt_…` */
    certificateId: string;
    /** The code of the certificate, as printed. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
    code: string;
    /** Why it is left out. `file_lost`: its PDF is in no store and cannot be drawn again; replace the certificate. */
    state: 'pending' | 'active' | 'revoked' | 'suspended' | 'superseded' | 'expired' | 'file_lost';
  }[];
  /** When it was first asked for. UTC. */
  createdAt: string;
  /** null while it runs. UTC. */
  finishedAt: string | null;
  /** When it is removed with its files. UTC. */
  removedAt: string;
}

/** What a disqualification after the end changes. */
export interface LateDisqualification {
  /** Who is disqualified. `reg_…` */
  registrationId: string;
  /** true: nothing has changed. */
  isDryRun: boolean;
  /** Entrants with another rank, the best before first. */
  ranks: {
    /** `reg_…` */
    registrationId: string;
    /** The final rank before. At least 1. */
    before: number;
    /** The final rank after. At least 1. */
    after: number;
  }[];
  /** Certificates that are revoked or replaced. */
  certificates: {
    /** The certificate that does not count any more. `crt_…` */
    certificateId: string;
    /** `reg_…` */
    registrationId: string;
    /** `replaced`: by one with the new place, which is drawn now. */
    act: 'revoked' | 'replaced';
    /** The new place where it is replaced, the place that it says where it is revoked. At least 1. */
    place: number;
  }[];
  /** Prizes of all who had or have one; empty while no prize was paid. */
  prizes: {
    /** `reg_…` */
    registrationId: string;
    /** The prize before. At least 0. */
    beforeCoins: number;
    /** The prize after. At least 0. */
    afterCoins: number;
    /** What the entrant gets now; below zero: what is taken back. */
    movedCoins: number;
    /** What the escrow owes the entrant; below zero: what the entrant owes. */
    owedCoins: number;
    /** Why it is owed: `insufficient_funds`, `wallet_frozen`, `escrow_short`. */
    cause: string | null;
  }[];
}

/** A certificate, as its holder sees it. */
export interface Certificate {
  /** `crt_…` */
  id: string;
  /** The code of the certificate, as printed. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  code: string;
  /** The entrant who is certified. `reg_…` */
  registrationId: string;
  /** The member of the team whose certificate it is; null: it is that of the entrant. `ply_…` */
  memberId: string | null;
  /** The team's name on a member's certificate; null on others. */
  teamName: string | null;
  /** By the place: 1, 2, 3, or taking part. */
  type: 'winner' | 'runner_up' | 'third_place' | 'participant';
  /** In which it is printed: English or Bengali. */
  language: 'en' | 'bn';
  /** `pending`: being drawn. `active`: it counts. `suspended`, `revoked`, or `superseded` by a replacement. */
  state: 'pending' | 'active' | 'revoked' | 'suspended' | 'superseded' | 'expired';
  /** The name that the bracket shows. */
  displayName: string;
  /** The spelling that is printed instead; null where none was given. */
  printedName: string | null;
  /** Final rank; entrants of the same rank have the same place. */
  place: number;
  /** Characters of the name that cannot be drawn; with one, a printed name is needed. */
  undrawable: string[];
  /** Emoji of the name that are not printed. */
  leftOutOfPrint: string[];
  /** The public page of the certificate; its QR code leads there. */
  verificationUrl: string;
  /** How often drawing was tried. */
  attemptCount: number;
  /** Why it is not drawn yet: `needs_printed_name` waits for a spelling, the others are tried again; null without a failure. */
  failure: 'drawing' | 'storage' | 'needs_printed_name' | null;
  /** How often the file was downloaded. */
  downloadCount: number;
  /** null before the first download. UTC. */
  firstDownloadedAt: string | null;
  /** null until it is drawn. UTC. */
  issuedAt: string | null;
  /** From then on it does not count; null: it never expires. UTC. */
  expiresAt: string | null;
  /** Whether the holder hides what is printed from the public page. */
  isPrivate: boolean;
  /** null where it is not revoked. UTC. */
  revokedAt: string | null;
  /** Why it was revoked, in public words; null without them. */
  revokedReason: string | null;
  /** Why it was revoked, from a list; null where it is not revoked. */
  revokedReasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  /** null where it is not suspended. UTC. */
  suspendedAt: string | null;
  /** Why it is suspended, in public words; null without them. */
  suspendedReason: string | null;
  /** Why it is suspended, from a list; null where it is not suspended. */
  suspendedReasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  /** Whether it hides a name that a replacement corrected. */
  isNameHidden: boolean;
}

/** The new certificate, which is being drawn. */
export interface CertificateReplacement {
  /** Of the new certificate. `crt_…` */
  id: string;
  /** The code of the certificate, as printed. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  code: string;
}

/** Whether the certificate and all that it replaced are private now. */
export interface CertificatePrivacy {
  /** `crt_…` */
  id: string;
  /** Whether the public page hides what is printed. */
  isPrivate: boolean;
}

/** A link to the file for some minutes. */
export interface DownloadLink {
  /** Works without a token, for example in `<a href>`. */
  url: string;
  /** From then on it is refused. UTC. */
  expiresAt: string;
}

/** How an organizer is named on certificates that are issued from now on. */
export interface Issuer {
  /** `ply_…` */
  playerId: string;
  /** Printed as who issues the certificate. */
  name: string;
  /** Shown on the page of a certificate; null: none. */
  site: string | null;
  /** The file that is stored, without its bytes; null: none. */
  logo: {
    /** Hash of the file. Pattern: `^[0-9a-fA-F]{64}$`. */
    sha256: string;
    /** Its media type. */
    contentType: 'image/png' | 'image/svg+xml';
  } | null;
  /** Printed as a signature line; null: none. */
  signatory: {
    /** Who signs. */
    name: string;
    /** As what; null: only the name is printed. */
    office: string | null;
  } | null;
  /** UTC. */
  updatedAt: string;
}

/** A wallet with its balance. */
export interface Wallet {
  /** `wal_…` */
  id: string;
  /** `player`: of a player. `escrow`: of a tournament. The others are of Laurel itself. */
  kind: 'player' | 'treasury' | 'fees' | 'escrow';
  /** The player or the tournament; empty for a wallet of Laurel itself. */
  ownerId: string;
  /** What the coins are: a player has one wallet for each currency. */
  currency: string;
  /** All coins of the wallet, those that are held included. */
  balanceCoins: number;
  /** Reserved by active holds. At least 0. */
  heldCoins: number;
  /** What can be spent: the balance without what is held. */
  availableCoins: number;
  /** A frozen wallet neither sends nor receives coins. */
  isFrozen: boolean;
  /** A closed wallet is frozen too, until finance opens it again. */
  isClosed: boolean;
}

/** What a payer needs to know of the wallet of a player. */
export interface PayeeWallet {
  /** `wal_…` */
  id: string;
  /** What the coins are. */
  currency: string;
  /** false while it is frozen or closed. */
  canReceive: boolean;
}

/** A hold: coins of the payer that are reserved for the payee. */
export interface Hold {
  /** `hld_…` */
  id: string;
  /** Of the payer. `wal_…` */
  walletId: string;
  /** Of the payee. `wal_…` */
  toWalletId: string;
  /** What was reserved. At least 0. */
  amountCoins: number;
  /** What was paid to the payee; 0 before a capture. At least 0. */
  capturedCoins: number;
  /** `active`: reserved. `captured`: paid, all or in part. `released` by the payee, or `expired`: nothing was paid. */
  state: 'active' | 'captured' | 'released' | 'expired';
  /** Why the coins are reserved: `entry_fee` or `hold_capture`. */
  reason: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase';
  /** UTC. */
  createdAt: string;
  /** When an active hold ends by itself. UTC. */
  expiresAt: string;
  /** When it was captured, released or expired; null while it is active. UTC. */
  resolvedAt: string | null;
}

/** Whether the wallet is frozen now. */
export interface WalletFreeze {
  /** `wal_…` */
  id: string;
  /** The new state. */
  isFrozen: boolean;
}

/** Whether the wallet is closed now. */
export interface WalletClosing {
  /** `wal_…` */
  id: string;
  /** The new state. */
  isClosed: boolean;
}

/** One entry of the history of a wallet. */
export interface LedgerEntry {
  /** `txn_…` */
  id: string;
  /** The transfer whose side this is. `trf_…` */
  transferId: string;
  /** Positive: received. Negative: paid. */
  amountCoins: number;
  /** What the wallet had afterwards. */
  balanceAfterCoins: number;
  /** Why. */
  reason: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase';
  /** What was paid, for example `prize:` with the registration; null without one. */
  reference: string | null;
  /** The other wallet of the transfer; null: its row is missing, which is an error that the reconciliation reports. */
  counterparty: {
    /** `wal_…` */
    walletId: string;
    /** As that of a wallet. */
    kind: 'player' | 'treasury' | 'fees' | 'escrow';
    /** The player or the tournament; empty for a wallet of Laurel itself. */
    ownerId: string;
    /** Of a player; null if unknown or erased. */
    displayName: string | null;
  } | null;
  /** What whoever posted wrote; null without it. */
  memo: string | null;
  /** Only with `expand=detail`. */
  detail?: {
    /** When that which was paid took place; null if it was not said. UTC. */
    occurredAt: string | null;
    /** What whoever posted added; null without any. */
    metadata: Record<string, string | number | boolean> | null;
  } | undefined;
  /** UTC. */
  createdAt: string;
}

/** The balance at that time. */
export interface Balance {
  /** The time that was asked for. UTC. */
  at: string;
  /** What the wallet had then. */
  balanceCoins: number;
}

/** Coins that moved from one wallet to another. */
export interface Transfer {
  /** `trf_…` */
  id: string;
  /** Who paid. `wal_…` */
  fromWalletId: string;
  /** Who received. `wal_…` */
  toWalletId: string;
  /** What was paid. At least 0. */
  amountCoins: number;
  /** Why, as the history of both wallets shows it. */
  reason: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase';
  /** What the payer had afterwards; that of the payee is not shown. */
  fromBalanceAfterCoins: number;
  /** UTC. */
  createdAt: string;
}

/** Coins that a partner has sold and Laurel has credited. Laurel took no money. */
export interface Receipt {
  /** Of the transfer that credited the coins. `trf_…` */
  id: string;
  /** Whose reference it is: the issuer of an API key, or a player of finance. */
  issuer: string;
  /** The number of the sale in the books of the issuer. */
  reference: string;
  /** Who has bought the coins. `ply_…` */
  playerId: string;
  /** Where they went. `wal_…` */
  walletId: string;
  /** How many coins were credited. At least 0. */
  amountCoins: number;
  /** `posted`: it stands. `reversed`: the coins were taken back. */
  state: 'posted' | 'reversed';
  /** What the partner wrote for the buyer; null without it. */
  memo: string | null;
  /** When that which was paid took place; null if it was not said. UTC. */
  occurredAt: string | null;
  /** What whoever posted added; null without any. */
  metadata: Record<string, string | number | boolean> | null;
  /** When the coins were credited. UTC. */
  createdAt: string;
  /** null: it stands. */
  reversal: {
    /** That took the coins back. `trf_…` */
    transferId: string;
    /** UTC. */
    createdAt: string;
  } | null;
}

/** The sums of the receipts of a day, as the ledger has them. */
export interface ReceiptDay {
  /** The day that was asked for, of UTC. */
  day: string;
  /** Whose receipts. */
  issuer: string;
  /** true: nothing is added to the day any more. false: the day is not over. */
  isFinal: boolean;
  /** How many credits were posted on the day. */
  creditCount: number;
  /** Their coins, also of those that were reversed later. At least 0. */
  creditCoins: number;
  /** How many reversals were posted on the day, whenever their credits were. */
  reversalCount: number;
  /** Their coins. At least 0. */
  reversalCoins: number;
  /** Credits less reversals. */
  netCoins: number;
  /** How many of the credits say that their sale took place on an earlier day. */
  lateCount: number;
  /** The coins of these. At least 0. */
  lateCoins: number;
}

/** The hold that was released. */
export interface HoldRelease {
  /** `hld_…` */
  id: string;
  /** The coins are free again. */
  state: 'released';
}

/** A payment that could not be made yet and is tried again by itself. */
export interface OwedPayment {
  /** What is owed: `refund:` or `prize:` with the registration. */
  reference: string;
  /** Whose escrow pays or is paid. `trn_…` */
  tournamentId: string;
  /** Whose captain or player is paid or pays. `reg_…` */
  registrationId: string;
  /** Of the payer. `wal_…` */
  fromWalletId: string;
  /** Of the payee. `wal_…` */
  toWalletId: string;
  /** true: an entrant owes the escrow a prize that was lost after the payout. */
  isClaim: boolean;
  /** What is owed. At least 0. */
  amountCoins: number;
  /** Why it could not be paid: a problem code, such as `wallet_frozen`. */
  cause: string;
  /** How often it was tried. */
  attempts: number;
  /** When it is tried again by itself. UTC. */
  nextAttemptAt: string;
  /** Owed since. UTC. */
  createdAt: string;
}

/** Revenue by period. */
export interface Revenue {
  /** How long a period is; weeks begin on Monday, in UTC. */
  period: 'day' | 'week' | 'month';
  /** As asked. UTC, included. */
  from: string;
  /** As asked. UTC, excluded. */
  to: string;
  /** Each period of the range, in order. */
  items: {
    /** First day of the period. Format: date. */
    from: string;
    /** Entry fees that were charged. At least 0. */
    capturedCoins: number;
    /** Entry fees that were paid back. At least 0. */
    refundedCoins: number;
    /** Charged less paid back. */
    revenueCoins: number;
    /** Players who paid a fee. */
    payingUsers: number;
    /** Coins for each of them; null without any. */
    arppuCoins: number | null;
    /** Revenue against the period before: 0.25 is a quarter more; null if that had none. */
    growth: number | null;
  }[];
}

/** Revenue by the period in which players first moved coins. */
export interface Cohorts {
  /** How long a period is; weeks begin on Monday, in UTC. */
  period: 'week' | 'month';
  /** As asked. UTC, included. */
  from: string;
  /** As asked. UTC, excluded. */
  to: string;
  /** Each cohort, in order. */
  items: {
    /** First day of the period in which these players first moved coins. Format: date. */
    from: string;
    /** How many they are. */
    users: number;
    /** What they paid, period by period. */
    periods: {
      /** Periods after the first; 0 is the first. */
      offset: number;
      /** Entry fees that were charged. At least 0. */
      capturedCoins: number;
      /** Entry fees that were paid back. At least 0. */
      refundedCoins: number;
      /** Charged less paid back. */
      revenueCoins: number;
      /** Players who paid a fee. */
      payingUsers: number;
      /** Coins for each of them; null without any. */
      arppuCoins: number | null;
    }[];
  }[];
}

/** One act in the audit trail. */
export interface AuditEntry {
  /** `aud_…` */
  id: string;
  /** What was done. */
  event: 'player.role_granted' | 'player.role_withdrawn' | 'player.erased' | 'api_key.made' | 'api_key.changed' | 'api_key.revoked' | 'tournament.created' | 'tournament.changed' | 'tournament.deleted' | 'tournament.state_changed' | 'series.created' | 'series.changed' | 'series.tournament_added' | 'series.tournament_removed' | 'staff.invited' | 'staff.accepted' | 'staff.left' | 'staff.removed' | 'tournament.placements_approved' | 'tournament.reopened' | 'tournament.counted' | 'tournament.seeded' | 'tournament.fees_returned' | 'tournament.prizes_paid' | 'tournament.allow_list_changed' | 'invitation.code_made' | 'invitation.code_withdrawn' | 'tournament.match_plan_set' | 'tournament.round_scheduled' | 'round.requested' | 'stage.changed' | 'stage.veto_plan_set' | 'stage.dropped' | 'stage.started' | 'stage.completed' | 'match.result_decided' | 'registration.changed' | 'registration.claimed' | 'guest.code_renewed' | 'guests.entered' | 'match.result_corrected' | 'match.forfeited' | 'match.scheduled' | 'match.called' | 'match.checked_in' | 'match.line_up_set' | 'match.evidence_added' | 'match.referee_call_resolved' | 'match.dispute_rejected' | 'match.check_in_closed' | 'registration.byes_changed' | 'registration.entered_late' | 'registration.withdrawn' | 'registration.disqualified' | 'registration.disqualified_afterwards' | 'registration.approved' | 'registration.rejected' | 'registration.cancelled' | 'registrations.checked_in' | 'registrations.rejected' | 'economy.posted' | 'economy.receipt_posted' | 'economy.reversed' | 'economy.owed_paid' | 'economy.held' | 'economy.captured' | 'economy.released' | 'wallet.frozen' | 'wallet.thawed' | 'wallet.closed' | 'wallet.reopened' | 'certificates.issued' | 'certificates.exported' | 'certificate.revoked' | 'certificate.suspended' | 'certificate.reinstated' | 'certificate.replaced' | 'certificate.expiry_set' | 'certificate.printed_name_set' | 'certificate.privacy_set' | 'issuer.set' | 'sanction.imposed' | 'sanction.confirmed' | 'sanction.revoked' | 'sanction.met_again' | 'tournament.hosting_reviewed' | 'registration.restored' | 'strike.dismissed' | 'appeal.decided' | 'report.filed' | 'case.leased' | 'case.released' | 'case.triaged' | 'case.decided' | 'queue.granted' | 'queue.withdrawn' | 'reporter.muted' | 'reporter.unmuted' | 'rule.declared' | 'rule.switched' | 'rule.trial_started' | 'object.backfill_started' | 'webhook.created' | 'webhook.changed' | 'webhook.deleted' | 'webhook.secret_rotated' | 'webhook.tested' | 'webhook.resent' | 'webhook.recovered' | 'webhook.disabled';
  /** Who did it. `ply_…` */
  actorId: string;
  /** Whom it concerns, a player; null where nobody is concerned. */
  subjectId: string | null;
  /** The kind of what it was about. */
  refType: 'player' | 'apiKey' | 'tournament' | 'series' | 'match' | 'registration' | 'transfer' | 'hold' | 'wallet' | 'certificate' | 'issuer' | 'sanction' | 'appeal' | 'case' | 'rule' | 'run' | 'webhook';
  /** The id of what it was about. */
  refId: string;
  /** Facts, such as the reason; which ones depends on the event. `apiKeyId` names the API key of the act. */
  meta: Record<string, string | number | boolean | null>;
  /** UTC. */
  createdAt: string;
}

/** A reason for sanctions. */
export interface SanctionReason {
  /** Never changes. */
  code: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'unsporting_conduct' | 'no_shows' | 'rule_breach' | 'other';
  /** For readers. */
  title: {
    /** English. */
    en: string;
    /** Bengali. */
    bn: string;
  };
  /** The length of a sanction that names no end; null for ever. */
  defaultDays: number | null;
  /** What a sanction adds to the strikes of its player; 0 for none. */
  strikePoints: number;
  /** How many days the points count. */
  strikeDays: number;
  /** How many days after the sanction an appeal may be sent at the earliest. */
  appealAfterDays: number;
}

/** A sanction as its player sees it. */
export interface OwnSanction {
  /** `san_…` */
  id: string;
  /** Who is sanctioned. `ply_…` */
  playerId: string;
  /** `blocks` says what follows. `certificate_suspension` shows certificates of the player as suspended. `hosting_probation` ends after one reviewed tournament. */
  kind: 'warn' | 'mute' | 'suspend' | 'ban' | 'wallet_freeze' | 'certificate_suspension' | 'hosting_probation';
  /** What it covers; null for all areas. */
  areas: ('competing' | 'staffing' | 'hosting' | 'chatting')[] | null;
  /** The only tournament in which it counts; null for everywhere. `trn_…` */
  tournamentId: string | null;
  /** From `GET /v1/moderation/reasons`. */
  reasonCode: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'unsporting_conduct' | 'no_shows' | 'rule_breach' | 'other';
  /** What the player is told. */
  statement: string;
  /** UTC. */
  startsAt: string;
  /** When it ends by itself; null for never. UTC. */
  endsAt: string | null;
  /** `proposed` waits for a second moderator, `scheduled` for its start. Only `in_force` blocks anything. */
  phase: 'proposed' | 'scheduled' | 'in_force' | 'expired' | 'revoked';
  /** The acts that it blocks while it is in force. */
  blocks: ('register' | 'check_in' | 'report' | 'transfer' | 'watch' | 'staff' | 'host' | 'capture' | 'receive' | 'publish')[];
  /** UTC. */
  createdAt: string;
  /** When a moderator ended it; null if none did. UTC. */
  revokedAt: string | null;
  /** Why it was revoked; null if it was not. */
  revokeReason: string | null;
  /** The sanction that it continues, because an appeal reduced it for example; null if there is none. `san_…` */
  earlierId: string | null;
  /** When a hosting probation ended with a clean tournament; null if it has not, and for other kinds. UTC. */
  fulfilledAt: string | null;
  statementOfReasons: StatementOfReasons;
}

/** What was decided and why, for the player to read. */
export interface StatementOfReasons {
  /** In English. The facts are in the words of the moderator. */
  en: string;
  /** In Bengali. The facts are in the words of the moderator. */
  bn: string;
}

/** A sanction as moderators see it. */
export interface Sanction {
  /** `san_…` */
  id: string;
  /** Who is sanctioned. `ply_…` */
  playerId: string;
  /** `blocks` says what follows. `certificate_suspension` shows certificates of the player as suspended. `hosting_probation` ends after one reviewed tournament. */
  kind: 'warn' | 'mute' | 'suspend' | 'ban' | 'wallet_freeze' | 'certificate_suspension' | 'hosting_probation';
  /** What it covers; null for all areas. */
  areas: ('competing' | 'staffing' | 'hosting' | 'chatting')[] | null;
  /** The only tournament in which it counts; null for everywhere. `trn_…` */
  tournamentId: string | null;
  /** From `GET /v1/moderation/reasons`. */
  reasonCode: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'unsporting_conduct' | 'no_shows' | 'rule_breach' | 'other';
  /** What the player is told. */
  statement: string;
  /** UTC. */
  startsAt: string;
  /** When it ends by itself; null for never. UTC. */
  endsAt: string | null;
  /** `proposed` waits for a second moderator, `scheduled` for its start. Only `in_force` blocks anything. */
  phase: 'proposed' | 'scheduled' | 'in_force' | 'expired' | 'revoked';
  /** The acts that it blocks while it is in force. */
  blocks: ('register' | 'check_in' | 'report' | 'transfer' | 'watch' | 'staff' | 'host' | 'capture' | 'receive' | 'publish')[];
  /** UTC. */
  createdAt: string;
  /** When a moderator ended it; null if none did. UTC. */
  revokedAt: string | null;
  /** Why it was revoked; null if it was not. */
  revokeReason: string | null;
  /** The sanction that it continues, because an appeal reduced it for example; null if there is none. `san_…` */
  earlierId: string | null;
  /** When a hosting probation ended with a clean tournament; null if it has not, and for other kinds. UTC. */
  fulfilledAt: string | null;
  /** For moderators; null if there is none. */
  note: string | null;
  /** The moderator who imposed it. `ply_…` */
  imposedBy: string;
  /** Whether a second moderator must confirm it: a ban for ever, or of more than ten years. */
  needsConfirmation: boolean;
  /** The second moderator; null if none has confirmed it. `ply_…` */
  confirmedBy: string | null;
  /** When it was confirmed; null if it was not. UTC. */
  confirmedAt: string | null;
  /** The moderator who revoked it; null if none did. `ply_…` */
  revokedBy: string | null;
}

/** An appeal against a sanction. */
export interface Appeal {
  /** `apl_…` */
  id: string;
  /** The sanction. `san_…` */
  sanctionId: string;
  /** Who appeals, the sanctioned player. `ply_…` */
  playerId: string;
  /** Why the sanction is wrong, in the words of the player. */
  text: string;
  /** UTC. */
  createdAt: string;
  /** null while it is open. */
  outcome: 'upheld' | 'reduced' | 'lifted' | null;
  /** Why it was decided so; null while it is open. */
  statement: string | null;
  /** The new end of a reduced sanction; otherwise null. UTC. */
  endsAt: string | null;
  /** null while it is open. UTC. */
  decidedAt: string | null;
  /** Of the decision; null while it is open. */
  statementOfReasons: StatementOfReasons | null;
}

/** Something that moderators have decided about the caller. */
export interface Notice {
  /** The same notice always has the same key. */
  key: string;
  /** What has happened. `report_decided`: to a report of the caller. */
  kind: 'sanction_imposed' | 'sanction_confirmed' | 'sanction_revoked' | 'sanction_ended' | 'appeal_decided' | 'entrant_removed' | 'entrant_restored' | 'strike_dismissed' | 'hosting_reviewed' | 'report_decided';
  /** When. UTC. */
  at: string;
  /** The sanction; null for reviews and reports. `san_…` */
  sanctionId: string | null;
  /** The appeal that was decided; otherwise null. `apl_…` */
  appealId: string | null;
  /** The tournament; null if it is about none. `trn_…` */
  tournamentId: string | null;
  /** The entry that was removed or restored; otherwise null. `reg_…` */
  registrationId: string | null;
  /** The report that was decided; otherwise null. `rpt_…` */
  reportId: string | null;
  text: StatementOfReasons;
}

/** A report as its reporter sees it. */
export interface OwnReport {
  /** `rpt_…` */
  id: string;
  /** The case that has it, perhaps with reports of others. `cas_…` */
  caseId: string;
  /** What is reported. */
  subject: {
    /** The kind of what is reported. */
    type: 'player' | 'team' | 'match' | 'registration' | 'evidence' | 'certificate' | 'transfer';
    /** Its id. */
    id: string;
  };
  /** What is wrong. Each category is a queue of moderators. */
  category: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'offensive_name' | 'other';
  /** Where it happened; null outside of tournaments. `trn_…` */
  tournamentId: string | null;
  /** What happened. */
  text: string;
  /** Evidence by id, and links. */
  evidence: ({
    /** Evidence of a match. `evd_…` */
    evidenceId: string;
  } | {
    /** An https address. */
    url: string;
  })[];
  /** UTC. */
  createdAt: string;
  /** `resolved`: the report was right. `rejected`: nothing had to be done. */
  state: 'open' | 'triaged' | 'resolved' | 'rejected';
  /** Why it was decided so; null before. */
  statement: string | null;
  /** null before it is decided. UTC. */
  decidedAt: string | null;
}

/** What a player has reported, and whether reports are taken. */
export interface Reporter {
  /** The reporter. `ply_…` */
  playerId: string;
  /** How many reports. */
  reports: {
    /** In cases that are open. At least 0. */
    open: number;
    /** In cases that are triaged. At least 0. */
    triaged: number;
    /** In cases that are resolved: the reports were right. At least 0. */
    resolved: number;
    /** In cases that are rejected. At least 0. */
    rejected: number;
  };
  /** The last mute, perhaps one that has run out; null if there is none. */
  mute: ReporterMute | null;
}

/** A player whose reports are not taken. */
export interface ReporterMute {
  /** The reporter. `ply_…` */
  playerId: string;
  /** The moderator. `ply_…` */
  mutedBy: string;
  /** Why; the reporter reads it. */
  reason: string;
  /** UTC. */
  mutedAt: string;
  /** When reports are taken again; null for no end. UTC. */
  endsAt: string | null;
}

/** What was reported, in one category. */
export interface Case {
  /** `cas_…` */
  id: string;
  /** What is reported. */
  subject: {
    /** The kind of what is reported. */
    type: 'player' | 'team' | 'match' | 'registration' | 'evidence' | 'certificate' | 'transfer';
    /** Its id. */
    id: string;
  };
  /** What is wrong. Each category is a queue of moderators. */
  category: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'offensive_name' | 'other';
  /** The tournament of the subject; null if it has none. `trn_…` */
  tournamentId: string | null;
  /** The players whom it concerns. `ply_…` */
  playerIds: string[];
  /** `open` until a moderator has looked at it, `triaged` until it is decided. */
  state: 'open' | 'triaged' | 'resolved' | 'rejected';
  /** 0 to 5; 5 is the most urgent. A new case has 3. 0 to 5. */
  priority: number;
  /** How many players have reported it. At least 1. */
  reportCount: number;
  /** `version` of the case as you have read it. 1 to 2147483647. */
  version: number;
  /** The moderator who has it now; null if nobody has. `ply_…` */
  assigneeId: string | null;
  /** Until when; null if nobody has it. UTC. */
  leaseEndsAt: string | null;
  /** Why it was decided so; null before. */
  statement: string | null;
  /** The sanction that followed; null if none did. `san_…` */
  sanctionId: string | null;
  /** The moderator who decided it; null before. `ply_…` */
  decidedBy: string | null;
  /** null before it is decided. UTC. */
  decidedAt: string | null;
  /** UTC. */
  createdAt: string;
}

/** A draft of an organizer on probation that waits for a review. */
export interface HostingDraft {
  /** `trn_…` */
  tournamentId: string;
  /** Its title. */
  title: string;
  /** The organizer on probation. `ply_…` */
  organizerId: string;
  /** How far it is. */
  state: 'draft' | 'pending_approval';
  /** When it is to start. UTC. */
  startsAt: string;
  /** Names its settings, with the stages. Send it with the review. */
  settingsHash: string;
  /** The probation. `san_…` */
  sanctionId: string;
}

/** All that a moderator needs to decide a case. */
export interface CaseFile {
  case: Case;
  /** The subject when it was reported first. */
  snapshot: Record<string, unknown>;
  /** The subject now, with the same fields; null if it is gone. */
  subject: Record<string, unknown> | null;
  /** The first 50. */
  reports: CaseReport[];
  /** Other cases about the same players, the latest 20, of the queues that you see. */
  history: Case[];
  /** Those in force on the players whom the case concerns. */
  sanctions: Sanction[];
  /** What was done with the case, the latest 50. */
  audit: AuditEntry[];
}

/** A report of a case. */
export interface CaseReport {
  /** `rpt_…` */
  id: string;
  /** Who reported. `ply_…` */
  reporterId: string;
  /** Where it happened; null outside of tournaments. `trn_…` */
  tournamentId: string | null;
  /** What happened. */
  text: string;
  /** Evidence by id, and links. */
  evidence: ({
    /** Evidence of a match. `evd_…` */
    evidenceId: string;
  } | {
    /** An https address. */
    url: string;
  })[];
  /** UTC. */
  createdAt: string;
}

/** The right of a moderator on a queue. */
export interface QueueRight {
  /** The moderator. `ply_…` */
  playerId: string;
  /** What is wrong. Each category is a queue of moderators. */
  category: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'offensive_name' | 'other';
  /** The administrator. `ply_…` */
  grantedBy: string;
  /** UTC. */
  grantedAt: string;
}

/** The strikes of a player and what they amount to. */
export interface Strikes {
  /** The sum of the strikes that count now. */
  points: number;
  /** What these points suggest; a moderator decides. null without points. */
  suggestion: {
    /** The kind of sanction. */
    kind: 'warn' | 'mute' | 'suspend' | 'ban' | 'wallet_freeze' | 'certificate_suspension' | 'hosting_probation';
    /** Its length; null for ever. */
    days: number | null;
  } | null;
  /** The newest 100, newest first. */
  items: Strike[];
}

/** Points that a sanction added to its player. */
export interface Strike {
  /** The sanction that added it. `san_…` */
  sanctionId: string;
  /** Whose strike. `ply_…` */
  playerId: string;
  /** The reason of the sanction. */
  reasonCode: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'unsporting_conduct' | 'no_shows' | 'rule_breach' | 'other';
  /** By the catalogue, when the sanction was imposed. */
  points: number;
  /** Only a strike that `counts` adds to the points of the player. `proposed`: a second moderator has not confirmed its sanction. */
  state: 'counts' | 'proposed' | 'decayed' | 'dismissed' | 'revoked';
  /** UTC. */
  createdAt: string;
  /** From then on it counts no more. UTC. */
  decaysAt: string;
  /** The moderator who dismissed it; null if none did. `ply_…` */
  dismissedBy: string | null;
  /** When it was dismissed; null if it was not. UTC. */
  dismissedAt: string | null;
  /** Why it was dismissed; null if it was not. */
  dismissReason: string | null;
}

/** What a moderator decided about a draft with its settings. */
export interface HostingReview {
  /** `trn_…` */
  tournamentId: string;
  /** Whether it may be published with the settings that were reviewed. */
  outcome: 'approved' | 'refused';
  /** Why it was refused; null if it was approved. */
  reason: string | null;
  /** The moderator. `ply_…` */
  reviewedBy: string;
  /** When it was reviewed. UTC. */
  reviewedAt: string;
}

/** What the removal does, or would do in a dry run. */
export interface RemovedEntrant {
  /** `san_…` */
  sanctionId: string;
  /** `reg_…` */
  registrationId: string;
  /** `trn_…` */
  tournamentId: string;
  /** false in a dry run. */
  isDone: boolean;
  /** Open matches that the entrant forfeits. A revocation opens them again, unless it comes too late. `mat_…` */
  forfeitedMatchIds: string[];
  /** These, and the matches after them that change with them. When one of them goes on, nothing can be taken back any more. `mat_…` */
  changedMatchIds: string[];
  /** Cannot be undone: matches that the entrant has played. They stand. `mat_…` */
  playedMatchIds: string[];
}

/** An entrant whom the sanction has removed from a running tournament. */
export interface Removal {
  /** `san_…` */
  sanctionId: string;
  /** `reg_…` */
  registrationId: string;
  /** `trn_…` */
  tournamentId: string;
  /** The moderator. `ply_…` */
  removedBy: string;
  /** When it was removed. UTC. */
  removedAt: string;
  /** When the sanction was revoked; null if it was not. UTC. */
  reversedAt: string | null;
  /** Why the revocation could take nothing back; null: it took all back, or the sanction was not revoked. */
  remainder: 'tournament_over' | 'entrant_changed' | 'stage_completed' | 'matches_went_on' | 'round_paired' | 'no_place' | null;
  /** The matches that had gone on by then. `mat_…` */
  matchIdsGoneOn: string[];
}

/** A rule that refuses acts, beside what each kind of sanction blocks. */
export interface Rule {
  /** `rul_…` */
  id: string;
  /** What it is for. */
  title: string;
  /** The acts that it refuses. */
  acts: ('register' | 'check_in' | 'report' | 'transfer' | 'staff' | 'host')[];
  /** The kinds of sanctions that meet it; null: strikes do. */
  kinds: ('warn' | 'mute' | 'suspend')[] | null;
  /** The points of strikes that meet it; null: sanctions do. */
  pointsMin: number | null;
  /** Which reasons count; null for any. */
  reasonCodes: ('cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'unsporting_conduct' | 'no_shows' | 'rule_breach' | 'other')[] | null;
  /** Where it counts; null for everywhere. `trn_…` */
  tournamentId: string | null;
  /** Only `enforced` refuses anything. */
  state: 'off' | 'shadow' | 'enforced';
  /** `version` of the rule as you have read it. 1 to 2147483647. */
  version: number;
  /** The administrator who declared it. `ply_…` */
  declaredBy: string;
  /** UTC. */
  createdAt: string;
  /** Who switched it last; who declared it, if nobody has. `ply_…` */
  switchedBy: string;
  /** Since when it is in this state. UTC. */
  switchedAt: string;
}

/** What a rule would have refused of the acts that were done. */
export interface Trial {
  /** `tri_…` */
  id: string;
  /** The rule. `rul_…` */
  ruleId: string;
  /** Acts from then on. UTC. */
  fromAt: string;
  /** Acts before; null while the rule is in shadow. UTC. */
  toAt: string | null;
  /** Acts so far of the kinds that the rule names. */
  judgedActs: number;
  /** How many of them the rule would have refused. */
  refusedActs: number;
  /** The administrator who started it. `ply_…` */
  startedBy: string;
  /** UTC. */
  createdAt: string;
  /** When the last act was judged; null: not yet. UTC. */
  finishedAt: string | null;
}

/** An act that a rule would have refused. */
export interface TrialRefusal {
  /** The id of what was done, such as a registration, a result or a transaction. */
  refId: string;
  /** What was done. */
  act: 'register' | 'check_in' | 'report' | 'transfer' | 'staff' | 'host';
  /** Whom the rule would have refused. `ply_…` */
  playerId: string;
  /** Where; null outside of tournaments. `trn_…` */
  tournamentId: string | null;
  /** When it was done. UTC. */
  actedAt: string;
  /** The sanction that meets the rule, or the one whose strike does. `san_…` */
  sanctionId: string;
  /** Until when the rule would have refused; null for ever. UTC. */
  endsAt: string | null;
}

/** What happened in a tournament. */
export type TournamentEvent = TournamentStateChangedEvent | StartBlockedEvent | TournamentChangedEvent | EntrantsSeededEvent | RegistrationChangedEvent | StageChangedEvent | StageDroppedEvent | StaffChangedEvent | RegistrationCreatedEvent | RegistrationPromotedEvent | RegistrationCancelledEvent | RegistrationRestoredEvent | RegistrationClaimedEvent | WaitlistOfferEvent | WaitlistOfferEndedEvent | CheckInOpenedEvent | DeadlineNearEvent | ScheduleConflictEvent | MatchReadyEvent | CheckedInEvent | StageStartedEvent | BracketGeneratedEvent | StageCompletedEvent | RoundPairedEvent | ByesChangedEvent | LateEntryAddedEvent | ScoreUpdatedEvent | ResultReportedEvent | DisputeOpenedEvent | DisputeResolvedEvent | MatchCompletedEvent | MatchCorrectedEvent | MatchCheckedInEvent | MatchCheckInClosedEvent | ScheduleChangedEvent | LineUpSetEvent | VetoChangedEvent | RefereeCalledEvent | RefereeCallResolvedEvent | EvidenceAddedEvent | EvidenceRemovedEvent | MatchCalledEvent | PlacementsFinalEvent | PlacementsApprovedEvent | PlacementsCorrectedEvent | CertificatesIssuedEvent | CaseDecidedEvent | PrizesPaidEvent;

/** The tournament has another state. */
export interface TournamentStateChangedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'tournament_state_changed';
  /** The facts of it. */
  payload: {
    /** The new state. */
    state: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
  };
  /** UTC. */
  createdAt: string;
}

/** The tournament was due to start by itself and cannot. It is tried again each minute for a day. */
export interface StartBlockedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'start_blocked';
  /** The facts of it. */
  payload: {
    /** Of the refusal, for example `not_enough_entrants` or `not_seeded`. */
    code: string;
    /** Entrants who could play; null: that is not why. At least 0. */
    confirmed: number | null;
    /** Entrants that are needed; null: that is not why. At least 0. */
    needed: number | null;
  };
  /** UTC. */
  createdAt: string;
}

/** Settings, or the match plan, of a published tournament changed. */
export interface TournamentChangedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'tournament_changed';
  /** The facts of it. */
  payload: {
    /** What changed, without the values. */
    fields: string[];
  };
  /** UTC. */
  createdAt: string;
}

/** The entrants were put in order. Read the seeding. */
export interface EntrantsSeededEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'entrants_seeded';
  /** The facts of it. */
  payload: {
    /** How they were ordered. */
    method: string;
    /** How many. At least 0. */
    entrants: number;
  };
  /** UTC. */
  createdAt: string;
}

/** Club, country, rating or roster of an entrant changed. Read the registration. */
export interface RegistrationChangedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'registration_changed';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** What changed, without the values. */
    fields: string[];
  };
  /** UTC. */
  createdAt: string;
}

/** The plan of a stage changed. */
export interface StageChangedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'stage_changed';
  /** The facts of it. */
  payload: {
    /** Its number. At least 1. */
    stage: number;
  };
  /** UTC. */
  createdAt: string;
}

/** A stage was dropped before it started. The numbers of the others stay. */
export interface StageDroppedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'stage_dropped';
  /** The facts of it. */
  payload: {
    /** Its number. At least 1. */
    stage: number;
  };
  /** UTC. */
  createdAt: string;
}

/** Somebody was invited as staff, accepted, or is staff no more. */
export interface StaffChangedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'staff_changed';
  /** The facts of it. */
  payload: {
    /** `ply_…` */
    playerId: string;
    /** The role in this tournament. */
    role: 'co_organizer' | 'referee' | 'check_in' | 'caster';
    /** `ended`: declined, left, or the invitation or the role was withdrawn. */
    state: 'invited' | 'active' | 'ended';
  };
  /** UTC. */
  createdAt: string;
}

/** An entrant registered. */
export interface RegistrationCreatedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'registration_created';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** The name that the bracket shows. */
    displayName: string;
    /** `pending`: the organizer decides. `waitlisted`: all places are taken. */
    state: 'pending' | 'confirmed' | 'waitlisted';
  };
  /** UTC. */
  createdAt: string;
}

/** A pending registration was approved, or one that waited got a place. */
export interface RegistrationPromotedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'registration_promoted';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** The name that the bracket shows. */
    displayName: string;
    /** The new state. `pending`: the organizer decides. */
    state: 'confirmed' | 'pending';
  };
  /** UTC. */
  createdAt: string;
}

/** A registration ended: the entrant gave the place back or left the running tournament, did not check in, or the organizer rejected or disqualified it. */
export interface RegistrationCancelledEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'registration_cancelled';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** The new state. */
    state: 'cancelled' | 'rejected' | 'no_show' | 'withdrawn' | 'disqualified';
    /** After the start: the matches that were forfeited with it. */
    matches?: {
      /** `mat_…` */
      matchId: string;
      /** The number of the stage, from 1. At least 1. */
      stage: number;
      /** The group in the stage. At least 1. */
      group: number;
      /** The round in the group. At least 1. */
      round: number;
      /** The position in the round, from 0. At least 0. */
      position: number;
      /** The state of the match; a lobby, or a match that waits for an entrant, is not over. */
      state: string;
      /** How it ended; null if it is not over. */
      outcome: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye' | null;
      /** null after a draw, and where nobody won. `reg_…` */
      winnerId: string | null;
    }[] | undefined;
  };
  /** UTC. */
  createdAt: string;
}

/** A sanction was revoked: the entrant whom it had removed plays again, and the matches are as before. Read them again. */
export interface RegistrationRestoredEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'registration_restored';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** The state before the removal. */
    state: 'confirmed' | 'withdrawn';
    /** All matches that the removal had changed. `mat_…` */
    matchIds: string[];
  };
  /** UTC. */
  createdAt: string;
}

/** A player took over the entry of a guest. Read the registration again. */
export interface RegistrationClaimedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'registration_claimed';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
  };
  /** UTC. */
  createdAt: string;
}

/** A free place is offered to one who waits. */
export interface WaitlistOfferEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'waitlist_offer';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** Until when. UTC. */
    endsAt: string;
  };
  /** UTC. */
  createdAt: string;
}

/** An offered place was declined, or was not accepted in time. The entrant waits on behind all others. */
export interface WaitlistOfferEndedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'waitlist_offer_ended';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** How it ended. */
    outcome: 'declined' | 'lapsed';
  };
  /** UTC. */
  createdAt: string;
}

/** Reminder: entrants can check in. */
export interface CheckInOpenedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'check_in_opened';
  /** The facts of it. */
  payload: {
    /** Until when. UTC. */
    endsAt: string;
  };
  /** UTC. */
  createdAt: string;
}

/** Reminder: registration ends within the hour, or check-in within ten minutes. */
export interface DeadlineNearEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'deadline_near';
  /** The facts of it. */
  payload: {
    /** What ends. */
    deadline: 'registration' | 'check_in';
    /** Until when. UTC. */
    endsAt: string;
  };
  /** UTC. */
  createdAt: string;
}

/** An entrant, or the station, of a match is booked by another match at its time. Read the schedule warnings. */
export interface ScheduleConflictEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'schedule_conflict';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** `mat_…` */
    otherMatchId: string;
    /** The entrant; null: the station. `reg_…` */
    registrationId: string | null;
    /** The station; null: an entrant. */
    station: string | null;
  };
  /** UTC. */
  createdAt: string;
}

/** A match has its entrants and can be played. It comes right after the event that made it so, and again when others play the match. */
export interface MatchReadyEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'match_ready';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** The number of the stage, from 1. At least 1. */
    stage: number;
    /** The group in the stage. At least 1. */
    group: number;
    /** The round in the group. At least 1. */
    round: number;
    /** The position in the round, from 0. At least 0. */
    position: number;
    /** Its entrants, in the order of the slots. `reg_…` */
    registrationIds: string[];
  };
  /** UTC. */
  createdAt: string;
}

/** An entrant checked in, or the check-in was undone. */
export interface CheckedInEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'checked_in';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** false: undone. */
    isCheckedIn: boolean;
  };
  /** UTC. */
  createdAt: string;
}

/** A stage started. Its first matches follow with `bracket_generated`. */
export interface StageStartedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'stage_started';
  /** The facts of it. */
  payload: {
    /** The number of the stage. At least 1. */
    stage: number;
    /** How many take part. At least 0. */
    entrants: number;
    /** Best seed first, where the organizer gave the order; null: the seeds follow from the rules. `reg_…` */
    order: string[] | null;
  };
  /** UTC. */
  createdAt: string;
}

/** A stage started, or its format created further matches. Read the matches again. */
export interface BracketGeneratedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'bracket_generated';
  /** The facts of it. */
  payload: {
    /** The number of the stage. At least 1. */
    stage: number;
    /** How many take part. At least 0. */
    entrants: number;
    /** How many matches were created. At least 0. */
    matches: number;
  };
  /** UTC. */
  createdAt: string;
}

/** A stage is over: its ranking is final. */
export interface StageCompletedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'stage_completed';
  /** The facts of it. */
  payload: {
    /** The number of the stage. At least 1. */
    stage: number;
    /** How many are ranked. At least 0. */
    entrants: number;
  };
  /** UTC. */
  createdAt: string;
}

/** The next round of a Swiss stage is paired, and its matches exist. Read them again. */
export interface RoundPairedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'round_paired';
  /** The facts of it. */
  payload: {
    /** The number of the stage. At least 1. */
    stage: number;
    /** The number of the round. At least 1. */
    round: number;
    /** How many matches the round has, a bye included. At least 0. */
    matches: number;
  };
  /** UTC. */
  createdAt: string;
}

/** An entrant of a Swiss stage said in which rounds it is not paired. */
export interface ByesChangedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'byes_changed';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** The number of the stage. At least 1. */
    stage: number;
    /** All byes of the entrant in this stage. */
    byes: {
      /** Counts from 1. At least 1. */
      round: number;
      /** `half`: those of a draw. */
      points: 'half' | 'zero';
    }[];
  };
  /** UTC. */
  createdAt: string;
}

/** A player entered a stage that is running. New matches may exist; read them again. */
export interface LateEntryAddedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'late_entry_added';
  /** The facts of it. */
  payload: {
    /** `reg_…` */
    registrationId: string;
    /** The number of the stage. At least 1. */
    stage: number;
    /** After all others. At least 1. */
    seed: number;
    /** The group of the stage. At least 1. */
    group: number;
    /** The first one that the entrant takes part in. At least 1. */
    round: number;
  };
  /** UTC. */
  createdAt: string;
}

/** The score of a match while it is played. Of several in a short time, a room sends the last one. */
export interface ScoreUpdatedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'score_updated';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** The number of the stage, from 1. At least 1. */
    stage: number;
    /** The group in the stage. At least 1. */
    group: number;
    /** The round in the group. At least 1. */
    round: number;
    /** The position in the round, from 0. At least 0. */
    position: number;
    /** The state of the match. */
    state: 'live';
    /** How the match stands: one per slot. */
    scores: number[];
    /** The games so far; the last one is being played. */
    games: {
      /** One per slot. */
      scores: number[];
    }[];
  };
  /** UTC. */
  createdAt: string;
}

/** One side reported a result; the other one confirms it or reports another. */
export interface ResultReportedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'result_reported';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** The number of the stage, from 1. At least 1. */
    stage: number;
    /** The group in the stage. At least 1. */
    group: number;
    /** The round in the group. At least 1. */
    round: number;
    /** The position in the round, from 0. At least 0. */
    position: number;
    /** The new state of the match. */
    state: 'pending_result';
    /** The score of each slot. */
    scores: number[];
    /** The place of each slot, 1 for the winner; null where it has none. */
    places: (number | null)[];
    /** Nobody has won yet. */
    winnerId: null;
  };
  /** UTC. */
  createdAt: string;
}

/** An entrant contests the result of a match, or reported another one. Staff decide. */
export interface DisputeOpenedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'dispute_opened';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** The number of the stage, from 1. At least 1. */
    stage: number;
    /** The group in the stage. At least 1. */
    group: number;
    /** The round in the group. At least 1. */
    round: number;
    /** The position in the round, from 0. At least 0. */
    position: number;
    /** Of the match: `disputed`, if it was not over. */
    state: 'disputed' | 'completed';
    /** The score of each slot. */
    scores: number[];
    /** The place of each slot, 1 for the winner; null where it has none. */
    places: (number | null)[];
    /** Not said: the result is contested. */
    winnerId: null;
    /** `dsp_…` */
    disputeId: string;
    /** The entrant who contests. `reg_…` */
    registrationId: string;
    /** Why. The text is not shown here. */
    reason: 'score_mismatch' | 'no_show' | 'cheating' | 'technical_issue' | 'other';
  };
  /** UTC. */
  createdAt: string;
}

/** A dispute is closed. After a decision or a correction the event of the match follows. */
export interface DisputeResolvedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'dispute_resolved';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** `dsp_…` */
    disputeId: string;
    /** The entrant who contests. `reg_…` */
    registrationId: string;
    /** `rejected`: the result stands. `ended`: the match ended or was reset by another act. */
    outcome: 'decided' | 'corrected' | 'rejected' | 'withdrawn' | 'ended';
  };
  /** UTC. */
  createdAt: string;
}

/** A match has its final result. Read the matches that follow from it again. */
export interface MatchCompletedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'match_completed';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** The number of the stage, from 1. At least 1. */
    stage: number;
    /** The group in the stage. At least 1. */
    group: number;
    /** The round in the group. At least 1. */
    round: number;
    /** The position in the round, from 0. At least 0. */
    position: number;
    /** The new state of the match. */
    state: 'completed';
    /** How it ended. */
    outcome: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye';
    /** The score of each slot; null where nothing was played. */
    scores: number[] | null;
    /** The place of each slot, 1 for the winner; null where it has none. */
    places: (number | null)[];
    /** null after a draw, and where nobody won. `reg_…` */
    winnerId: string | null;
  };
  /** UTC. */
  createdAt: string;
}

/** The organizer corrected a completed match. Read it and the matches in `affected` again. */
export interface MatchCorrectedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'match_corrected';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** The number of the stage, from 1. At least 1. */
    stage: number;
    /** The group in the stage. At least 1. */
    group: number;
    /** The round in the group. At least 1. */
    round: number;
    /** The position in the round, from 0. At least 0. */
    position: number;
    /** The new state of the match. */
    state: 'completed';
    /** How it ended. */
    outcome: 'played' | 'walkover' | 'forfeit' | 'double_forfeit' | 'bye';
    /** The score of each slot; null where nothing was played. */
    scores: number[] | null;
    /** The place of each slot, 1 for the winner; null where it has none. */
    places: (number | null)[];
    /** null after a draw, and where nobody won. `reg_…` */
    winnerId: string | null;
    /** Later matches that were reset, since they have got other entrants. `mat_…` */
    affected: string[];
  };
  /** UTC. */
  createdAt: string;
}

/** An entrant checked in before a match. */
export interface MatchCheckedInEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'match_checked_in';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** Who is there. `reg_…` */
    registrationId: string;
    /** The new state of the match; `ready`: everybody is there. */
    state: 'check_in' | 'ready';
  };
  /** UTC. */
  createdAt: string;
}

/** Check-in of a lobby ended without everybody: it goes on with those who came. */
export interface MatchCheckInClosedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'match_check_in_closed';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** The new state of the match. */
    state: 'ready';
    /** Who did not come, and does not play. `reg_…` */
    absent: string[];
  };
  /** UTC. */
  createdAt: string;
}

/** Matches have another time or station. */
export interface ScheduleChangedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'schedule_changed';
  /** The facts of it. */
  payload: {
    /** Those that were scheduled. */
    matches: {
      /** `mat_…` */
      matchId: string;
      /** null: no time. */
      startsAt: string | null;
      /** null: no time. */
      endsAt: string | null;
      /** null: none. */
      station: string | null;
      /** It has no time until it gets a new one. */
      isPostponed: boolean;
    }[];
  };
  /** UTC. */
  createdAt: string;
}

/** A team said who plays a match, or changed it. Read the line-ups of the match. */
export interface LineUpSetEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'line_up_set';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** The team. `reg_…` */
    registrationId: string;
  };
  /** UTC. */
  createdAt: string;
}

/** The veto of a match started or went on, or the game that it waits for was won. */
export interface VetoChangedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'veto_changed';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** How many steps are taken. At least 0. */
    steps: number;
    /** Every game has its map. */
    isOver: boolean;
    /** Of the games, as far as they are chosen. */
    maps: string[];
  };
  /** UTC. */
  createdAt: string;
}

/** A player of a match called a referee. */
export interface RefereeCalledEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'referee_called';
  /** The facts of it. */
  payload: {
    /** `rfc_…` */
    callId: string;
    /** `mat_…` */
    matchId: string;
    /** The entrant whose player called. `reg_…` */
    registrationId: string;
  };
  /** UTC. */
  createdAt: string;
}

/** Staff resolved a call for a referee. */
export interface RefereeCallResolvedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'referee_call_resolved';
  /** The facts of it. */
  payload: {
    /** `rfc_…` */
    callId: string;
    /** `mat_…` */
    matchId: string;
  };
  /** UTC. */
  createdAt: string;
}

/** There is evidence for the result of a match. Its entrants and staff read it. */
export interface EvidenceAddedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'evidence_added';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** `evd_…` */
    evidenceId: string;
  };
  /** UTC. */
  createdAt: string;
}

/** Evidence for the result of a match was deleted, with the personal data of who gave it. */
export interface EvidenceRemovedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'evidence_removed';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** `evd_…` */
    evidenceId: string;
  };
  /** UTC. */
  createdAt: string;
}

/** The entrants of a match were called to their station. */
export interface MatchCalledEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'match_called';
  /** The facts of it. */
  payload: {
    /** `mat_…` */
    matchId: string;
    /** As scheduled; null: not scheduled. */
    startsAt: string | null;
    /** null: not said. */
    station: string | null;
  };
  /** UTC. */
  createdAt: string;
}

/** The tournament is completed, and every entrant has a final rank. */
export interface PlacementsFinalEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'placements_final';
  /** The facts of it. */
  payload: {
    /** How many entrants have a rank. At least 0. */
    placements: number;
    /** true: prizes and certificates wait for `placements_approved`. */
    requiresReview: boolean;
  };
  /** UTC. */
  createdAt: string;
}

/** The organizer approved placements that required a review. */
export interface PlacementsApprovedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'placements_approved';
  /** The facts of it. */
  payload: {
    /** UTC. */
    approvedAt: string;
  };
  /** UTC. */
  createdAt: string;
}

/** An entrant was disqualified after the end: ranks, certificates and prizes have changed. Read them again. */
export interface PlacementsCorrectedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'placements_corrected';
  /** The facts of it. */
  payload: {
    /** Who was disqualified. `reg_…` */
    registrationId: string;
    /** How many entrants have another rank. At least 0. */
    ranks: number;
    /** How many certificates were revoked or replaced. At least 0. */
    certificates: number;
    /** What entrants got. At least 0. */
    paidCoins: number;
    /** What was taken back. At least 0. */
    returnedCoins: number;
    /** What the escrow owes to entrants. At least 0. */
    owedCoins: number;
    /** What entrants owe to the escrow. At least 0. */
    claimedCoins: number;
  };
  /** UTC. */
  createdAt: string;
}

/** Certificates were drawn. It comes while they are drawn, and with `pending: 0` when all of them exist. */
export interface CertificatesIssuedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'certificates_issued';
  /** The facts of it. */
  payload: {
    /** All certificates of the tournament. At least 0. */
    total: number;
    /** Those whose files exist. At least 0. */
    issued: number;
    /** Those that are being drawn. At least 0. */
    pending: number;
  };
  /** UTC. */
  createdAt: string;
}

/** Moderators decided a case about the tournament. Who has reported it reads the outcome in the own reports. */
export interface CaseDecidedEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'case_decided';
  /** The facts of it. */
  payload: {
    /** `caseId` of the reports in it. `cas_…` */
    caseId: string;
    /** `resolved`: the reports were right. */
    outcome: 'resolved' | 'rejected';
  };
  /** UTC. */
  createdAt: string;
}

/** The prizes were paid. */
export interface PrizesPaidEvent {
  /** `evt_…` */
  id: string;
  /** `trn_…` */
  tournamentId: string;
  /** The number in the tournament: 1, 2, 3 … without a gap. At least 1. */
  seq: number;
  /** The numbering in which it was written; `epoch:seq` is a position. */
  epoch: string;
  /** What happened. */
  type: 'prizes_paid';
  /** The facts of it. */
  payload: {
    /** How many were paid. At least 0. */
    prizes: number;
    /** What was paid in all. At least 0. */
    coins: number;
    /** What could not be paid yet and is tried again; absent if nothing is owed. At least 0. */
    owedCoins?: number | undefined;
  };
  /** UTC. */
  createdAt: string;
}

/** A ticket for one socket. */
export interface LiveTicket {
  /** Put it into `ticket` of the address of the room, or into an `auth` frame. */
  ticket: string;
  /** From then on it is refused: 30 seconds after it was made. UTC. */
  expiresAt: string;
}

/** A run over the object stores. */
export type Run = {
  /** `run_…` */
  id: string;
  /** UTC. */
  startedAt: string;
  /** Of its last step. UTC. */
  updatedAt: string;
  /** null while it runs. UTC. */
  finishedAt: string | null;
  /** Decides what the report says. */
  kind: 'backfill';
  /** What it found or did so far. */
  report: BackfillReport;
} | {
  /** `run_…` */
  id: string;
  /** UTC. */
  startedAt: string;
  /** Of its last step. UTC. */
  updatedAt: string;
  /** null while it runs. UTC. */
  finishedAt: string | null;
  /** Decides what the report says. */
  kind: 'consistency';
  /** What it found or did so far. */
  report: ConsistencyReport;
} | {
  /** `run_…` */
  id: string;
  /** UTC. */
  startedAt: string;
  /** Of its last step. UTC. */
  updatedAt: string;
  /** null while it runs. UTC. */
  finishedAt: string | null;
  /** Decides what the report says. */
  kind: 'integrity';
  /** What it found or did so far. */
  report: IntegrityReport;
};

/** How far a backfill is. */
export interface BackfillReport {
  /** From which store to which. */
  direction: 'r2-to-s3' | 's3-to-r2';
  /** Whether it only counts. */
  dryRun: boolean;
  /** A paused run can be resumed. */
  state: 'running' | 'paused' | 'cancelled' | 'finished';
  /** Whether every object was processed. */
  isFinished: boolean;
  /** Objects so far. At least 0. */
  processed: number;
  /** Those that were copied. At least 0. */
  migrated: number;
  /** Those that the other store had. At least 0. */
  skipped: number;
  /** Those that could not be copied. At least 0. */
  failed: number;
  /** The failed ones by what the store answered. */
  failedBy: Record<string, number>;
  /** Copied so far. At least 0. */
  bytes: number;
  /** Since the start, without pauses. At least 0. */
  durationMs: number;
  /** On average. At least 0. */
  objectsPerSecond: number;
  /** The object up to which all were processed. */
  lastKey: string;
  /** The first problems that were found. */
  failures: {
    /** Of the object. */
    key: string;
    /** What is wrong with it; `lost`: no store has it. */
    problem: 'not_found' | 'access_denied' | 'throttled' | 'unavailable' | 'corrupt' | 'missing' | 'differing' | 'extra' | 'resurrected' | 'failed' | 'owed' | 'uncopied' | 'undeleted' | 'lost';
    /** Which store; null: both. */
    side: 'r2' | 's3' | null;
    /** What the store answered. */
    cause?: string | undefined;
  }[];
}

/** One store against the database. */
export interface StoreReport {
  /** Copies that the database expects. At least 0. */
  expected: number;
  /** Objects that the store lists. At least 0. */
  found: number;
  /** Copies that were stored and no longer exist. At least 0. */
  missing: number;
  /** Copies that are another object. At least 0. */
  differing: number;
  /** Objects that the database does not know. At least 0. */
  extra: number;
  /** Deleted objects that exist again. At least 0. */
  resurrected: number;
  /** Copies that were tried and never stored. At least 0. */
  failed: number;
  /** Copies that are to be made and were not tried yet. At least 0. */
  owed: number;
  /** Copies that nobody has ordered: a backfill makes them. At least 0. */
  uncopied: number;
  /** Deleted objects that are not removed yet. At least 0. */
  undeleted: number;
  /** Wrong copies of all that are expected: 0.005 is half a percent. At least 0. */
  mismatchShare: number;
}

/** Both stores against the database. */
export interface ConsistencyReport {
  /** `issues`: something is wrong. `fail`: too much is. */
  agreement: 'success' | 'issues' | 'fail';
  /** Objects that no store has. At least 0. */
  lost: number;
  /** Each store. */
  sides: Record<string, StoreReport>;
  /** The first problems that were found. */
  findings: {
    /** Of the object. */
    key: string;
    /** What is wrong with it; `lost`: no store has it. */
    problem: 'not_found' | 'access_denied' | 'throttled' | 'unavailable' | 'corrupt' | 'missing' | 'differing' | 'extra' | 'resurrected' | 'failed' | 'owed' | 'uncopied' | 'undeleted' | 'lost';
    /** Which store; null: both. */
    side: 'r2' | 's3' | null;
    /** What the store answered. */
    cause?: string | undefined;
  }[];
}

/** A sample of bytes against their hashes. */
export interface IntegrityReport {
  /** `issues`: something is wrong. `fail`: too much is. */
  agreement: 'success' | 'issues' | 'fail';
  /** Objects whose bytes were compared. At least 0. */
  checked: number;
  /** Those with other bytes. At least 0. */
  wrong: number;
  /** Those that could not be read. At least 0. */
  unread: number;
  /** The first problems that were found. */
  findings: {
    /** Of the object. */
    key: string;
    /** What is wrong with it; `lost`: no store has it. */
    problem: 'not_found' | 'access_denied' | 'throttled' | 'unavailable' | 'corrupt' | 'missing' | 'differing' | 'extra' | 'resurrected' | 'failed' | 'owed' | 'uncopied' | 'undeleted' | 'lost';
    /** Which store; null: both. */
    side: 'r2' | 's3' | null;
    /** What the store answered. */
    cause?: string | undefined;
  }[];
}

/** A receiver with the key that the act has made. */
export interface WebhookWithSecret {
  webhook: Webhook;
  /** `whsec_…`: store it, no later answer has it. null: the signature is `v1a`, or the key has ended since. */
  secret: string | null;
  /** `whpk_…` of a `v1a` signature; otherwise null. */
  publicKey: string | null;
}

/** A receiver of events. */
export interface Webhook {
  /** `whk_…` */
  id: string;
  /** Who made it. `ply_…` */
  ownerId: string;
  /** `own`: tournaments of its owner. `all`: every tournament. */
  reach: 'own' | 'all';
  /** Where deliveries are sent. */
  url: string;
  /** For people; null: none. */
  description: string | null;
  /** How deliveries are signed. */
  signature: 'v1' | 'v1a';
  /** Only these types; empty: all. */
  eventTypes: ('tournament_state_changed' | 'start_blocked' | 'tournament_changed' | 'entrants_seeded' | 'registration_changed' | 'stage_changed' | 'stage_dropped' | 'staff_changed' | 'registration_created' | 'registration_promoted' | 'registration_cancelled' | 'registration_restored' | 'registration_claimed' | 'waitlist_offer' | 'waitlist_offer_ended' | 'check_in_opened' | 'deadline_near' | 'schedule_conflict' | 'match_ready' | 'checked_in' | 'stage_started' | 'bracket_generated' | 'stage_completed' | 'round_paired' | 'byes_changed' | 'late_entry_added' | 'score_updated' | 'result_reported' | 'dispute_opened' | 'dispute_resolved' | 'match_completed' | 'match_corrected' | 'match_checked_in' | 'match_check_in_closed' | 'schedule_changed' | 'line_up_set' | 'veto_changed' | 'referee_called' | 'referee_call_resolved' | 'evidence_added' | 'evidence_removed' | 'match_called' | 'placements_final' | 'placements_approved' | 'placements_corrected' | 'certificates_issued' | 'case_decided' | 'prizes_paid')[];
  /** Only these tournaments; empty: all within its reach. `trn_…` */
  tournamentIds: string[];
  /** Only an active one gets anything. */
  state: 'active' | 'disabled';
  /** null: it is active. UTC. */
  disabledAt: string | null;
  /** `owner`: by a change. `gone`: the receiver answered 410. `failing`: no success for five days. null: active. */
  disabledReason: 'owner' | 'gone' | 'failing' | null;
  /** The first failure after the last success; null: the last one succeeded. UTC. */
  failingSince: string | null;
  /** true: a sanction keeps the owner from hosting, or `reach` is `all` and Laurel does not grant the owner the role `admin`. Deliveries wait until that has ended. */
  isPaused: boolean;
  /** UTC. */
  createdAt: string;
}

/** An event on its way to one receiver. */
export interface WebhookDelivery {
  /** `dlv_…` */
  id: string;
  /** `whk_…` */
  webhookId: string;
  /** `webhook-id` of all its requests. */
  messageId: string;
  /** Of the event, `webhook_test` or `webhook_disabled`. */
  type: 'webhook_test' | 'webhook_disabled' | 'tournament_state_changed' | 'start_blocked' | 'tournament_changed' | 'entrants_seeded' | 'registration_changed' | 'stage_changed' | 'stage_dropped' | 'staff_changed' | 'registration_created' | 'registration_promoted' | 'registration_cancelled' | 'registration_restored' | 'registration_claimed' | 'waitlist_offer' | 'waitlist_offer_ended' | 'check_in_opened' | 'deadline_near' | 'schedule_conflict' | 'match_ready' | 'checked_in' | 'stage_started' | 'bracket_generated' | 'stage_completed' | 'round_paired' | 'byes_changed' | 'late_entry_added' | 'score_updated' | 'result_reported' | 'dispute_opened' | 'dispute_resolved' | 'match_completed' | 'match_corrected' | 'match_checked_in' | 'match_check_in_closed' | 'schedule_changed' | 'line_up_set' | 'veto_changed' | 'referee_called' | 'referee_call_resolved' | 'evidence_added' | 'evidence_removed' | 'match_called' | 'placements_final' | 'placements_approved' | 'placements_corrected' | 'certificates_issued' | 'case_decided' | 'prizes_paid';
  /** null: it is no event of a tournament. `trn_…` */
  tournamentId: string | null;
  /** The number of the event in its tournament; null: it is none. */
  seq: number | null;
  /** `failed`: all attempts failed. */
  state: 'pending' | 'sending' | 'delivered' | 'failed';
  /** When it is sent next; while it is being sent, when that is given up. null: it is over. UTC. */
  dueAt: string | null;
  /** Failures since it was queued. */
  failureCount: number;
  /** UTC. */
  createdAt: string;
  /** null: it is not over. UTC. */
  finishedAt: string | null;
  /** Latest first: in a list the latest one, in the answer to an act none, otherwise the latest 50. */
  attempts: WebhookAttempt[];
}

/** One request to the receiver. */
export interface WebhookAttempt {
  /** Counts attempts; one that a crash ended is missing. */
  number: number;
  /** UTC. */
  startedAt: string;
  /** Until the answer, or the failure. */
  durationMs: number;
  /** Of the answer; null: there was none. */
  status: number | null;
  /** null: delivered. `address`: the target is not public. `status`: neither 2xx nor 3xx. */
  error: 'timeout' | 'unreachable' | 'not_resolvable' | 'address' | 'redirect' | 'status' | null;
  /** The first kilobyte of the answer; null: there was none. */
  answer: string | null;
}

/** What a recovery has queued. */
export interface WebhookRecovery {
  /** How many deliveries were queued. What was delivered before is not queued again. */
  queuedCount: number;
  /** Send it as the next request to go on; null: everything was looked at. */
  next: {
    /** Events from this time on. */
    since?: string | undefined;
    /** `trn_…` */
    tournamentId?: string | undefined;
    /** The `seq` of the last event that was looked at. 0 to 2147483647. */
    afterSeq?: number | undefined;
  } | null;
}

/** The server runs. */
export interface Health {
  /** Always `ok`: the server answers. */
  status: 'ok';
}

/** What works, and what does not. */
export interface Readiness {
  /** Not ready while the database or all stores are down, or settings are wrong. */
  status: 'ready' | 'not_ready';
  /** Settings that disable a kind of work or make answers stale. */
  faults: {
    /** The variable or setting. */
    variable: string;
    /** What is wrong with it. */
    reason: string;
  }[];
  /** The database and each store. */
  checks: Record<string, 'ok' | 'down'>;
  /** Each store's circuit breakers, as this instance of the server knows them. */
  breakers: Record<string, {
    /** Of reads. */
    read: 'closed' | 'open' | 'half_open';
    /** Of writes. */
    write: 'closed' | 'open' | 'half_open';
    /** Of lists. */
    list: 'closed' | 'open' | 'half_open';
  }>;
}

/** Whether the certificate counts, and what is printed on it. */
export interface Verdict {
  /** `valid`: it counts. `hidden`: it would count, but hides what is printed. `pending` and `needs_printed_name`: not drawn yet. `altered`: the stored file is another. The others say what became of it. */
  verdict: 'valid' | 'hidden' | 'pending' | 'needs_printed_name' | 'revoked' | 'suspended' | 'superseded' | 'expired' | 'altered';
  /** Since when the verdict holds; null where that is not known. UTC. */
  since: string | null;
  /** Why it does not count, in public words; null without them. */
  reason: string | null;
  /** Why it does not count, from a list; null without a reason. */
  reasonCode: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'under_review' | 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | null;
  /** Whether the stored file is the issued one. Only `differs` speaks against the certificate; a store that does not answer proves nothing. */
  fileCheck: 'matches' | 'differs' | 'missing' | 'unreachable' | 'not_checked';
  /** Whether what is printed is hidden. */
  isPrivate: boolean;
  /** What is printed, or the code alone. */
  certificate: PrintedContent | HiddenContent;
  /** null before it is drawn. UTC. */
  issuedAt: string | null;
  /** null: it never expires. UTC. */
  expiresAt: string | null;
  /** null where it is not revoked. UTC. */
  revokedAt: string | null;
  /** IANA time zone of dates on the page: that of the tournament. */
  timeZone: string;
  /** The code of the certificate that it replaced; null: none. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  replaces: string | null;
  /** The code of the certificate that replaced it; null: none. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  replacedBy: string | null;
  /** The files that were issued. */
  files: {
    /** null before it is drawn. */
    pdf: {
      /** Hash of the bytes of the file, in hexadecimal. Pattern: `^[0-9a-fA-F]{64}$`. */
      sha256: string;
      /** Its size. */
      sizeBytes: number;
    } | null;
    /** null before it is drawn. */
    png: {
      /** Hash of the bytes of the file, in hexadecimal. Pattern: `^[0-9a-fA-F]{64}$`. */
      sha256: string;
      /** Its size. */
      sizeBytes: number;
    } | null;
  };
}

/** Everything that is printed on the certificate. */
export interface PrintedContent {
  /** The code of the certificate, as printed. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  code: string;
  /** The public page of the certificate. */
  verificationUrl: string;
  /** By the place: 1, 2, 3, or taking part. */
  type: 'winner' | 'runner_up' | 'third_place' | 'participant';
  /** In which it is printed. */
  language: 'en' | 'bn';
  /** The name as printed, of a player or a team. */
  printedName: string;
  /** Whether the name is that of a team. */
  isTeam: boolean;
  /** The team of the member whose name it is; null: no team is printed beside it. */
  teamName: string | null;
  /** As printed. */
  tournamentTitle: string;
  /** Final rank. */
  place: number;
  /** Whether others have the same rank. */
  isPlaceShared: boolean;
  /** How many took part. */
  entrantCount: number;
  /** When the tournament ended, in its time zone. Format: date. */
  endedOn: string;
  /** Who issued it, as printed. */
  issuer: string;
  /** The site of the issuer; null: none. */
  issuerSite: string | null;
  /** The signature line; null: none. */
  signatory: {
    /** Who signed. */
    name: string;
    /** As what; null: only the name is printed. */
    office: string | null;
  } | null;
  /** `#rrggbb`; null: the colour of the type. */
  accentColor: string | null;
}

/** What is known of a certificate that hides what is printed. */
export interface HiddenContent {
  /** The code of the certificate, as printed. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
  code: string;
  /** The public page of the certificate. */
  verificationUrl: string;
}

/** The card of the page by oEmbed (https://oembed.com). */
export interface Oembed {
  /** Of oEmbed. */
  version: '1.0';
  /** HTML. */
  type: 'rich';
  /** What the card shows. */
  title: string;
  /** Who answers. */
  provider_name: 'Laurel';
  /** The address of Laurel. */
  provider_url: string;
  /** A frame with the card, to put into a page. */
  html: string;
  /** Of the frame, in pixels. */
  width: number;
  /** Of the frame, in pixels. */
  height: number;
  /** How long the answer may be kept, in seconds. */
  cache_age: number;
}

/** The verdict for links that were printed before the pages existed. */
export interface PrintedLinkVerdict {
  /** Whether it counts, and shows what is printed. */
  valid: boolean;
  /** Whether what is printed is hidden. */
  is_private: boolean;
  /** `crt_…` */
  certificate_id: string;
  /** The title as printed; null if hidden. */
  tournament: string | null;
  /** The name as printed; null if hidden. */
  participant_display_name: string | null;
  /** By the place; null if hidden. */
  certificate_type: 'winner' | 'runner_up' | 'third_place' | 'participant' | null;
  /** Final rank; null if hidden. */
  placement: number | null;
  /** When it was issued; null before. UTC. */
  generated_at: string | null;
  /** Whether it was revoked. */
  revoked: boolean;
  /** Why, in public words; null where it is not revoked. */
  revoked_reason: string | null;
  /** Whether the stored file is another than the issued one. */
  is_tampered: boolean;
  /** The public page of the certificate. */
  verification_url: string;
}

/** Whether the file is one that was issued. */
export interface FileVerdict {
  /** `exact`: byte for byte as issued. `altered`: other bytes with the code of a certificate. `unknown`: no code that was issued. */
  result: 'exact' | 'altered' | 'unknown';
  /** Why this is the result. */
  grounds: 'issued_bytes' | 'other_bytes' | 'no_code' | 'code_not_issued' | 'not_issued_yet';
  /** The grounds in words. */
  detail: string;
  /** Of the file, by its content. */
  format: 'pdf' | 'png';
  /** Hash of the bytes of the file, in hexadecimal. Pattern: `^[0-9a-fA-F]{64}$`. */
  sha256: string;
  /** What the file says of itself. */
  found: {
    /** The codes in the file, at most 16. Pattern: `^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`. */
    codes: string[];
    /** Where the first one stands; null without one. */
    in: 'bytes' | 'compressed_or_encrypted' | null;
    /** Kinds of parts that could not be read, where a code may stand unseen. */
    unread: ('encrypted' | 'damaged' | 'unknown_filter' | 'too_large' | 'picture' | 'more_codes')[];
  };
  /** What the record says of the certificate that the file names; null without one. */
  certificate: Verdict | null;
}

/** The matches that the stage begins with. */
export interface BracketPreview {
  /** In the order of play. */
  matches: {
    /** Counts from 1. */
    group: number;
    /** 1 is played first. */
    round: number;
    /** In the round, from 0. */
    position: number;
    /** `final`: the last match of a bracket, or of a group that is one. `third_place`: the losers of the semi-finals. `grand_final`: the champions of both brackets. `reset`: the grand final is played again. `consolation_final`: the last match of the consolation bracket. null: any other match. */
    role: 'final' | 'third_place' | 'consolation_final' | 'grand_final' | 'reset' | null;
    /** Who plays, or where they come from. */
    slots: {
      /** null where the entrant comes from another match. */
      seed: number | null;
      /** The match that the entrant comes from; null for a seed. */
      source: {
        /** Who of that match comes. */
        kind: 'winner' | 'loser' | 'place';
        /** The place in that match: 1 is its winner. */
        place: number;
        /** Counts from 1. */
        group: number;
        /** 1 is played first. */
        round: number;
        /** In the round, from 0. */
        position: number;
      } | null;
    }[];
  }[];
  /** Whether results may add matches, such as a reset of the grand final. */
  createsMatches: boolean;
}

/** A frame of a live socket. */
export type LiveFrame = WelcomeFrame | ResyncFrame | EventFrame | EventsFrame | AuthenticatedFrame | PresenceFrame | PongFrame | ErrorFrame;

/** The first frame: where you stand. With `recovered` the events that you missed come next. */
export interface WelcomeFrame {
  /** What the frame is. */
  type: 'welcome';
  /** With `seq` the position. */
  epoch: string;
  /** The last event that you then have; the next one is `seq + 1`. At least 0. */
  seq: number;
  /** The last event that comes at once; `seq` if none does. At least 0. */
  upTo: number;
  /** True if it goes on where you said that you stand. Then there is no snapshot. */
  recovered: boolean;
  /** The tournament as `GET /v1/tournaments/{id}` answers it, or the match as `GET /v1/matches/{id}` does. */
  snapshot?: Record<string, unknown> | undefined;
  /** How often to send a ping. */
  heartbeatMs: number;
  /** When your token ends: the socket is closed then, unless a frame with a new ticket comes before. */
  endsAt?: string | undefined;
}

/** What you have does not lead to where the tournament stands: drop it, and begin anew. */
export interface ResyncFrame {
  /** What the frame is. */
  type: 'resync';
  /** With `seq` the position. */
  epoch: string;
  /** The last event that you then have; the next one is `seq + 1`. At least 0. */
  seq: number;
  /** The last event that comes at once; `seq` if none does. At least 0. */
  upTo: number;
  /** What you missed is not sent. */
  recovered: false;
  /** The tournament as `GET /v1/tournaments/{id}` answers it, or the match as `GET /v1/matches/{id}` does. */
  snapshot: Record<string, unknown>;
  /** How often to send a ping. */
  heartbeatMs: number;
}

/** One event, once and in order. */
export interface EventFrame {
  /** What the frame is. */
  type: 'event';
  /** The event that you must have before this one. Absent: the number before its own. At least 0. */
  after?: number | undefined;
  /** As the list of events answers it. */
  event: TournamentEvent;
}

/** Several events that come together, each once and in order. */
export interface EventsFrame {
  /** What the frame is. */
  type: 'events';
  /** The event that you must have before these: nothing of your stream lies between. At least 0. */
  after: number;
  /** At most 100, as the list of events answers them. */
  events: TournamentEvent[];
}

/** The answer to a new ticket: the socket stays open. */
export interface AuthenticatedFrame {
  /** What the frame is. */
  type: 'authenticated';
  /** When your token ends: the socket is closed then, unless a frame with a new ticket comes before. */
  endsAt?: string | undefined;
}

/** The answer to `presence`. */
export interface PresenceFrame {
  /** What the frame is. */
  type: 'presence';
  /** How many sockets follow the same now; approximate. At least 0. */
  sockets: number;
}

/** The answer to a ping. */
export interface PongFrame {
  /** What the frame is. */
  type: 'pong';
}

/** A frame was not understood or not done, or the socket is closed next. */
export interface ErrorFrame {
  /** What the frame is. */
  type: 'error';
  /** `slow_down`: the frame was ignored. `refused`: the server closes the socket. */
  code: 'invalid_message' | 'slow_down' | 'refused';
  /** Why, in a few words. */
  reason?: string | undefined;
  /** When to try again, in milliseconds. At least 0. */
  retryAfterMs?: number | undefined;
}

export interface ChangeMeBody {
  /** Shown wherever the player appears; certificates that were issued keep theirs. 1 to 50 characters. */
  displayName: string;
}

export interface GrantRoleBody {
  /** The role to grant. */
  role: 'organizer' | 'moderator' | 'finance' | 'admin';
}

export interface MakeApiKeyBody {
  /** What the key is for; shown in lists. 1 to 100 characters. */
  name: string;
  /** What the key may do: each operation names its scope. They never change. `economy:credit` needs the reach `all`. 1 to 12 items. */
  scopes: readonly ('tournaments:read' | 'tournaments:write' | 'registrations:read' | 'registrations:write' | 'matches:read' | 'matches:write' | 'certificates:read' | 'certificates:write' | 'economy:read' | 'economy:write' | 'economy:credit' | 'economy:payout')[];
  /** `own`: the tournaments, series and rating lists that the creator organizes. `all`: everything, while Laurel grants the creator the role `admin`; only an administrator makes such a key. Default: "own". */
  reach?: 'own' | 'all' | undefined;
  /** Who gives the references of receipts that are posted with the key, for example a shop. A key that replaces another names the same. null: the creator. Pattern: `^[a-z0-9][a-z0-9-]{0,39}$`. */
  issuer?: string | null | undefined;
  /** When the key ends, at most 730 days from now. Without it, 365 days from now. Example: "2035-01-31T18:00:00+06:00". */
  expiresAt?: string | undefined;
}

export interface ListApiKeysQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListApiKeysOfQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ChangeApiKeyBody {
  /** What the key is for; shown in lists. 1 to 100 characters. */
  name?: string | undefined;
  /** When the key ends, at most 730 days from now. Example: "2035-01-31T18:00:00+06:00". */
  expiresAt?: string | undefined;
}

export interface CreateTournamentBody {
  /** Shown in lists and printed on certificates. 1 to 120 characters. */
  title: string;
  /** Printed as who issues the certificates; null: the name of the organizer's issuer profile. 1 to 80 characters. */
  issuer?: string | null | undefined;
  /** What is played; lists can be filtered by it. null: not said. 1 to 60 characters. */
  game?: string | null | undefined;
  /** `#rrggbb`, of certificates and their pages; null: the colour of the type of certificate. Pattern: `^#[0-9a-f]{6}$`. */
  accentColor?: string | null | undefined;
  /** IANA name; of the dates that are printed and shown. Example: "Asia/Dhaka". */
  timeZone?: string | undefined;
  /** Whether players or teams register. Default: "solo". */
  mode?: 'solo' | 'team' | undefined;
  /** Players that a team needs, 2 to 20: needed in mode `team`, and null in mode `solo`. 2 to 20. */
  rosterSize?: number | null | undefined;
  /** Players of a team at most, substitutes included, `rosterSize` to 20; null: exactly `rosterSize`. 2 to 20. */
  rosterSizeMax?: number | null | undefined;
  /** Who gets certificates: `entrants`, a team as a whole, or `members`, each player of the roster with the name of the team; `members` needs the mode `team`. Default: "entrants". */
  certificateHolders?: 'entrants' | 'members' | undefined;
  /** In the order of play. 1 to 8 items. Default: [{"format":"single_elimination"}]. */
  stages?: readonly StageCreate[] | undefined;
  /** Places; never exceeded. 2 to 4096. */
  capacity: number;
  /** With fewer entrants it cannot start. 2 to 4096. Default: 2. */
  entrantsMin?: number | undefined;
  /** How many may wait for a place when the tournament is full; 0: there is no waitlist. 0 to 4096. Default: 4096. */
  waitlistCapacity?: number | undefined;
  /** A free place is offered for this long to the next who waits; null: that one gets it at once and pays. 5 to 10080. */
  offerMinutes?: number | null | undefined;
  /** Entrants check in from this long before the start until the start; null: there is no check-in. 5 to 1440. */
  checkInMinutes?: number | null | undefined;
  /** A report that no other entrant answers for so long counts as confirmed; 0: it waits for ever. 0 to 1440. Default: 15. */
  autoConfirmMinutes?: number | undefined;
  /** `unlisted`: not in lists. `private`: for its entrants and staff only. Default: "public". */
  visibility?: 'public' | 'unlisted' | 'private' | undefined;
  /** The organizer approves or rejects each registration. Default: false. */
  requiresApproval?: boolean | undefined;
  /** What an entrant needs besides an open registration: an invitation code, a place on the allow list, one of the two, or both. Default: "none". */
  entryCondition?: 'none' | 'code' | 'list' | 'code_or_list' | 'code_and_list' | undefined;
  /** Whether the tournament starts by itself at `startsAt`. `when_seeded`: only if the entrants were seeded. `always`: who is not seeded follows in the order of registration. Needs `registrationClosesAt`. Default: "off". */
  autoStart?: 'off' | 'when_seeded' | 'always' | undefined;
  /** Charged when an entrant registers; held until the approval where one is needed. At least 0. Default: 0. */
  entryFeeCoins?: number | undefined;
  /** Paid from the escrow of the tournament; null: none. */
  prizes?: {
    /** `percent` and `share`: of the coins in the escrow. `fixed`: coins. */
    kind: 'fixed' | 'percent' | 'share';
    /** Of each place, the best first: percents with the sum 100, shares such as 1, 1, 1 for equal thirds, or coins. Equal ranks share what their places win. At most 64 items. */
    places: readonly number[];
  } | null | undefined;
  /** Registration opens by itself at this time; null: the organizer opens it. Example: "2035-01-31T18:00:00+06:00". */
  registrationOpensAt?: string | null | undefined;
  /** Registration closes by itself at this time, not after the start; null: the organizer closes it. Example: "2035-01-31T18:00:00+06:00". */
  registrationClosesAt?: string | null | undefined;
  /** Announced, in the years 2000 to 2100, and may be in the past; the organizer starts the tournament, unless `autoStart` does. Example: "2035-01-31T18:00:00+06:00". */
  startsAt: string;
}

export interface CopyTournamentBody {
  /** When the copy starts. The times of registration and the days of a league move by as much. Example: "2035-01-31T18:00:00+06:00". */
  startsAt: string;
  /** Absent: the title of the source. 1 to 120 characters. */
  title?: string | undefined;
}

export interface ListTournamentsQuery {
  /** Only tournaments in this state. */
  state?: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled' | undefined;
  /** Only those of this organizer. `ply_…` */
  organizerId?: string | undefined;
  /** Only those with a stage of this format. */
  format?: 'single_elimination' | 'double_elimination' | 'round_robin' | 'swiss' | 'league' | 'gauntlet' | 'custom' | 'free_for_all' | undefined;
  /** Only those with exactly this game; case matters. 1 to 60 characters. */
  game?: string | undefined;
  /** Only those that start at this time or later. Example: "2035-01-31T18:00:00+06:00". */
  startsAfter?: string | undefined;
  /** Only those that start before this time. Example: "2035-01-31T18:00:00+06:00". */
  startsBefore?: string | undefined;
  /** Only those with this text in the title; case does not matter. 1 to 120 characters. */
  text?: string | undefined;
  /** `true`: those of the caller, drafts too; needs a token. `false`: the public ones. Default: "false". */
  mine?: 'true' | 'false' | undefined;
  /** `true`: the sandboxes of the caller and nothing else; needs a token or an API key. `false`: none of them. Default: "false". */
  sandbox?: 'true' | 'false' | undefined;
  /** `newest`: the last created first. `starts_at`: the earliest start first. Default: "newest". */
  sort?: 'newest' | 'starts_at' | undefined;
  /** Separated by commas: `organizer`, `ownRegistration`. Example: "organizer". */
  expand?: string | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ReadTournamentQuery {
  /** Separated by commas: `organizer`, `ownRegistration`. Example: "organizer". */
  expand?: string | undefined;
}

export interface ChangeTournamentBody {
  /** Shown in lists and printed on certificates. 1 to 120 characters. */
  title?: string | undefined;
  /** Printed as who issues the certificates; null: the name of the organizer's issuer profile. 1 to 80 characters. */
  issuer?: string | null | undefined;
  /** What is played; lists can be filtered by it. null: not said. 1 to 60 characters. */
  game?: string | null | undefined;
  /** `#rrggbb`, of certificates and their pages; null: the colour of the type of certificate. Pattern: `^#[0-9a-f]{6}$`. */
  accentColor?: string | null | undefined;
  /** IANA name; of the dates that are printed and shown. Example: "Asia/Dhaka". */
  timeZone?: string | undefined;
  /** Whether players or teams register. */
  mode?: 'solo' | 'team' | undefined;
  /** Players that a team needs, 2 to 20: needed in mode `team`, and null in mode `solo`. 2 to 20. */
  rosterSize?: number | null | undefined;
  /** Players of a team at most, substitutes included, `rosterSize` to 20; null: exactly `rosterSize`. 2 to 20. */
  rosterSizeMax?: number | null | undefined;
  /** Who gets certificates: `entrants`, a team as a whole, or `members`, each player of the roster with the name of the team; `members` needs the mode `team`. */
  certificateHolders?: 'entrants' | 'members' | undefined;
  /** In the order of play. 1 to 8 items. */
  stages?: readonly StageCreate[] | undefined;
  /** Places; never exceeded. 2 to 4096. */
  capacity?: number | undefined;
  /** With fewer entrants it cannot start. 2 to 4096. */
  entrantsMin?: number | undefined;
  /** How many may wait for a place when the tournament is full; 0: there is no waitlist. 0 to 4096. */
  waitlistCapacity?: number | undefined;
  /** A free place is offered for this long to the next who waits; null: that one gets it at once and pays. 5 to 10080. */
  offerMinutes?: number | null | undefined;
  /** Entrants check in from this long before the start until the start; null: there is no check-in. 5 to 1440. */
  checkInMinutes?: number | null | undefined;
  /** A report that no other entrant answers for so long counts as confirmed; 0: it waits for ever. 0 to 1440. */
  autoConfirmMinutes?: number | undefined;
  /** `unlisted`: not in lists. `private`: for its entrants and staff only. */
  visibility?: 'public' | 'unlisted' | 'private' | undefined;
  /** The organizer approves or rejects each registration. */
  requiresApproval?: boolean | undefined;
  /** What an entrant needs besides an open registration: an invitation code, a place on the allow list, one of the two, or both. */
  entryCondition?: 'none' | 'code' | 'list' | 'code_or_list' | 'code_and_list' | undefined;
  /** Whether the tournament starts by itself at `startsAt`. `when_seeded`: only if the entrants were seeded. `always`: who is not seeded follows in the order of registration. Needs `registrationClosesAt`. */
  autoStart?: 'off' | 'when_seeded' | 'always' | undefined;
  /** Charged when an entrant registers; held until the approval where one is needed. At least 0. */
  entryFeeCoins?: number | undefined;
  /** Paid from the escrow of the tournament; null: none. */
  prizes?: {
    /** `percent` and `share`: of the coins in the escrow. `fixed`: coins. */
    kind: 'fixed' | 'percent' | 'share';
    /** Of each place, the best first: percents with the sum 100, shares such as 1, 1, 1 for equal thirds, or coins. Equal ranks share what their places win. At most 64 items. */
    places: readonly number[];
  } | null | undefined;
  /** Registration opens by itself at this time; null: the organizer opens it. Example: "2035-01-31T18:00:00+06:00". */
  registrationOpensAt?: string | null | undefined;
  /** Registration closes by itself at this time, not after the start; null: the organizer closes it. Example: "2035-01-31T18:00:00+06:00". */
  registrationClosesAt?: string | null | undefined;
  /** Announced, in the years 2000 to 2100, and may be in the past; the organizer starts the tournament, unless `autoStart` does. Example: "2035-01-31T18:00:00+06:00". */
  startsAt?: string | undefined;
}

export interface ChangeTournamentStateBody {
  /** The next state. In this order: published, registration_open, registration_closed, live, completed, archived; cancelled from any state before completed. `draft` takes a tournament back that waits for approval. */
  to: 'draft' | 'pending_approval' | 'published' | 'registration_open' | 'registration_closed' | 'live' | 'completed' | 'archived' | 'cancelled';
}

export interface CreateSandboxBody {
  /** Of the first stage, with the settings that it has by default. Default: "swiss". */
  format?: 'single_elimination' | 'double_elimination' | 'round_robin' | 'swiss' | 'league' | 'gauntlet' | 'free_for_all' | undefined;
  /** Places. Two more players wait for one. 4 to 32. Default: 8. */
  size?: number | undefined;
  /** How many go on to a second stage, a single elimination; null: there is no second stage. By default 4, of four players 2. */
  playoffSize?: 2 | 4 | 8 | null | undefined;
  /** The same seed gives the same course. null: the id of the tournament. 1 to 200 characters. */
  seed?: string | null | undefined;
  /** How fast the simulated people act. 1 to 6000. Default: 240. */
  actsPerMinute?: number | undefined;
  /** Of a hundred answers to a report, how many contest it. Above 0, the first two are contested. 0 to 100. Default: 20. */
  disputePercent?: number | undefined;
  /** Of a hundred check-ins and matches, to how many somebody does not come. 0 to 100. Default: 0. */
  noShowPercent?: number | undefined;
}

export interface InviteStaffBody {
  /** Whom to invite. `ply_…` */
  playerId: string;
  /** `co_organizer` runs it, `referee` decides results, `check_in` checks entrants in, `caster` reads. */
  role: 'co_organizer' | 'referee' | 'check_in' | 'caster';
}

export interface ListOwnStaffRolesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface CreateSeriesBody {
  /** Shown with the standings. 1 to 120 characters. */
  title: string;
  /** Of place 1, 2, … in each tournament. Later places bring 0; a shared place brings the points of that place. 1 to 512 items. */
  points: readonly number[];
  /** How many results of an entrant count, the best ones; null: all. 1 to 32. */
  countedResults?: number | null | undefined;
}

export interface ListSeriesQuery {
  /** Only series of this organizer. `ply_…` */
  organizerId?: string | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ChangeSeriesBody {
  /** Shown with the standings. 1 to 120 characters. */
  title?: string | undefined;
  /** Of place 1, 2, … in each tournament. Later places bring 0; a shared place brings the points of that place. 1 to 512 items. */
  points?: readonly number[] | undefined;
  /** How many results of an entrant count, the best ones; null: all. 1 to 32. */
  countedResults?: number | null | undefined;
}

export interface ReadSeriesStandingsQuery {
  /** Also list the results of each entrant. Default: "false". */
  explain?: 'true' | 'false' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface SeedTournamentBody {
  /** How the seeds are filled that `order` leaves open. `manual`: it leaves none open. */
  method: 'registration_order' | 'random' | 'rating' | 'placements' | 'manual';
  /** Published text that a `random` draw follows from. Needed for `random`. 1 to 200 characters. */
  seed?: string | undefined;
  /** Seeds by hand, best first; null leaves a seed open, and so does the end of the list. At most 4096 items. */
  order?: readonly (string | null)[] | undefined;
  /** Method `placements`: the completed tournament that counts. `trn_…` */
  placementsOf?: string | undefined;
  /** Entrants with the same label are kept apart in the first two rounds and in groups. */
  separateBy?: 'club' | 'country' | undefined;
}

export interface RequestByesBody {
  /** All byes of the entrant in this stage. An empty list takes back those of rounds to come. At most 64 items. */
  byes: readonly {
    /** Not yet paired, and not the last one. 1 to 64. */
    round: number;
    /** `half`: the points of a draw. */
    points: 'half' | 'zero';
  }[];
}

export interface EnterLateBody {
  /** Who enters; the captain of the team. `ply_…` */
  playerId: string;
  /** Where teams play. `tem_…` */
  teamId?: string | undefined;
  /** Members of the team who play; if absent, all. `ply_…` 2 to 20 items. */
  roster?: readonly string[] | undefined;
  /** The name that the bracket shows; if it is absent, that of the team or of the profile. */
  displayName?: string | undefined;
  /** Of the certificate: English or Bengali. Default: "en". */
  language?: 'en' | 'bn' | undefined;
}

export interface ListStandingsQuery {
  /** `true`: each figure with all it is added up from. Default: "false". */
  explain?: 'true' | 'false' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export type ChangeStageBody = StageCreate;

export interface StartStageBody {
  /** Best seed first. Needed where the entrants are named by hand; elsewhere all who have qualified. `reg_…` At most 4096 items. */
  order?: readonly string[] | undefined;
}

export interface EnterGuestBody {
  /** The name in this tournament. Another entrant may have the same. 1 to 50 characters. */
  displayName: string;
  /** The spelling on the certificate; that of the name if absent. 1 to 50 characters. */
  printedName?: string | undefined;
  /** Of the certificate: English or Bengali. Default: "en". */
  language?: 'en' | 'bn' | undefined;
  /** A label: a seeding may keep entrants of one club apart. 1 to 80 characters. */
  club?: string | undefined;
  /** ISO 3166-1 alpha-2 code of a country. A label, like the club. 2 to 2 characters. Example: "BD". */
  country?: string | undefined;
  /** Of any rating list; higher is better. Seeding by rating uses it. 1 to 9999. */
  rating?: number | undefined;
}

export interface ImportEntrantsQuery {
  /** `true`: shows the outcomes and enters nobody. Default: "false". */
  dryRun?: 'true' | 'false' | undefined;
  /** Of the certificate: English or Bengali. Default: "en". */
  language?: 'en' | 'bn' | undefined;
}

export interface ImportTrfQuery {
  /** `true`: shows the outcomes and enters nobody. Default: "false". */
  dryRun?: 'true' | 'false' | undefined;
  /** Of the certificate: English or Bengali. Default: "en". */
  language?: 'en' | 'bn' | undefined;
}

export interface ClaimRegistrationBody {
  /** As staff gave it; case, spaces and hyphens do not matter. 1 to 100 characters. */
  code: string;
}

export interface CreateRatingListBody {
  /** What the list is called. 1 to 60 characters. */
  name: string;
  /** How ratings follow from results. Default: "glicko2". */
  system?: 'glicko2' | undefined;
}

export interface ListOwnRatingListsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListRatedPlayersQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface CountTournamentBody {
  /** A list of the organizer; null: the tournament does not count. `rtl_…` */
  ratingListId: string | null;
}

export interface MakeInvitationCodeBody {
  /** How many players may register with it. 1 to 4096. Default: 1. */
  usesMax?: number | undefined;
  /** From then on it is not taken; null: never. Example: "2035-01-31T18:00:00+06:00". */
  expiresAt?: string | null | undefined;
}

export interface ListInvitationCodesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ChangeAllowListBody {
  /** Who may register from now on. Who is on the list already stays. At most 500 items. */
  add?: readonly ({
    /** `ply_…` */
    playerId: string;
  } | {
    /** Of the tokens of an identity provider. 1 to 500 characters. */
    issuer: string;
    /** `sub` in the tokens of this issuer. 1 to 255 characters. */
    subject: string;
  })[] | undefined;
  /** Who may not any more. Registrations stay. Removed before others are added. At most 500 items. */
  remove?: readonly ({
    /** `ply_…` */
    playerId: string;
  } | {
    /** Of the tokens of an identity provider. 1 to 500 characters. */
    issuer: string;
    /** `sub` in the tokens of this issuer. 1 to 255 characters. */
    subject: string;
  })[] | undefined;
}

export interface ReadAllowListQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface RegisterBody {
  /** In mode `team`, a team whose captain is the caller. `tem_…` */
  teamId?: string | undefined;
  /** In mode `team`, who plays: `rosterSize` to `rosterSizeMax` members. All members if absent. `ply_…` 2 to 20 items. */
  roster?: readonly string[] | undefined;
  /** Of the certificate: English or Bengali. Default: "en". */
  language?: 'en' | 'bn' | undefined;
  /** The name in this tournament; that of the profile or of the team if absent. 1 to 50 characters. */
  displayName?: string | undefined;
  /** The spelling on the certificate; that of the name if absent. 1 to 50 characters. */
  printedName?: string | undefined;
  /** A label: a seeding may keep entrants of one club apart. 1 to 80 characters. */
  club?: string | undefined;
  /** ISO 3166-1 alpha-2 code of a country. A label, like the club. 2 to 2 characters. Example: "BD". */
  country?: string | undefined;
  /** Where `entryCondition` of the tournament asks for one; case, spaces and hyphens do not matter. 1 to 100 characters. */
  invitationCode?: string | undefined;
}

export interface ListRegistrationsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ChangeRegistrationBody {
  /** A label: a seeding may keep entrants of one club apart. null deletes it. 1 to 80 characters. */
  club?: string | null | undefined;
  /** null deletes it. 2 to 2 characters. Example: "BD". */
  country?: string | null | undefined;
  /** Of any rating list; higher is better. Seeding by rating uses it. null deletes it. 1 to 9999. */
  rating?: number | null | undefined;
}

export interface CancelRegistrationBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason?: string | undefined;
}

export interface ApproveRegistrationBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason?: string | undefined;
}

export interface RejectRegistrationBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason?: string | undefined;
}

export interface ChangeRosterBody {
  /** Members of the team: `rosterSize` to `rosterSizeMax` of the tournament. `ply_…` 2 to 20 items. */
  playerIds: readonly string[];
}

export interface WithdrawRegistrationBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason?: string | undefined;
}

export interface DisqualifyRegistrationBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason: string;
}

export interface CheckInManyBody {
  /** The entrants to check in. `reg_…` 1 to 200 items. */
  registrationIds: readonly string[];
}

export interface ListOwnRegistrationsQuery {
  /** Only registrations in this state. */
  state?: 'pending' | 'confirmed' | 'waitlisted' | 'rejected' | 'cancelled' | 'no_show' | 'withdrawn' | 'disqualified' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListPlayerTournamentsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListTeamTournamentsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListMatchesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 100 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ReportResultBody {
  /** One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`. 1 to 100 items. */
  scores: readonly number[];
  /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
  places?: readonly (number | null)[] | undefined;
  /** Each game of the match, in order. In a match of two, the `scores` of the match are then the games won. In a lobby with a points table, the `scores` of a game are kills, and those of the match the points that they and the places bring. 1 to 31 items. */
  games?: readonly {
    /** One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`. 1 to 100 items. */
    scores: readonly number[];
    /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
    places?: readonly (number | null)[] | undefined;
  }[] | undefined;
}

export interface ConfirmResultBody {
  /** One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`. 1 to 100 items. */
  scores: readonly number[];
  /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
  places?: readonly (number | null)[] | undefined;
  /** Each game of the match, in order. In a match of two, the `scores` of the match are then the games won. In a lobby with a points table, the `scores` of a game are kills, and those of the match the points that they and the places bring. 1 to 31 items. */
  games?: readonly {
    /** One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`. 1 to 100 items. */
    scores: readonly number[];
    /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
    places?: readonly (number | null)[] | undefined;
  }[] | undefined;
}

export interface DecideResultBody {
  /** One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`. 1 to 100 items. */
  scores: readonly number[];
  /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
  places?: readonly (number | null)[] | undefined;
  /** Each game of the match, in order. In a match of two, the `scores` of the match are then the games won. In a lobby with a points table, the `scores` of a game are kills, and those of the match the points that they and the places bring. 1 to 31 items. */
  games?: readonly {
    /** One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`. 1 to 100 items. */
    scores: readonly number[];
    /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
    places?: readonly (number | null)[] | undefined;
  }[] | undefined;
}

export interface UpdateScoreBody {
  /** How the match stands: one per slot, in order; 0 for a vacant slot. 1 to 100 items. */
  scores: readonly number[];
  /** Each game so far, in order; the last one is being played. They replace those that were said before. At most 31 items. Default: []. */
  games?: readonly {
    /** One per slot. 1 to 100 items. */
    scores: readonly number[];
  }[] | undefined;
}

export interface GiveEvidenceLinkBody {
  /** A page with a recording or a screenshot. Laurel does not read it. At most 2000 characters. */
  url: string;
}

export interface ListResultsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ForfeitMatchBody {
  /** The slots whose entrants have not come, or do not play on; the first is 0. 1 to 100 items. */
  absent: readonly number[];
}

export interface CorrectResultBody {
  /** One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`. 1 to 100 items. */
  scores: readonly number[];
  /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
  places?: readonly (number | null)[] | undefined;
  /** Each game of the match, in order. In a match of two, the `scores` of the match are then the games won. In a lobby with a points table, the `scores` of a game are kills, and those of the match the points that they and the places bring. 1 to 31 items. */
  games?: readonly {
    /** One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`. 1 to 100 items. */
    scores: readonly number[];
    /** One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores. 1 to 100 items. */
    places?: readonly (number | null)[] | undefined;
  }[] | undefined;
  /** Also reset later matches that were played. Default: false. */
  cascade?: boolean | undefined;
  /** Change nothing; only say which later matches would be reset. Default: false. */
  dryRun?: boolean | undefined;
}

export interface SetMatchPlanBody {
  /** So long entrants have to check in before each match; null: there is no match check-in. 1 to 1440. */
  matchCheckInMinutes?: number | null | undefined;
  /** How long a scheduled match books its station and its entrants. 5 to 1440. Default: 60. */
  matchMinutes?: number | undefined;
  /** An entrant with less rest between two scheduled matches is a warning. 0 to 1440. Default: 0. */
  restMinutes?: number | undefined;
  /** Names of boards, consoles or pitches, in order. At most 200 items. */
  stations?: readonly string[] | undefined;
  /** Fewest players of a team in a match; null: teams name no line-ups. 1 to 20. */
  lineUpMin?: number | null | undefined;
  /** Most players of a team in a match; null: teams name no line-ups. 1 to 20. */
  lineUpMax?: number | null | undefined;
  /** A line-up is hidden from others until all are set or the match has begun. Default: false. */
  blindLineUps?: boolean | undefined;
}

export interface ListScheduleQuery {
  /** Only matches of this stage. 1 to 8. */
  stage?: number | undefined;
  /** Only matches of this round. 1 to 100000. */
  round?: number | undefined;
  /** Only matches at this station. 1 to 40 characters. */
  station?: string | undefined;
  /** Only matches of this entrant. `reg_…` */
  registrationId?: string | undefined;
  /** Only matches that start at this time or later. Example: "2035-01-31T18:00:00+06:00". */
  startsAfter?: string | undefined;
  /** Only matches that start before this time. Example: "2035-01-31T18:00:00+06:00". */
  startsBefore?: string | undefined;
  /** `true`: only postponed matches. `false`: only the others. */
  postponed?: 'true' | 'false' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ScheduleRoundBody {
  /** The number of the stage. 1 to 8. Default: 1. */
  stage?: number | undefined;
  /** The round, in all groups unless `group` is given. 1 to 100000. */
  round: number;
  /** Only matches of this group. 1 to 512. */
  group?: number | undefined;
  /** When the first matches start; not before the tournament. Example: "2035-01-31T18:00:00+06:00". */
  startsAt: string;
  /** Of the match plan, in order; all of it if absent. None: all matches start at once, at no station. At most 200 items. */
  stations?: readonly string[] | undefined;
  /** Between two matches at one station. 0 to 1440. Default: 0. */
  gapMinutes?: number | undefined;
}

export interface ScheduleMatchBody {
  /** Not before the tournament, by its time or its actual start; null: no time. Example: "2035-01-31T18:00:00+06:00". */
  startsAt?: string | null | undefined;
  /** Of the match plan; null: none. 1 to 40 characters. */
  station?: string | null | undefined;
  /** Where it is broadcast; null: not said. */
  stream?: string | null | undefined;
  /** `true` takes the time away until the match gets a new one, which also ends this. */
  isPostponed?: boolean | undefined;
}

export interface CheckInToMatchBody {
  /** Of staff: the entrant who is there. Without it your own entrant checks in. `reg_…` */
  registrationId?: string | undefined;
}

export interface SetLineUpBody {
  /** Of the roster, as many as the match plan allows. `ply_…` 1 to 20 items. */
  playerIds: readonly string[];
}

export interface SetVetoPlanBody {
  /** The pool. 1 to 64 items. */
  maps: readonly string[];
  /** Sides of a map, where steps choose them. At most 64 items. */
  sides?: readonly string[] | undefined;
  /** In order. Picks and deciders are the maps of the games. 1 to 64 items. */
  steps: readonly {
    /** `side`: on the map just before. `decider`: a map that nobody picked. */
    kind: 'ban' | 'pick' | 'side' | 'decider';
    /** `a`, `b`: first and second slot. `winner`, `loser`: of the toss. `coin`: drawn at once, by nobody. `game_winner`, `game_loser`: of the game before; after a drawn one the side that chose last counts as its winner. */
    by: 'a' | 'b' | 'winner' | 'loser' | 'coin' | 'game_winner' | 'game_loser';
  }[];
  /** A side that takes longer gets a random choice. 5 to 3600. Default: 60. */
  stepSeconds?: number | undefined;
}

export type ActOnVetoBody = {
  /** The time of the first step runs from now. */
  action: 'start';
} | {
  /** Takes the step that is due. */
  action: 'choose';
  /** Its number, from 0, as `next` said. 0 to 64. */
  step: number;
  /** One of its `choices`. 1 to 60 characters. */
  choice: string;
} | {
  /** Says who won the game that the veto waits for. */
  action: 'game';
  /** Its number, as `awaitedGame` said. 1 to 64. */
  game: number;
  /** The slot that won; null: the game was drawn. A side names the other one, or says that it was drawn if it is not `nextIfDrawn`; a referee says either. */
  winner: 0 | 1 | null;
};

export interface CallRefereeBody {
  /** Why a referee is needed. There is no text: the referee comes and asks. */
  reason: 'rules' | 'technical_issue' | 'opponent_absent' | 'conduct' | 'result' | 'other';
}

export interface ListRefereeCallsQuery {
  /** `true`: only open calls. `false`: only resolved ones. */
  open?: 'true' | 'false' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface OpenDisputeBody {
  /** Why the result is contested. */
  reason: 'score_mismatch' | 'no_show' | 'cheating' | 'technical_issue' | 'other';
  /** What happened. Both sides and staff read it. 20 to 2000 characters. */
  text: string;
}

export interface ListMatchDisputesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListDisputesQuery {
  /** `true`: only open disputes. `false`: only closed ones. */
  open?: 'true' | 'false' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListOwnMatchesQuery {
  /** `true`: only those that are neither completed nor cancelled. `false`: only the others. All if absent. */
  open?: 'true' | 'false' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListPlacementsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 100 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ReopenTournamentBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason: string;
}

export interface FormTeamBody {
  /** Shown in brackets and printed on certificates. 1 to 50 characters. */
  name: string;
}

export interface ListOwnTeamsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface JoinTeamBody {
  /** The code that the captain gave; hyphens and case do not matter. At most 40 characters. */
  joinCode: string;
}

export interface HandOverTeamBody {
  /** A member of the team. `ply_…` */
  playerId: string;
}

export interface IssueCertificatesBody {
  /** Only these entrants; all if absent. `reg_…` 1 to 4096 items. */
  registrationIds?: readonly string[] | undefined;
  /** Only these members of the teams in `registrationIds`, where members get certificates; all if absent. `ply_…` 1 to 20 items. */
  memberIds?: readonly string[] | undefined;
  /** Printed instead of the tournament's title, if that cannot be printed. 1 to 120 characters. */
  printedTitle?: string | undefined;
  /** Printed instead of the issuer's name, if there is none or it cannot be printed. 1 to 80 characters. */
  printedIssuer?: string | undefined;
}

export interface ListIssuedCertificatesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ExportCertificatesBody {
  /** `zip`: one archive with a PDF each. `pdf`: their pages in files of at most 500 pages. */
  format: 'zip' | 'pdf';
}

export interface DisqualifyAfterwardsBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason: string;
  /** true: only answers what would happen. Default: false. */
  dryRun?: boolean | undefined;
}

export interface ListOwnCertificatesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface RevokeCertificateBody {
  /** Public. Needed, if `reason` is absent; `other` needs `reason` or `internalNote`. */
  reasonCode?: 'issued_in_error' | 'result_corrected' | 'disqualified' | 'false_identity' | 'rules_violation' | 'holder_request' | 'other' | undefined;
  /** Public words. Without a code it counts as `other`. 3 to 500 characters. */
  reason?: string | undefined;
  /** For staff only. 3 to 500 characters. */
  internalNote?: string | undefined;
  /** Also revokes every certificate that replaced it. Default: false. */
  cascade?: boolean | undefined;
}

export interface SuspendCertificateBody {
  /** Public. Needed, if `reason` is absent; `other` needs `reason` or `internalNote`. */
  reasonCode?: 'under_review' | 'result_corrected' | 'rules_violation' | 'holder_request' | 'other' | undefined;
  /** Public words. Without a code it counts as `other`. 3 to 500 characters. */
  reason?: string | undefined;
  /** For staff only. 3 to 500 characters. */
  internalNote?: string | undefined;
}

export interface ReinstateCertificateBody {
  /** Why, for the audit trail; not public. 3 to 500 characters. */
  reason: string;
}

export interface SetCertificateExpiryBody {
  /** Why, for the audit trail; not public. 3 to 500 characters. */
  reason: string;
  /** From then on the certificate does not count; null: it never expires. Example: "2035-01-31T18:00:00+06:00". */
  expiresAt: string | null;
}

export interface ReplaceCertificateBody {
  /** Public. Needed, if `reason` is absent; `other` needs `reason` or `internalNote`. */
  reasonCode?: 'name_corrected' | 'language_changed' | 'holder_request' | 'other' | undefined;
  /** Public words. Without a code it counts as `other`. 3 to 500 characters. */
  reason?: string | undefined;
  /** For staff only. 3 to 500 characters. */
  internalNote?: string | undefined;
  /** The corrected name; as it is if absent. 1 to 50 characters. */
  displayName?: string | undefined;
  /** The corrected spelling for print; as it is if absent. 1 to 50 characters. */
  printedName?: string | undefined;
  /** The corrected name of the team, on a member's certificate; as it is if absent. 1 to 50 characters. */
  teamName?: string | undefined;
  /** Another language; as it is if absent. */
  language?: 'en' | 'bn' | undefined;
  /** Whether the old certificate hides its name; by default only if the name is corrected. */
  hideOldName?: boolean | undefined;
}

export interface SetPrintedNameBody {
  /** The spelling to print, in characters that can be drawn. 1 to 50 characters. */
  printedName?: string | undefined;
  /** The spelling of the team's name, on a member's certificate, where that cannot be drawn. 1 to 50 characters. */
  printedTeamName?: string | undefined;
}

export interface SetCertificatePrivacyBody {
  /** Whether the public page hides what is printed. */
  isPrivate: boolean;
}

export interface CreateDownloadLinkBody {
  /** The format of the file. Default: "pdf". */
  format?: 'pdf' | 'png' | undefined;
}

export interface SetIssuerBody {
  /** Printed as who issues the certificate. 1 to 80 characters. */
  name: string;
  /** An https address, shown on the page of a certificate; null: none. */
  site?: string | null | undefined;
  /** A PNG or SVG file of at most 200 KB in Base64, SVG of shapes only; null removes the logo, and without the field it stays. Format: base64. At most 273068 characters. */
  logo?: string | null | undefined;
  /** Printed as a signature line; null: none. */
  signatory?: {
    /** Who signs. 1 to 60 characters. */
    name: string;
    /** As what; null: only the name is printed. 1 to 80 characters. */
    office?: string | null | undefined;
  } | null | undefined;
}

export interface ListHoldsQuery {
  /** `payer`: holds on the wallet. `payee`: holds in favour of the wallet. Default: "payer". */
  side?: 'payer' | 'payee' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface FreezeWalletBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason: string;
}

export interface ThawWalletBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason: string;
}

export interface CloseWalletBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason: string;
}

export interface ReopenWalletBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  reason: string;
}

export interface ListTransactionsQuery {
  /** `in`: received. `out`: paid. Both if absent. */
  direction?: 'in' | 'out' | undefined;
  /** Only entries with this reason. */
  reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase' | undefined;
  /** Only entries at or after this time. Example: "2035-01-31T18:00:00+06:00". */
  from?: string | undefined;
  /** Only entries before this time. Example: "2035-01-31T18:00:00+06:00". */
  to?: string | undefined;
  /** Separated by commas: `detail`. Example: "detail". */
  expand?: string | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ExportTransactionsQuery {
  /** `in`: received. `out`: paid. Both if absent. */
  direction?: 'in' | 'out' | undefined;
  /** Only entries with this reason. */
  reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'entry_fee' | 'refund' | 'prize' | 'manual_adjust' | 'correction' | 'p2p_transfer' | 'hold_capture' | 'purchase' | undefined;
  /** Only entries at or after this time. Example: "2035-01-31T18:00:00+06:00". */
  from?: string | undefined;
  /** Only entries before this time. Example: "2035-01-31T18:00:00+06:00". */
  to?: string | undefined;
}

export interface ReadBalanceQuery {
  /** The time that is asked for. Example: "2035-01-31T18:00:00+06:00". */
  at: string;
}

export interface TransferCoinsBody {
  /** A wallet of the caller. `wal_…` */
  fromWalletId: string;
  /** The wallet of the payee. Either this or `toPlayerId`. `wal_…` */
  toWalletId?: string | undefined;
  /** The payee; the coins go to the wallet of this player. `ply_…` */
  toPlayerId?: string | undefined;
  /** What is paid. Either this or `upToCoins`. At least 1. */
  amountCoins?: number | undefined;
  /** Pays what is available, at most this; `amountCoins` of the answer says how much that was. At least 1. */
  upToCoins?: number | undefined;
  /** One line for both sides, shown in their histories. 1 to 200 characters. */
  memo?: string | undefined;
  /** When that which is paid took place. The posting has its own time. Example: "2035-01-31T18:00:00+06:00". */
  occurredAt?: string | undefined;
  /** Facts of your own, for both sides to read: at most 16 keys and 2048 bytes. */
  metadata?: Record<string, string | number | boolean> | undefined;
}

export interface CreditWalletBody {
  /** The wallet of the player or tournament; the other side is the treasury. `wal_…` */
  walletId: string;
  /** What the wallet receives or gives. At least 1. */
  amountCoins: number;
  /** Shown in the history of the wallets. Default: "manual_adjust". */
  reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'manual_adjust' | 'correction' | 'purchase' | undefined;
  /** Why, for the audit trail. 1 to 500 characters. */
  note: string;
  /** One line for both sides, shown in their histories. 1 to 200 characters. */
  memo?: string | undefined;
  /** When that which is paid took place. The posting has its own time. Example: "2035-01-31T18:00:00+06:00". */
  occurredAt?: string | undefined;
  /** Facts of your own, for both sides to read: at most 16 keys and 2048 bytes. */
  metadata?: Record<string, string | number | boolean> | undefined;
}

export interface DebitWalletBody {
  /** The wallet of the player or tournament; the other side is the treasury. `wal_…` */
  walletId: string;
  /** What the wallet receives or gives. At least 1. */
  amountCoins: number;
  /** Shown in the history of the wallets. Default: "manual_adjust". */
  reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'manual_adjust' | 'correction' | 'purchase' | undefined;
  /** Why, for the audit trail. 1 to 500 characters. */
  note: string;
  /** One line for both sides, shown in their histories. 1 to 200 characters. */
  memo?: string | undefined;
  /** When that which is paid took place. The posting has its own time. Example: "2035-01-31T18:00:00+06:00". */
  occurredAt?: string | undefined;
  /** Facts of your own, for both sides to read: at most 16 keys and 2048 bytes. */
  metadata?: Record<string, string | number | boolean> | undefined;
}

export interface PostBatchBody {
  /** Done in this order, all or none. 1 to 100 items. */
  movements: readonly {
    /** Who pays; any wallet. `wal_…` */
    fromWalletId: string;
    /** Who receives. `wal_…` */
    toWalletId: string;
    /** What is paid. Either this or `upToCoins`. At least 1. */
    amountCoins?: number | undefined;
    /** Pays what is available, at most this; `amountCoins` of the answer says how much that was. At least 1. */
    upToCoins?: number | undefined;
    /** Shown in the history of the wallets. Default: "manual_adjust". */
    reason?: 'participation' | 'top4' | 'runner_up' | 'winner' | 'manual_adjust' | 'correction' | 'purchase' | undefined;
    /** A name of your own for what is paid, which can be used once ever. null: none. Pattern: `^[\w.:/-]{1,200}$`. */
    reference?: string | null | undefined;
    /** One line for both sides, shown in their histories. 1 to 200 characters. */
    memo?: string | undefined;
    /** When that which is paid took place. The posting has its own time. Example: "2035-01-31T18:00:00+06:00". */
    occurredAt?: string | undefined;
    /** Facts of your own, for both sides to read: at most 16 keys and 2048 bytes. */
    metadata?: Record<string, string | number | boolean> | undefined;
  }[];
  /** Why, for the audit trail. 1 to 500 characters. */
  note: string;
}

export interface ReverseTransferBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  note: string;
}

export interface PostReceiptBody {
  /** Who has bought the coins; they go to the wallet of this player. `ply_…` */
  playerId: string;
  /** How many coins were sold. At least 1. */
  amountCoins: number;
  /** The number of the sale in your own books, unique for its issuer. It must name nobody. Pattern: `^[\w.:/-]{1,200}$`. */
  reference: string;
  /** One line for both sides, shown in their histories. 1 to 200 characters. */
  memo?: string | undefined;
  /** When that which is paid took place. The posting has its own time. Example: "2035-01-31T18:00:00+06:00". */
  occurredAt?: string | undefined;
  /** Facts of your own, for both sides to read: at most 16 keys and 2048 bytes. */
  metadata?: Record<string, string | number | boolean> | undefined;
}

export interface FindReceiptsQuery {
  /** The number of the sale in your own books, unique for its issuer. It must name nobody. Pattern: `^[\w.:/-]{1,200}$`. */
  reference: string;
  /** Whose receipts. By default those of the API key’s issuer, or one’s own. Pattern: `^[a-z0-9][a-z0-9_-]{0,39}$`. */
  issuer?: string | undefined;
}

export interface SummarizeReceiptsQuery {
  /** A day of UTC. Format: date. */
  day: string;
  /** Whose receipts. By default those of the API key’s issuer, or one’s own. Pattern: `^[a-z0-9][a-z0-9_-]{0,39}$`. */
  issuer?: string | undefined;
}

export interface ExportReceiptsCsvQuery {
  /** A day of UTC. Format: date. */
  day: string;
  /** Whose receipts. By default those of the API key’s issuer, or one’s own. Pattern: `^[a-z0-9][a-z0-9_-]{0,39}$`. */
  issuer?: string | undefined;
}

export interface ExportReceiptsNdjsonQuery {
  /** A day of UTC. Format: date. */
  day: string;
  /** Whose receipts. By default those of the API key’s issuer, or one’s own. Pattern: `^[a-z0-9][a-z0-9_-]{0,39}$`. */
  issuer?: string | undefined;
}

export interface ReverseReceiptBody {
  /** Why, for the audit trail. 1 to 500 characters. */
  note: string;
}

export interface OpenHoldBody {
  /** The wallet of the caller, who pays. `wal_…` */
  walletId: string;
  /** The wallet of the payee, who may capture or release the hold. `wal_…` */
  toWalletId: string;
  /** What is reserved. At least 1. */
  amountCoins: number;
  /** After this time the coins are free again. By default 86400, a day. 1 to 2592000. */
  expiresInSeconds?: number | undefined;
}

export interface CaptureHoldBody {
  /** What is paid, at most what is held; the rest is free again. All of it if absent. At least 1. */
  amountCoins?: number | undefined;
}

export interface ListOwedPaymentsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ReportRevenueQuery {
  /** How long a period is; weeks begin on Monday, in UTC. Default: "month". */
  period?: 'day' | 'week' | 'month' | undefined;
  /** A date, for its beginning in UTC, or a date and time. Included. */
  from: string;
  /** As `from`. Excluded. */
  to: string;
}

export interface ReportCohortsQuery {
  /** How long a period is; weeks begin on Monday, in UTC. Default: "month". */
  period?: 'week' | 'month' | undefined;
  /** A date, for its beginning in UTC, or a date and time. Included. */
  from: string;
  /** As `from`. Excluded. */
  to: string;
}

export interface ListAuditQuery {
  /** The kind of what the acts were about; with `refId`. */
  refType?: 'player' | 'apiKey' | 'tournament' | 'series' | 'match' | 'registration' | 'transfer' | 'hold' | 'wallet' | 'certificate' | 'issuer' | 'sanction' | 'appeal' | 'case' | 'rule' | 'run' | 'webhook' | undefined;
  /** Its id; with `refType`. An unknown id has an empty list. Pattern: `^[\w-]{1,64}$`. */
  refId?: string | undefined;
  /** Who did it. `ply_…` */
  actorId?: string | undefined;
  /** What was done. */
  event?: 'player.role_granted' | 'player.role_withdrawn' | 'player.erased' | 'api_key.made' | 'api_key.changed' | 'api_key.revoked' | 'tournament.created' | 'tournament.changed' | 'tournament.deleted' | 'tournament.state_changed' | 'series.created' | 'series.changed' | 'series.tournament_added' | 'series.tournament_removed' | 'staff.invited' | 'staff.accepted' | 'staff.left' | 'staff.removed' | 'tournament.placements_approved' | 'tournament.reopened' | 'tournament.counted' | 'tournament.seeded' | 'tournament.fees_returned' | 'tournament.prizes_paid' | 'tournament.allow_list_changed' | 'invitation.code_made' | 'invitation.code_withdrawn' | 'tournament.match_plan_set' | 'tournament.round_scheduled' | 'round.requested' | 'stage.changed' | 'stage.veto_plan_set' | 'stage.dropped' | 'stage.started' | 'stage.completed' | 'match.result_decided' | 'registration.changed' | 'registration.claimed' | 'guest.code_renewed' | 'guests.entered' | 'match.result_corrected' | 'match.forfeited' | 'match.scheduled' | 'match.called' | 'match.checked_in' | 'match.line_up_set' | 'match.evidence_added' | 'match.referee_call_resolved' | 'match.dispute_rejected' | 'match.check_in_closed' | 'registration.byes_changed' | 'registration.entered_late' | 'registration.withdrawn' | 'registration.disqualified' | 'registration.disqualified_afterwards' | 'registration.approved' | 'registration.rejected' | 'registration.cancelled' | 'registrations.checked_in' | 'registrations.rejected' | 'economy.posted' | 'economy.receipt_posted' | 'economy.reversed' | 'economy.owed_paid' | 'economy.held' | 'economy.captured' | 'economy.released' | 'wallet.frozen' | 'wallet.thawed' | 'wallet.closed' | 'wallet.reopened' | 'certificates.issued' | 'certificates.exported' | 'certificate.revoked' | 'certificate.suspended' | 'certificate.reinstated' | 'certificate.replaced' | 'certificate.expiry_set' | 'certificate.printed_name_set' | 'certificate.privacy_set' | 'issuer.set' | 'sanction.imposed' | 'sanction.confirmed' | 'sanction.revoked' | 'sanction.met_again' | 'tournament.hosting_reviewed' | 'registration.restored' | 'strike.dismissed' | 'appeal.decided' | 'report.filed' | 'case.leased' | 'case.released' | 'case.triaged' | 'case.decided' | 'queue.granted' | 'queue.withdrawn' | 'reporter.muted' | 'reporter.unmuted' | 'rule.declared' | 'rule.switched' | 'rule.trial_started' | 'object.backfill_started' | 'webhook.created' | 'webhook.changed' | 'webhook.deleted' | 'webhook.secret_rotated' | 'webhook.tested' | 'webhook.resent' | 'webhook.recovered' | 'webhook.disabled' | undefined;
  /** The first moment. Example: "2035-01-31T18:00:00+06:00". */
  from?: string | undefined;
  /** The end, exclusive. Example: "2035-01-31T18:00:00+06:00". */
  to?: string | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ExportAuditCsvQuery {
  /** The kind of what the acts were about; with `refId`. */
  refType?: 'player' | 'apiKey' | 'tournament' | 'series' | 'match' | 'registration' | 'transfer' | 'hold' | 'wallet' | 'certificate' | 'issuer' | 'sanction' | 'appeal' | 'case' | 'rule' | 'run' | 'webhook' | undefined;
  /** Its id; with `refType`. An unknown id has an empty list. Pattern: `^[\w-]{1,64}$`. */
  refId?: string | undefined;
  /** Who did it. `ply_…` */
  actorId?: string | undefined;
  /** What was done. */
  event?: 'player.role_granted' | 'player.role_withdrawn' | 'player.erased' | 'api_key.made' | 'api_key.changed' | 'api_key.revoked' | 'tournament.created' | 'tournament.changed' | 'tournament.deleted' | 'tournament.state_changed' | 'series.created' | 'series.changed' | 'series.tournament_added' | 'series.tournament_removed' | 'staff.invited' | 'staff.accepted' | 'staff.left' | 'staff.removed' | 'tournament.placements_approved' | 'tournament.reopened' | 'tournament.counted' | 'tournament.seeded' | 'tournament.fees_returned' | 'tournament.prizes_paid' | 'tournament.allow_list_changed' | 'invitation.code_made' | 'invitation.code_withdrawn' | 'tournament.match_plan_set' | 'tournament.round_scheduled' | 'round.requested' | 'stage.changed' | 'stage.veto_plan_set' | 'stage.dropped' | 'stage.started' | 'stage.completed' | 'match.result_decided' | 'registration.changed' | 'registration.claimed' | 'guest.code_renewed' | 'guests.entered' | 'match.result_corrected' | 'match.forfeited' | 'match.scheduled' | 'match.called' | 'match.checked_in' | 'match.line_up_set' | 'match.evidence_added' | 'match.referee_call_resolved' | 'match.dispute_rejected' | 'match.check_in_closed' | 'registration.byes_changed' | 'registration.entered_late' | 'registration.withdrawn' | 'registration.disqualified' | 'registration.disqualified_afterwards' | 'registration.approved' | 'registration.rejected' | 'registration.cancelled' | 'registrations.checked_in' | 'registrations.rejected' | 'economy.posted' | 'economy.receipt_posted' | 'economy.reversed' | 'economy.owed_paid' | 'economy.held' | 'economy.captured' | 'economy.released' | 'wallet.frozen' | 'wallet.thawed' | 'wallet.closed' | 'wallet.reopened' | 'certificates.issued' | 'certificates.exported' | 'certificate.revoked' | 'certificate.suspended' | 'certificate.reinstated' | 'certificate.replaced' | 'certificate.expiry_set' | 'certificate.printed_name_set' | 'certificate.privacy_set' | 'issuer.set' | 'sanction.imposed' | 'sanction.confirmed' | 'sanction.revoked' | 'sanction.met_again' | 'tournament.hosting_reviewed' | 'registration.restored' | 'strike.dismissed' | 'appeal.decided' | 'report.filed' | 'case.leased' | 'case.released' | 'case.triaged' | 'case.decided' | 'queue.granted' | 'queue.withdrawn' | 'reporter.muted' | 'reporter.unmuted' | 'rule.declared' | 'rule.switched' | 'rule.trial_started' | 'object.backfill_started' | 'webhook.created' | 'webhook.changed' | 'webhook.deleted' | 'webhook.secret_rotated' | 'webhook.tested' | 'webhook.resent' | 'webhook.recovered' | 'webhook.disabled' | undefined;
  /** The first moment. Example: "2035-01-31T18:00:00+06:00". */
  from?: string | undefined;
  /** The end, exclusive. Example: "2035-01-31T18:00:00+06:00". */
  to?: string | undefined;
}

export interface ExportAuditNdjsonQuery {
  /** The kind of what the acts were about; with `refId`. */
  refType?: 'player' | 'apiKey' | 'tournament' | 'series' | 'match' | 'registration' | 'transfer' | 'hold' | 'wallet' | 'certificate' | 'issuer' | 'sanction' | 'appeal' | 'case' | 'rule' | 'run' | 'webhook' | undefined;
  /** Its id; with `refType`. An unknown id has an empty list. Pattern: `^[\w-]{1,64}$`. */
  refId?: string | undefined;
  /** Who did it. `ply_…` */
  actorId?: string | undefined;
  /** What was done. */
  event?: 'player.role_granted' | 'player.role_withdrawn' | 'player.erased' | 'api_key.made' | 'api_key.changed' | 'api_key.revoked' | 'tournament.created' | 'tournament.changed' | 'tournament.deleted' | 'tournament.state_changed' | 'series.created' | 'series.changed' | 'series.tournament_added' | 'series.tournament_removed' | 'staff.invited' | 'staff.accepted' | 'staff.left' | 'staff.removed' | 'tournament.placements_approved' | 'tournament.reopened' | 'tournament.counted' | 'tournament.seeded' | 'tournament.fees_returned' | 'tournament.prizes_paid' | 'tournament.allow_list_changed' | 'invitation.code_made' | 'invitation.code_withdrawn' | 'tournament.match_plan_set' | 'tournament.round_scheduled' | 'round.requested' | 'stage.changed' | 'stage.veto_plan_set' | 'stage.dropped' | 'stage.started' | 'stage.completed' | 'match.result_decided' | 'registration.changed' | 'registration.claimed' | 'guest.code_renewed' | 'guests.entered' | 'match.result_corrected' | 'match.forfeited' | 'match.scheduled' | 'match.called' | 'match.checked_in' | 'match.line_up_set' | 'match.evidence_added' | 'match.referee_call_resolved' | 'match.dispute_rejected' | 'match.check_in_closed' | 'registration.byes_changed' | 'registration.entered_late' | 'registration.withdrawn' | 'registration.disqualified' | 'registration.disqualified_afterwards' | 'registration.approved' | 'registration.rejected' | 'registration.cancelled' | 'registrations.checked_in' | 'registrations.rejected' | 'economy.posted' | 'economy.receipt_posted' | 'economy.reversed' | 'economy.owed_paid' | 'economy.held' | 'economy.captured' | 'economy.released' | 'wallet.frozen' | 'wallet.thawed' | 'wallet.closed' | 'wallet.reopened' | 'certificates.issued' | 'certificates.exported' | 'certificate.revoked' | 'certificate.suspended' | 'certificate.reinstated' | 'certificate.replaced' | 'certificate.expiry_set' | 'certificate.printed_name_set' | 'certificate.privacy_set' | 'issuer.set' | 'sanction.imposed' | 'sanction.confirmed' | 'sanction.revoked' | 'sanction.met_again' | 'tournament.hosting_reviewed' | 'registration.restored' | 'strike.dismissed' | 'appeal.decided' | 'report.filed' | 'case.leased' | 'case.released' | 'case.triaged' | 'case.decided' | 'queue.granted' | 'queue.withdrawn' | 'reporter.muted' | 'reporter.unmuted' | 'rule.declared' | 'rule.switched' | 'rule.trial_started' | 'object.backfill_started' | 'webhook.created' | 'webhook.changed' | 'webhook.deleted' | 'webhook.secret_rotated' | 'webhook.tested' | 'webhook.resent' | 'webhook.recovered' | 'webhook.disabled' | undefined;
  /** The first moment. Example: "2035-01-31T18:00:00+06:00". */
  from?: string | undefined;
  /** The end, exclusive. Example: "2035-01-31T18:00:00+06:00". */
  to?: string | undefined;
}

export interface ListOwnSanctionsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListSanctionsQuery {
  /** Whose sanctions. `ply_…` */
  playerId: string;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ImposeSanctionBody {
  /** Who is sanctioned; not yourself. `ply_…` */
  playerId: string;
  /** `blocks` says what follows. `certificate_suspension` shows certificates of the player as suspended. `hosting_probation` ends after one reviewed tournament. */
  kind: 'warn' | 'mute' | 'suspend' | 'ban' | 'wallet_freeze' | 'certificate_suspension' | 'hosting_probation';
  /** What it covers; all areas by default. Transfers and live rooms are blocked only by a sanction on all areas. Only for `warn`, `mute`, `suspend` and `ban`. At least 1 items. */
  areas?: readonly ('competing' | 'staffing' | 'hosting' | 'chatting')[] | undefined;
  /** The only tournament in which it counts; everywhere by default. A `wallet_freeze` and a `hosting_probation` count everywhere. `trn_…` */
  tournamentId?: string | undefined;
  /** From `GET /v1/moderation/reasons`. */
  reasonCode: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'unsporting_conduct' | 'no_shows' | 'rule_breach' | 'other';
  /** What the player is told. 1 to 2000 characters. */
  statement: string;
  /** For moderators only. 1 to 2000 characters. */
  note?: string | undefined;
  /** Now by default; not in the past. Example: "2035-01-31T18:00:00+06:00". */
  startsAt?: string | undefined;
  /** null for ever. By default the length that the catalogue gives to the reason. A ban of more than ten years needs a second moderator, as one for ever. Example: "2035-01-31T18:00:00+06:00". */
  endsAt?: string | null | undefined;
}

export interface RevokeSanctionBody {
  /** Why; the player is told. 1 to 2000 characters. */
  reason: string;
}

export interface AppealSanctionBody {
  /** Why the sanction is wrong. 20 to 2000 characters. */
  text: string;
}

export interface ListAppealsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export type RuleOnAppealBody = {
  /** It stands, or it ends at once. */
  outcome: 'upheld' | 'lifted';
  /** What the player is told. 1 to 2000 characters. */
  statement: string;
} | {
  /** It ends earlier. */
  outcome: 'reduced';
  /** What the player is told. 1 to 2000 characters. */
  statement: string;
  /** The new end: later than now, before the present end. Example: "2035-01-31T18:00:00+06:00". */
  endsAt: string;
};

export interface ListOwnNoticesQuery {
  /** From this instant on, included; all by default. Example: "2035-01-31T18:00:00+06:00". */
  since?: string | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface FileReportBody {
  /** What is reported; something that you can read. */
  subject: {
    /** The kind of what is reported. */
    type: 'player';
    /** Its id. `ply_…` */
    id: string;
  } | {
    /** The kind of what is reported. */
    type: 'team';
    /** Its id. `tem_…` */
    id: string;
  } | {
    /** The kind of what is reported. */
    type: 'match';
    /** Its id. `mat_…` */
    id: string;
  } | {
    /** The kind of what is reported. */
    type: 'registration';
    /** Its id. `reg_…` */
    id: string;
  } | {
    /** The kind of what is reported. */
    type: 'evidence';
    /** Its id. `evd_…` */
    id: string;
  } | {
    /** The kind of what is reported. */
    type: 'certificate';
    /** Its id. `crt_…` */
    id: string;
  } | {
    /** The kind of what is reported. */
    type: 'transfer';
    /** Its id. `trf_…` */
    id: string;
  };
  /** What is wrong. Each category is a queue of moderators. */
  category: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'offensive_name' | 'other';
  /** Where it happened. Only for a player or a team; the others belong to a tournament, or to none. `trn_…` */
  tournamentId?: string | undefined;
  /** What happened. Only moderators read it. 1 to 2000 characters. */
  text: string;
  /** Evidence by id, and links. At most 10 items. */
  evidence?: readonly ({
    /** Evidence of a match that you can read. `evd_…` */
    evidenceId: string;
  } | {
    /** An https address. */
    url: string;
  })[] | undefined;
}

export interface ListOwnReportsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface MuteReporterBody {
  /** Why; the reporter reads it. 1 to 500 characters. */
  reason: string;
  /** When reports are taken again; null for no end. Example: "2035-01-31T18:00:00+06:00". */
  endsAt: string | null;
}

export interface ListQueueQuery {
  /** One queue; all that you see by default. */
  category?: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'offensive_name' | 'other' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface TakeCaseBody {
  /** How long others leave it to you; 30 by default. 1 to 240. */
  minutes?: number | undefined;
}

export interface TriageCaseBody {
  /** `version` of the case as you have read it. 1 to 2147483647. */
  version: number;
  /** 0 to 5; 5 is the most urgent. A new case has 3. 0 to 5. */
  priority: number;
}

export interface DecideCaseBody {
  /** `version` of the case as you have read it. 1 to 2147483647. */
  version: number;
  /** `resolved`: the reports are right. `rejected`: nothing has to be done. */
  outcome: 'resolved' | 'rejected';
  /** Why; all reporters read it. 1 to 2000 characters. */
  statement: string;
  /** The sanction that followed, on a player of the case. `san_…` */
  sanctionId?: string | undefined;
}

export interface ExportStatementsCsvQuery {
  /** The first instant, or a date (UTC). */
  from: string;
  /** The end, excluded. */
  to: string;
}

export interface ExportStatementsNdjsonQuery {
  /** The first instant, or a date (UTC). */
  from: string;
  /** The end, excluded. */
  to: string;
}

export interface DismissStrikeBody {
  /** Why; the player is told. 1 to 2000 characters. */
  reason: string;
}

export interface ReviewHostingBody {
  /** `approved`: it may be published as it is. `refused`: it may not. Default: "approved". */
  outcome?: 'approved' | 'refused' | undefined;
  /** Why it is refused; the organizer reads it. Only with `refused`, and needed there. 1 to 2000 characters. */
  reason?: string | undefined;
  /** What was looked at; for the audit trail. 1 to 2000 characters. */
  note: string;
  /** `settingsHash` of the draft as you have read it: other settings are refused. Absent: those of now. Pattern: `^[0-9a-f]{32}$`. */
  settingsHash?: string | undefined;
}

export interface RemoveEntrantBody {
  /** The entry of the sanctioned player, or of the team of which it is the captain. `reg_…` */
  registrationId: string;
  /** Answers what would happen, and changes nothing. Default: false. */
  dryRun?: boolean | undefined;
}

export interface ListRulesQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface DeclareRuleBody {
  /** What the rule is for. Only administrators see it. 1 to 200 characters. */
  title: string;
  /** The acts that it refuses. 1 to 6 items. */
  acts: readonly ('register' | 'check_in' | 'report' | 'transfer' | 'staff' | 'host')[];
  /** Refuses players with a sanction of one of these kinds in force, for the acts that the sanction covers. 1 to 3 items. */
  kinds?: readonly ('warn' | 'mute' | 'suspend')[] | undefined;
  /** Refuses players whose strikes have at least so many points. Give either this or `kinds`. 1 to 100. */
  pointsMin?: number | undefined;
  /** Only sanctions and strikes for these reasons count; by default for any reason. 1 to 11 items. */
  reasonCodes?: readonly ('cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'unsporting_conduct' | 'no_shows' | 'rule_breach' | 'other')[] | undefined;
  /** Only there; everywhere by default. `trn_…` */
  tournamentId?: string | undefined;
}

export interface SwitchRuleBody {
  /** `version` of the rule as you have read it. 1 to 2147483647. */
  version: number;
  /** `shadow`: refuses nothing and lists what it would have refused. `enforced`: refuses; only after `shadow`. */
  state: 'off' | 'shadow' | 'enforced';
}

export interface ListTrialsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface StartTrialBody {
  /** The first moment. Example: "2035-01-31T18:00:00+06:00". */
  from: string;
  /** The end, exclusive; not in the future, and at most 92 days later. Example: "2035-01-31T18:00:00+06:00". */
  to: string;
}

export interface ListTrialRefusalsQuery {
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ListEventsQuery {
  /** The position that you have, as `position` says it, or a `seq` alone; later events are answered. Pattern: `^(?:[0-9a-f]{1,16}:(?:0|[1-9]\d{0,9})|0|[1-9]\d{0,9})$`. Default: "0". */
  since?: string | undefined;
  /** How many seconds to wait for an event if there is none yet. 0 to 25. */
  wait?: number | undefined;
}

export interface ListMatchEventsQuery {
  /** The position that you have. Absent: nothing is listed, and `position` is where the tournament stands. Pattern: `^(?:[0-9a-f]{1,16}:(?:0|[1-9]\d{0,9})|0|[1-9]\d{0,9})$`. */
  since?: string | undefined;
  /** How many seconds to wait for an event if there is none yet. 0 to 25. */
  wait?: number | undefined;
}

export interface CreateLiveTicketBody {
  /** For the room of a tournament. `trn_…` */
  tournamentId?: string | undefined;
  /** For the room of a match. `mat_…` */
  matchId?: string | undefined;
  /** The web origin of the page that will use it; then no other page can. Absent: any page. At most 255 characters. */
  origin?: string | undefined;
}

export interface StartBackfillBody {
  /** From which store to which. */
  direction: 'r2-to-s3' | 's3-to-r2';
  /** Only the files of this tournament; null: all. `trn_…` */
  tournamentId?: string | null | undefined;
  /** Reads each copy again and compares its hash. Default: false. */
  verify?: boolean | undefined;
  /** Only objects whose copy failed before. Default: false. */
  retryFailed?: boolean | undefined;
  /** Counts what would be copied, and copies nothing. Default: false. */
  dryRun?: boolean | undefined;
  /** Objects between two checkpoints. 1 to 1000. Default: 100. */
  batchSize?: number | undefined;
  /** Objects that are copied at the same time. 1 to 5. Default: 4. */
  concurrency?: number | undefined;
  /** Ends after this many objects; null: all. At least 1. */
  limit?: number | null | undefined;
  /** Begins after this object key, or prefix of one. Pattern: `^[\w./-]{0,1024}$`. Default: "". */
  startAfter?: string | undefined;
}

export interface CreateWebhookBody {
  /** Where deliveries are sent by POST. https, and a public address. */
  url: string;
  /** For people. 1 to 200 characters. */
  description?: string | null | undefined;
  /** Only these types of events; empty: all. At most 48 items. Default: []. */
  eventTypes?: readonly ('tournament_state_changed' | 'start_blocked' | 'tournament_changed' | 'entrants_seeded' | 'registration_changed' | 'stage_changed' | 'stage_dropped' | 'staff_changed' | 'registration_created' | 'registration_promoted' | 'registration_cancelled' | 'registration_restored' | 'registration_claimed' | 'waitlist_offer' | 'waitlist_offer_ended' | 'check_in_opened' | 'deadline_near' | 'schedule_conflict' | 'match_ready' | 'checked_in' | 'stage_started' | 'bracket_generated' | 'stage_completed' | 'round_paired' | 'byes_changed' | 'late_entry_added' | 'score_updated' | 'result_reported' | 'dispute_opened' | 'dispute_resolved' | 'match_completed' | 'match_corrected' | 'match_checked_in' | 'match_check_in_closed' | 'schedule_changed' | 'line_up_set' | 'veto_changed' | 'referee_called' | 'referee_call_resolved' | 'evidence_added' | 'evidence_removed' | 'match_called' | 'placements_final' | 'placements_approved' | 'placements_corrected' | 'certificates_issued' | 'case_decided' | 'prizes_paid')[] | undefined;
  /** Only these tournaments; empty: all within its reach. `trn_…` At most 50 items. Default: []. */
  tournamentIds?: readonly string[] | undefined;
  /** `own`: tournaments that you organize. `all`: every tournament; for administrators. Default: "own". */
  reach?: 'own' | 'all' | undefined;
  /** `v1`: HMAC-SHA-256 with a shared secret. `v1a`: Ed25519; you get the public key. Default: "v1". */
  signature?: 'v1' | 'v1a' | undefined;
}

export interface ListWebhooksQuery {
  /** `all`: of everybody; for administrators. Default: "me". */
  owner?: 'me' | 'all' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface ChangeWebhookBody {
  /** Where deliveries are sent by POST. https, and a public address. */
  url?: string | undefined;
  /** For people. 1 to 200 characters. */
  description?: string | null | undefined;
  /** Only these types of events; empty: all. At most 48 items. */
  eventTypes?: readonly ('tournament_state_changed' | 'start_blocked' | 'tournament_changed' | 'entrants_seeded' | 'registration_changed' | 'stage_changed' | 'stage_dropped' | 'staff_changed' | 'registration_created' | 'registration_promoted' | 'registration_cancelled' | 'registration_restored' | 'registration_claimed' | 'waitlist_offer' | 'waitlist_offer_ended' | 'check_in_opened' | 'deadline_near' | 'schedule_conflict' | 'match_ready' | 'checked_in' | 'stage_started' | 'bracket_generated' | 'stage_completed' | 'round_paired' | 'byes_changed' | 'late_entry_added' | 'score_updated' | 'result_reported' | 'dispute_opened' | 'dispute_resolved' | 'match_completed' | 'match_corrected' | 'match_checked_in' | 'match_check_in_closed' | 'schedule_changed' | 'line_up_set' | 'veto_changed' | 'referee_called' | 'referee_call_resolved' | 'evidence_added' | 'evidence_removed' | 'match_called' | 'placements_final' | 'placements_approved' | 'placements_corrected' | 'certificates_issued' | 'case_decided' | 'prizes_paid')[] | undefined;
  /** Only these tournaments; empty: all within its reach. `trn_…` At most 50 items. */
  tournamentIds?: readonly string[] | undefined;
  /** false: nothing more is sent. true: deliveries that wait are sent. */
  isActive?: boolean | undefined;
}

export interface RotateWebhookSecretBody {
  /** How long the key until now signs beside the new one. 0: it ends at once. 0 to 168. Default: 24. */
  overlapHours?: number | undefined;
}

export interface RecoverWebhookBody {
  /** Events from this time on; at most a minute ahead. Example: "2035-01-31T18:00:00+06:00". */
  since?: string | undefined;
  /** Events of this tournament; with `afterSeq`. `trn_…` */
  tournamentId?: string | undefined;
  /** The `seq` of the last event that you have; 0 for none. 0 to 2147483647. */
  afterSeq?: number | undefined;
}

export interface ListWebhookDeliveriesQuery {
  /** Only those in this state. */
  state?: 'pending' | 'sending' | 'delivered' | 'failed' | undefined;
  /** `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** How many items a page has at most; 20 by default. 1 to 100. */
  limit?: number | undefined;
}

export interface VerifyCertificateQuery {
  /** The language of the page; by Accept-Language if absent. */
  lang?: 'en' | 'bn' | undefined;
}

export interface ShowEmbeddedCardQuery {
  /** The language of the page; by Accept-Language if absent. */
  lang?: 'en' | 'bn' | undefined;
}

export interface DescribeEmbeddedCardQuery {
  /** The address of a certificate page. */
  url: string;
  /** Only JSON. Default: "json". */
  format?: 'json' | undefined;
  /** The largest width of the card, in pixels. */
  maxwidth?: string | undefined;
  /** The largest height of the card, in pixels. */
  maxheight?: string | undefined;
}

export interface DownloadCertificateQuery {
  /** The format of the file. Default: "pdf". */
  as?: 'pdf' | 'png' | undefined;
  /** `stream`: the bytes. `redirect`: a signed address of the object store, where that is possible; else the bytes. Default: "stream". */
  delivery?: 'stream' | 'redirect' | undefined;
}

export interface DownloadByLinkQuery {
  /** Of the page that a browser gets when the link is refused. */
  lang?: 'en' | 'bn' | undefined;
}

export interface DownloadCertificateExportQuery {
  /** `redirect`: an address that is valid for 900 seconds, of the object store where that is possible. `stream`: the bytes. Default: "redirect". */
  delivery?: 'redirect' | 'stream' | undefined;
  /** In the address of a redirect, in place of a token: who it was made for, until when, and the signature. At most 200 characters. */
  link?: string | undefined;
}

export interface PreviewBracketBody {
  /** As a stage of a new tournament; `entrants` stays null. */
  stage: StageCreate;
  /** Entrants are shown as seeds; 1 is the best. 2 to 4096. */
  entrantCount: number;
  /** Seeds that ask for a bye in the first round of a Swiss. At most 4096 items. */
  byes?: readonly number[] | undefined;
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
  | 'insufficient_scope'
  | 'sanctioned'
  | 'reporter_muted'
  | 'too_many_reports'
  | 'case_leased'
  | 'version_conflict'
  | 'origin_not_allowed'
  | 'idempotency_mismatch'
  | 'idempotency_in_flight'
  | 'idempotency_key_required'
  | 'precondition_failed'
  | 'state_conflict'
  | 'limit_reached'
  | 'registration_not_open'
  | 'check_in_not_open'
  | 'offer_not_open'
  | 'tournament_full'
  | 'already_registered'
  | 'claim_code_not_valid'
  | 'not_on_list'
  | 'invitation_required'
  | 'invitation_not_valid'
  | 'roster_incomplete'
  | 'team_full'
  | 'not_enough_entrants'
  | 'not_seeded'
  | 'not_a_participant'
  | 'own_report'
  | 'match_not_open'
  | 'matches_affected'
  | 'double_booked'
  | 'conflict_of_interest'
  | 'draw_not_allowed'
  | 'unknown_tie_break'
  | 'tie_break_not_allowed'
  | 'matches_open'
  | 'round_not_pairable'
  | 'bye_not_allowed'
  | 'late_entry_closed'
  | 'tournament_not_completed'
  | 'review_required'
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
  | 'nothing_to_export'
  | 'export_not_ready'
  | 'export_outdated'
  | 'certificate_not_ready'
  | 'needs_printed_name'
  | 'link_not_valid'
  | 'ticket_not_valid'
  | 'reference_conflict'
  | 'invalid_amount'
  | 'insufficient_funds'
  | 'escrow_short'
  | 'wallet_frozen'
  | 'wallet_closed'
  | 'same_wallet'
  | 'wallet_not_found'
  | 'hold_expired'
  | 'hold_closed'
  | 'object_deleted'
  | 'object_held'
  | 'backfill_disabled'
  | 'webhook_target_refused'
  | 'unavailable'
  | 'internal_error';

/** Codes that most operations may answer. */
export type SharedProblem =
  | 'invalid_request'
  | 'quota_exceeded'
  | 'unauthenticated'
  | 'misconfigured'
  | 'unavailable'
  | 'internal_error';

/** Codes of an idempotency key. */
export type KeyProblem =
  | 'malformed_json'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'not_found'
  | 'forbidden'
  | 'insufficient_scope'
  | 'idempotency_mismatch'
  | 'idempotency_in_flight'
  | 'idempotency_key_required';

export interface Operations {
  readMe: {
    request: {};
    answer: Me;
    problems: SharedProblem | 'insufficient_scope';
  };
  changeMe: {
    request: { body: ChangeMeBody };
    answer: Me;
    problems: SharedProblem | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'precondition_failed' | 'unsupported_media_type';
  };
  readPlayer: {
    request: { params: { id: string } };
    answer: Player;
    problems: SharedProblem | 'not_found';
  };
  listRoles: {
    request: { params: { id: string } };
    answer: {
      /** All of them. */
      items: GrantedRole[];
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  grantRole: {
    request: { params: { id: string }; body: GrantRoleBody; idempotencyKey?: string | undefined };
    answer: GrantedRole;
    problems: SharedProblem | KeyProblem;
  };
  withdrawRole: {
    request: { params: { id: string; role: 'organizer' | 'moderator' | 'finance' | 'admin' } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  makeApiKey: {
    request: { body: MakeApiKeyBody; idempotencyKey?: string | undefined };
    answer: MadeApiKey;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'limit_reached' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type';
  };
  listApiKeys: {
    request: { query?: ListApiKeysQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: ApiKey[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  listApiKeysOf: {
    request: { params: { id: string }; query?: ListApiKeysOfQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: ApiKey[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  readApiKey: {
    request: { params: { id: string } };
    answer: ApiKey;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  changeApiKey: {
    request: { params: { id: string }; body?: ChangeApiKeyBody | undefined };
    answer: ApiKey;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'limit_reached' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'state_conflict' | 'unsupported_media_type';
  };
  revokeApiKey: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: ApiKey;
    problems: SharedProblem | KeyProblem | 'precondition_failed';
  };
  exportMe: {
    request: {};
    answer: Record<string, unknown>;
    problems: SharedProblem | 'insufficient_scope';
  };
  erasePlayer: {
    request: { params: { id: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  createTournament: {
    request: { body: CreateTournamentBody; idempotencyKey?: string | undefined };
    answer: Tournament;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'sanctioned' | 'unsupported_media_type';
  };
  copyTournament: {
    request: { params: { id: string }; body: CopyTournamentBody; idempotencyKey?: string | undefined };
    answer: Tournament;
    problems: SharedProblem | KeyProblem | 'sanctioned';
  };
  listTournaments: {
    request: { query?: ListTournamentsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: ExpandedTournament[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem;
  };
  readTournament: {
    request: { params: { id: string }; query?: ReadTournamentQuery | undefined };
    answer: ExpandedTournament;
    problems: SharedProblem | 'not_found';
  };
  changeTournament: {
    request: { params: { id: string }; body?: ChangeTournamentBody | undefined };
    answer: Tournament;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  deleteTournament: {
    request: { params: { id: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  changeTournamentState: {
    request: { params: { id: string }; body: ChangeTournamentStateBody; idempotencyKey?: string | undefined };
    answer: TournamentState;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'matches_open' | 'not_enough_entrants' | 'precondition_failed' | 'round_not_pairable' | 'sanctioned' | 'state_conflict' | 'tie_break_not_allowed';
  };
  createSandbox: {
    request: { body?: CreateSandboxBody | undefined; idempotencyKey?: string | undefined };
    answer: Sandbox;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'limit_reached' | 'malformed_json' | 'payload_too_large' | 'sanctioned' | 'unsupported_media_type';
  };
  readSandbox: {
    request: { params: { id: string } };
    answer: SandboxStatus;
    problems: SharedProblem | 'not_found';
  };
  deleteSandbox: {
    request: { params: { id: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'unsupported_media_type';
  };
  inviteStaff: {
    request: { params: { id: string }; body: InviteStaffBody; idempotencyKey?: string | undefined };
    answer: StaffMember;
    problems: SharedProblem | KeyProblem | 'limit_reached' | 'sanctioned' | 'state_conflict';
  };
  listStaff: {
    request: { params: { id: string } };
    answer: {
      /** All of them. */
      items: StaffMember[];
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'sanctioned';
  };
  acceptStaffRole: {
    request: { params: { id: string; playerId: string }; idempotencyKey?: string | undefined };
    answer: StaffMember;
    problems: SharedProblem | KeyProblem | 'sanctioned';
  };
  endStaffRole: {
    request: { params: { id: string; playerId: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'sanctioned' | 'unsupported_media_type';
  };
  listOwnStaffRoles: {
    request: { query?: ListOwnStaffRolesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: OwnStaffRole[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  readDashboard: {
    request: { params: { id: string } };
    answer: Dashboard;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'sanctioned';
  };
  createSeries: {
    request: { body: CreateSeriesBody; idempotencyKey?: string | undefined };
    answer: Series;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'sanctioned' | 'unsupported_media_type';
  };
  listSeries: {
    request: { query?: ListSeriesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Series[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem;
  };
  readSeries: {
    request: { params: { id: string } };
    answer: SeriesDetail;
    problems: SharedProblem | 'not_found';
  };
  changeSeries: {
    request: { params: { id: string }; body?: ChangeSeriesBody | undefined };
    answer: SeriesDetail;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'unsupported_media_type';
  };
  addSeriesTournament: {
    request: { params: { id: string; tournamentId: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'limit_reached' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  removeSeriesTournament: {
    request: { params: { id: string; tournamentId: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'unsupported_media_type';
  };
  readSeriesStandings: {
    request: { params: { id: string }; query?: ReadSeriesStandingsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: SeriesStanding[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found';
  };
  seedTournament: {
    request: { params: { id: string }; body: SeedTournamentBody; idempotencyKey?: string | undefined };
    answer: Seeding;
    problems: SharedProblem | KeyProblem | 'not_enough_entrants' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'tournament_not_completed';
  };
  readSeeding: {
    request: { params: { id: string } };
    answer: Seeding;
    problems: SharedProblem | 'not_found';
  };
  pairRound: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' }; idempotencyKey?: string | undefined };
    answer: RoundRequest;
    problems: SharedProblem | KeyProblem | 'matches_open' | 'precondition_failed' | 'round_not_pairable' | 'sanctioned' | 'state_conflict';
  };
  requestByes: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' }; body: RequestByesBody };
    answer: RequestedByes;
    problems: SharedProblem | 'bye_not_allowed' | 'conflict_of_interest' | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  enterLate: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' }; body: EnterLateBody; idempotencyKey?: string | undefined };
    answer: LateEntry;
    problems: SharedProblem | KeyProblem | 'already_registered' | 'late_entry_closed' | 'roster_incomplete' | 'sanctioned' | 'state_conflict' | 'tournament_full';
  };
  listStandings: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' }; query?: ListStandingsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Standing[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found' | 'state_conflict';
  };
  exportEntrants: {
    request: { params: { id: string } };
    answer: Blob;
    problems: SharedProblem | 'not_found';
  };
  exportStandings: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' } };
    answer: Blob;
    problems: SharedProblem | 'matches_open' | 'not_found' | 'state_conflict';
  };
  exportMatches: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' } };
    answer: Blob;
    problems: SharedProblem | 'not_found' | 'state_conflict';
  };
  exportTrf: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' } };
    answer: Blob;
    problems: SharedProblem | 'not_exportable' | 'not_found' | 'state_conflict';
  };
  listStages: {
    request: { params: { id: string } };
    answer: {
      /** All of them. */
      items: Stage[];
    };
    problems: SharedProblem | 'not_found';
  };
  readStage: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' } };
    answer: StageDetail;
    problems: SharedProblem | 'not_found';
  };
  changeStage: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' }; body: ChangeStageBody };
    answer: Stage;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  dropStage: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  startStage: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' }; body?: StartStageBody | undefined; idempotencyKey?: string | undefined };
    answer: Stage;
    problems: SharedProblem | KeyProblem | 'not_enough_entrants' | 'precondition_failed' | 'round_not_pairable' | 'sanctioned' | 'state_conflict' | 'tie_break_not_allowed';
  };
  completeStage: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' }; idempotencyKey?: string | undefined };
    answer: Stage;
    problems: SharedProblem | KeyProblem | 'matches_open' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  enterGuest: {
    request: { params: { id: string }; body: EnterGuestBody; idempotencyKey?: string | undefined };
    answer: Guest;
    problems: SharedProblem | KeyProblem | 'sanctioned' | 'state_conflict' | 'tournament_full';
  };
  importEntrants: {
    request: { params: { id: string }; query?: ImportEntrantsQuery | undefined; body: Blob; idempotencyKey?: string | undefined };
    answer: EntrantImport;
    problems: SharedProblem | KeyProblem | 'invalid_file' | 'sanctioned' | 'state_conflict';
  };
  importTrf: {
    request: { params: { id: string }; query?: ImportTrfQuery | undefined; body: Blob; idempotencyKey?: string | undefined };
    answer: EntrantImport;
    problems: SharedProblem | KeyProblem | 'invalid_file' | 'sanctioned' | 'state_conflict';
  };
  renewClaimCode: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: ClaimCode;
    problems: SharedProblem | KeyProblem | 'sanctioned' | 'state_conflict';
  };
  claimRegistration: {
    request: { body: ClaimRegistrationBody; idempotencyKey?: string | undefined };
    answer: Registration;
    problems: SharedProblem | 'already_registered' | 'claim_code_not_valid' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  createRatingList: {
    request: { body: CreateRatingListBody; idempotencyKey?: string | undefined };
    answer: RatingList;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'sanctioned' | 'unsupported_media_type';
  };
  listOwnRatingLists: {
    request: { query?: ListOwnRatingListsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: RatingList[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  readRatingList: {
    request: { params: { id: string } };
    answer: RatingList;
    problems: SharedProblem | 'not_found';
  };
  listRatedPlayers: {
    request: { params: { id: string }; query?: ListRatedPlayersQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: RatedPlayer[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found';
  };
  readCounted: {
    request: { params: { id: string } };
    answer: Counted;
    problems: SharedProblem | 'not_found';
  };
  countTournament: {
    request: { params: { id: string }; body: CountTournamentBody };
    answer: Counted;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  makeInvitationCode: {
    request: { params: { id: string }; body?: MakeInvitationCodeBody | undefined; idempotencyKey?: string | undefined };
    answer: MadeInvitationCode;
    problems: SharedProblem | KeyProblem | 'limit_reached' | 'sanctioned' | 'state_conflict';
  };
  listInvitationCodes: {
    request: { params: { id: string }; query?: ListInvitationCodesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: InvitationCode[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'sanctioned';
  };
  withdrawInvitationCode: {
    request: { params: { id: string; codeId: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  changeAllowList: {
    request: { params: { id: string }; body: ChangeAllowListBody; idempotencyKey?: string | undefined };
    answer: AllowListChange;
    problems: SharedProblem | KeyProblem | 'limit_reached' | 'sanctioned' | 'state_conflict';
  };
  readAllowList: {
    request: { params: { id: string }; query?: ReadAllowListQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: AllowedPlayer[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'sanctioned';
  };
  register: {
    request: { params: { id: string }; body?: RegisterBody | undefined; idempotencyKey?: string | undefined };
    answer: Registration;
    problems: SharedProblem | KeyProblem | 'already_registered' | 'insufficient_funds' | 'invitation_not_valid' | 'invitation_required' | 'not_on_list' | 'registration_not_open' | 'roster_incomplete' | 'sanctioned' | 'state_conflict' | 'tournament_full' | 'wallet_closed' | 'wallet_frozen';
  };
  listRegistrations: {
    request: { params: { id: string }; query?: ListRegistrationsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Registration[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found';
  };
  readRegistration: {
    request: { params: { id: string } };
    answer: Registration;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'sanctioned';
  };
  changeRegistration: {
    request: { params: { id: string }; body?: ChangeRegistrationBody | undefined };
    answer: Registration;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  readRoster: {
    request: { params: { id: string } };
    answer: Roster;
    problems: SharedProblem | 'not_found';
  };
  cancelRegistration: {
    request: { params: { id: string }; body?: CancelRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: RegistrationState;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'wallet_closed' | 'wallet_frozen';
  };
  approveRegistration: {
    request: { params: { id: string }; body?: ApproveRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: RegistrationState;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'escrow_short' | 'hold_closed' | 'hold_expired' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'tournament_full' | 'wallet_closed' | 'wallet_frozen';
  };
  rejectRegistration: {
    request: { params: { id: string }; body?: RejectRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: RegistrationState;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'hold_closed' | 'hold_expired' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'tournament_full' | 'wallet_closed' | 'wallet_frozen';
  };
  changeRoster: {
    request: { params: { id: string }; body: ChangeRosterBody };
    answer: Roster;
    problems: SharedProblem | 'already_registered' | 'forbidden' | 'insufficient_scope' | 'invitation_not_valid' | 'invitation_required' | 'malformed_json' | 'not_found' | 'not_on_list' | 'payload_too_large' | 'precondition_failed' | 'registration_not_open' | 'roster_incomplete' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  withdrawRegistration: {
    request: { params: { id: string }; body?: WithdrawRegistrationBody | undefined; idempotencyKey?: string | undefined };
    answer: RegistrationState;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  disqualifyRegistration: {
    request: { params: { id: string }; body: DisqualifyRegistrationBody; idempotencyKey?: string | undefined };
    answer: RegistrationState;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  acceptOffer: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: RegistrationState;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'offer_not_open' | 'precondition_failed' | 'sanctioned' | 'tournament_full' | 'wallet_closed' | 'wallet_frozen';
  };
  declineOffer: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: RegistrationState;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'offer_not_open' | 'precondition_failed' | 'sanctioned' | 'tournament_full' | 'wallet_closed' | 'wallet_frozen';
  };
  checkIn: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: CheckIn;
    problems: SharedProblem | KeyProblem | 'check_in_not_open' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  undoCheckIn: {
    request: { params: { id: string } };
    answer: CheckIn;
    problems: SharedProblem | 'check_in_not_open' | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  checkInMany: {
    request: { params: { id: string }; body: CheckInManyBody; idempotencyKey?: string | undefined };
    answer: CheckIns;
    problems: SharedProblem | KeyProblem | 'sanctioned';
  };
  listOwnRegistrations: {
    request: { query?: ListOwnRegistrationsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: OwnRegistration[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  listPlayerTournaments: {
    request: { params: { id: string }; query?: ListPlayerTournamentsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: TournamentEntry[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found';
  };
  listTeamTournaments: {
    request: { params: { id: string }; query?: ListTeamTournamentsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: TournamentEntry[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found';
  };
  listMatches: {
    request: { params: { id: string }; query?: ListMatchesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Match[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found';
  };
  readMatch: {
    request: { params: { id: string } };
    answer: Match;
    problems: SharedProblem | 'not_found';
  };
  reportResult: {
    request: { params: { id: string }; body: ReportResultBody; idempotencyKey?: string | undefined };
    answer: MatchResult;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'own_report' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  confirmResult: {
    request: { params: { id: string }; body: ConfirmResultBody; idempotencyKey?: string | undefined };
    answer: MatchResult;
    problems: SharedProblem | KeyProblem | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'own_report' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  decideResult: {
    request: { params: { id: string }; body: DecideResultBody; idempotencyKey?: string | undefined };
    answer: MatchResult;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'draw_not_allowed' | 'match_not_open' | 'not_a_participant' | 'own_report' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  updateScore: {
    request: { params: { id: string }; body: UpdateScoreBody };
    answer: MatchScore;
    problems: SharedProblem | 'conflict_of_interest' | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'match_not_open' | 'not_a_participant' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'unsupported_media_type';
  };
  giveEvidenceLink: {
    request: { params: { id: string }; body: GiveEvidenceLinkBody; idempotencyKey?: string | undefined };
    answer: Evidence;
    problems: SharedProblem | KeyProblem | 'limit_reached' | 'match_not_open' | 'not_a_participant' | 'sanctioned';
  };
  listEvidence: {
    request: { params: { id: string } };
    answer: {
      /** All of them. */
      items: Evidence[];
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_a_participant' | 'not_found' | 'sanctioned';
  };
  listResults: {
    request: { params: { id: string }; query?: ListResultsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: ReportedResult[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found';
  };
  forfeitMatch: {
    request: { params: { id: string }; body: ForfeitMatchBody; idempotencyKey?: string | undefined };
    answer: Forfeit;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'match_not_open' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  correctResult: {
    request: { params: { id: string }; body: CorrectResultBody; idempotencyKey?: string | undefined };
    answer: Correction;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'draw_not_allowed' | 'matches_affected' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  readMatchPlan: {
    request: { params: { id: string } };
    answer: MatchPlan;
    problems: SharedProblem | 'not_found';
  };
  setMatchPlan: {
    request: { params: { id: string }; body?: SetMatchPlanBody | undefined };
    answer: MatchPlan;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  listSchedule: {
    request: { params: { id: string }; query?: ListScheduleQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Match[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'not_found';
  };
  listScheduleWarnings: {
    request: { params: { id: string } };
    answer: {
      /** All of them. */
      items: ScheduleWarning[];
    };
    problems: SharedProblem | 'not_found';
  };
  scheduleRound: {
    request: { params: { id: string }; body: ScheduleRoundBody; idempotencyKey?: string | undefined };
    answer: RoundSchedule;
    problems: SharedProblem | KeyProblem | 'double_booked' | 'sanctioned' | 'state_conflict';
  };
  scheduleMatch: {
    request: { params: { id: string }; body?: ScheduleMatchBody | undefined };
    answer: ScheduledMatch;
    problems: SharedProblem | 'double_booked' | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'match_not_open' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'unsupported_media_type';
  };
  callMatch: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: MatchCall;
    problems: SharedProblem | KeyProblem | 'match_not_open' | 'precondition_failed' | 'sanctioned';
  };
  checkInToMatch: {
    request: { params: { id: string }; body?: CheckInToMatchBody | undefined; idempotencyKey?: string | undefined };
    answer: MatchCheckIn;
    problems: SharedProblem | KeyProblem | 'check_in_not_open' | 'conflict_of_interest' | 'match_not_open' | 'not_a_participant' | 'precondition_failed' | 'sanctioned';
  };
  listLineUps: {
    request: { params: { id: string } };
    answer: {
      /** All of them. */
      items: LineUp[];
    };
    problems: SharedProblem | 'not_found';
  };
  setLineUp: {
    request: { params: { id: string; registrationId: string }; body: SetLineUpBody };
    answer: LineUpSet;
    problems: SharedProblem | 'conflict_of_interest' | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'match_not_open' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  readVetoPlan: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' } };
    answer: VetoPlan;
    problems: SharedProblem | 'not_found';
  };
  setVetoPlan: {
    request: { params: { id: string; stage: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' }; body: SetVetoPlanBody };
    answer: VetoPlan;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  readVeto: {
    request: { params: { id: string } };
    answer: Veto;
    problems: SharedProblem | 'not_found';
  };
  actOnVeto: {
    request: { params: { id: string }; body: ActOnVetoBody; idempotencyKey?: string | undefined };
    answer: VetoState;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'match_not_open' | 'not_a_participant' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  callReferee: {
    request: { params: { id: string }; body: CallRefereeBody; idempotencyKey?: string | undefined };
    answer: RefereeCall;
    problems: SharedProblem | KeyProblem | 'match_not_open' | 'not_a_participant' | 'state_conflict';
  };
  listRefereeCalls: {
    request: { params: { id: string }; query?: ListRefereeCallsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: RefereeCall[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'sanctioned';
  };
  resolveRefereeCall: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: RefereeCall;
    problems: SharedProblem | KeyProblem | 'sanctioned' | 'state_conflict';
  };
  openDispute: {
    request: { params: { id: string }; body: OpenDisputeBody; idempotencyKey?: string | undefined };
    answer: Dispute;
    problems: SharedProblem | KeyProblem | 'limit_reached' | 'match_not_open' | 'not_a_participant' | 'own_report' | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  listMatchDisputes: {
    request: { params: { id: string }; query?: ListMatchDisputesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Dispute[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_a_participant' | 'not_found' | 'sanctioned';
  };
  listDisputes: {
    request: { params: { id: string }; query?: ListDisputesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Dispute[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'sanctioned';
  };
  withdrawDispute: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: Dispute;
    problems: SharedProblem | KeyProblem | 'not_a_participant' | 'state_conflict';
  };
  rejectDispute: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: Dispute;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'sanctioned' | 'state_conflict';
  };
  listOwnMatches: {
    request: { query?: ListOwnMatchesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: OwnMatch[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  readNextMatch: {
    request: {};
    answer: NextMatch;
    problems: SharedProblem | 'insufficient_scope';
  };
  payPrizes: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: Prizes;
    problems: SharedProblem | KeyProblem | 'escrow_short' | 'insufficient_funds' | 'review_required' | 'sanctioned' | 'state_conflict' | 'tournament_not_completed' | 'wallet_frozen';
  };
  readPrizes: {
    request: { params: { id: string } };
    answer: Prizes;
    problems: SharedProblem | 'not_found';
  };
  listPlacements: {
    request: { params: { id: string }; query?: ListPlacementsQuery | undefined };
    answer: Placements;
    problems: SharedProblem | 'not_found';
  };
  approvePlacements: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: PlacementReview;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'precondition_failed' | 'sanctioned' | 'tournament_not_completed';
  };
  reopenTournament: {
    request: { params: { id: string }; body: ReopenTournamentBody; idempotencyKey?: string | undefined };
    answer: TournamentState;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  formTeam: {
    request: { body: FormTeamBody; idempotencyKey?: string | undefined };
    answer: Team;
    problems: SharedProblem | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type';
  };
  listOwnTeams: {
    request: { query?: ListOwnTeamsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Team[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  readTeam: {
    request: { params: { id: string } };
    answer: Team;
    problems: SharedProblem | 'not_found';
  };
  joinTeam: {
    request: { params: { id: string }; body: JoinTeamBody; idempotencyKey?: string | undefined };
    answer: Team;
    problems: SharedProblem | KeyProblem | 'team_full';
  };
  handOverTeam: {
    request: { params: { id: string }; body: HandOverTeamBody };
    answer: Team;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'state_conflict' | 'unsupported_media_type';
  };
  removeTeamMember: {
    request: { params: { id: string; playerId: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'state_conflict' | 'unsupported_media_type';
  };
  issueCertificates: {
    request: { params: { id: string }; body?: IssueCertificatesBody | undefined; idempotencyKey?: string | undefined };
    answer: CertificateProgress;
    problems: SharedProblem | KeyProblem | 'issuer_required' | 'not_placed' | 'review_required' | 'sanctioned' | 'state_conflict' | 'tournament_not_completed' | 'unprintable_text';
  };
  listIssuedCertificates: {
    request: { params: { id: string }; query?: ListIssuedCertificatesQuery | undefined };
    answer: IssuedCertificates;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  exportCertificates: {
    request: { params: { id: string }; body: ExportCertificatesBody; idempotencyKey?: string | undefined };
    answer: CertificateExport;
    problems: SharedProblem | KeyProblem | 'nothing_to_export' | 'sanctioned';
  };
  readCertificateExport: {
    request: { params: { id: string } };
    answer: CertificateExport;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  disqualifyAfterwards: {
    request: { params: { id: string }; body: DisqualifyAfterwardsBody; idempotencyKey?: string | undefined };
    answer: LateDisqualification;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'tournament_not_completed';
  };
  listOwnCertificates: {
    request: { query?: ListOwnCertificatesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Certificate[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  readCertificate: {
    request: { params: { id: string } };
    answer: Certificate | StaffCertificate;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  revokeCertificate: {
    request: { params: { id: string }; body: RevokeCertificateBody; idempotencyKey?: string | undefined };
    answer: StaffCertificate;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'successor_valid';
  };
  suspendCertificate: {
    request: { params: { id: string }; body: SuspendCertificateBody; idempotencyKey?: string | undefined };
    answer: StaffCertificate;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  reinstateCertificate: {
    request: { params: { id: string }; body: ReinstateCertificateBody; idempotencyKey?: string | undefined };
    answer: StaffCertificate;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'sanctioned' | 'state_conflict';
  };
  setCertificateExpiry: {
    request: { params: { id: string }; body: SetCertificateExpiryBody };
    answer: StaffCertificate;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  replaceCertificate: {
    request: { params: { id: string }; body: ReplaceCertificateBody; idempotencyKey?: string | undefined };
    answer: CertificateReplacement;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'replacement_identical' | 'sanctioned' | 'state_conflict';
  };
  setPrintedName: {
    request: { params: { id: string }; body: SetPrintedNameBody };
    answer: Certificate;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type';
  };
  setCertificatePrivacy: {
    request: { params: { id: string }; body: SetCertificatePrivacyBody };
    answer: CertificatePrivacy;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'sanctioned' | 'unsupported_media_type';
  };
  createDownloadLink: {
    request: { params: { id: string }; body?: CreateDownloadLinkBody | undefined };
    answer: DownloadLink;
    problems: SharedProblem | 'certificate_not_ready' | 'certificate_replaced' | 'certificate_revoked' | 'certificate_suspended' | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'needs_printed_name' | 'not_found' | 'payload_too_large' | 'sanctioned' | 'unsupported_media_type';
  };
  readOwnIssuer: {
    request: {};
    answer: Issuer;
    problems: SharedProblem | 'insufficient_scope' | 'not_found';
  };
  setIssuer: {
    request: { body: SetIssuerBody };
    answer: Issuer;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'precondition_failed' | 'unsupported_media_type';
  };
  readIssuer: {
    request: { params: { id: string } };
    answer: Issuer;
    problems: SharedProblem | 'not_found';
  };
  openWallet: {
    request: { idempotencyKey?: string | undefined };
    answer: Wallet;
    problems: SharedProblem | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type';
  };
  listOwnWallets: {
    request: {};
    answer: {
      /** In the order of the list. */
      items: Wallet[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  readWallet: {
    request: { params: { id: string } };
    answer: Wallet;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'wallet_not_found';
  };
  findPayeeWallet: {
    request: { params: { id: string } };
    answer: PayeeWallet;
    problems: SharedProblem | 'insufficient_scope' | 'not_found' | 'wallet_not_found';
  };
  listHolds: {
    request: { params: { id: string }; query?: ListHoldsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Hold[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'wallet_not_found';
  };
  freezeWallet: {
    request: { params: { id: string }; body: FreezeWalletBody; idempotencyKey?: string | undefined };
    answer: WalletFreeze;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'sanctioned' | 'wallet_closed' | 'wallet_not_found';
  };
  thawWallet: {
    request: { params: { id: string }; body: ThawWalletBody; idempotencyKey?: string | undefined };
    answer: WalletFreeze;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'sanctioned' | 'wallet_closed' | 'wallet_not_found';
  };
  closeWallet: {
    request: { params: { id: string }; body: CloseWalletBody; idempotencyKey?: string | undefined };
    answer: WalletClosing;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'sanctioned' | 'state_conflict' | 'wallet_frozen' | 'wallet_not_found';
  };
  reopenWallet: {
    request: { params: { id: string }; body: ReopenWalletBody; idempotencyKey?: string | undefined };
    answer: WalletClosing;
    problems: SharedProblem | KeyProblem | 'precondition_failed' | 'sanctioned' | 'wallet_not_found';
  };
  listTransactions: {
    request: { params: { id: string }; query?: ListTransactionsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: LedgerEntry[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'wallet_not_found';
  };
  exportTransactions: {
    request: { params: { id: string }; query?: ExportTransactionsQuery | undefined };
    answer: Blob;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'wallet_not_found';
  };
  readBalance: {
    request: { params: { id: string }; query: ReadBalanceQuery };
    answer: Balance;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found' | 'wallet_not_found';
  };
  transferCoins: {
    request: { body: TransferCoinsBody; idempotencyKey?: string | undefined };
    answer: Transfer;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_funds' | 'insufficient_scope' | 'invalid_amount' | 'malformed_json' | 'payload_too_large' | 'same_wallet' | 'sanctioned' | 'unsupported_media_type' | 'wallet_closed' | 'wallet_frozen' | 'wallet_not_found';
  };
  creditWallet: {
    request: { body: CreditWalletBody; idempotencyKey?: string | undefined };
    answer: Transfer;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_funds' | 'insufficient_scope' | 'invalid_amount' | 'malformed_json' | 'payload_too_large' | 'same_wallet' | 'sanctioned' | 'unsupported_media_type' | 'wallet_closed' | 'wallet_frozen' | 'wallet_not_found';
  };
  debitWallet: {
    request: { body: DebitWalletBody; idempotencyKey?: string | undefined };
    answer: Transfer;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_funds' | 'insufficient_scope' | 'invalid_amount' | 'malformed_json' | 'payload_too_large' | 'same_wallet' | 'sanctioned' | 'unsupported_media_type' | 'wallet_closed' | 'wallet_frozen' | 'wallet_not_found';
  };
  postBatch: {
    request: { body: PostBatchBody; idempotencyKey?: string | undefined };
    answer: {
      /** All of them. */
      items: Transfer[];
    };
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_funds' | 'insufficient_scope' | 'invalid_amount' | 'malformed_json' | 'payload_too_large' | 'same_wallet' | 'sanctioned' | 'state_conflict' | 'unsupported_media_type' | 'wallet_closed' | 'wallet_frozen' | 'wallet_not_found';
  };
  reverseTransfer: {
    request: { params: { id: string }; body: ReverseTransferBody; idempotencyKey?: string | undefined };
    answer: Transfer;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'invalid_amount' | 'sanctioned' | 'state_conflict' | 'wallet_closed' | 'wallet_frozen';
  };
  postReceipt: {
    request: { body: PostReceiptBody; idempotencyKey?: string | undefined };
    answer: Receipt;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'invalid_amount' | 'malformed_json' | 'payload_too_large' | 'reference_conflict' | 'sanctioned' | 'unsupported_media_type' | 'wallet_closed' | 'wallet_frozen' | 'wallet_not_found';
  };
  findReceipts: {
    request: { query: FindReceiptsQuery };
    answer: {
      /** All of them. */
      items: Receipt[];
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  summarizeReceipts: {
    request: { query: SummarizeReceiptsQuery };
    answer: ReceiptDay;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  exportReceiptsCsv: {
    request: { query: ExportReceiptsCsvQuery };
    answer: Blob;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  exportReceiptsNdjson: {
    request: { query: ExportReceiptsNdjsonQuery };
    answer: Blob;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  readReceipt: {
    request: { params: { id: string } };
    answer: Receipt;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  reverseReceipt: {
    request: { params: { id: string }; body: ReverseReceiptBody; idempotencyKey?: string | undefined };
    answer: Receipt;
    problems: SharedProblem | KeyProblem | 'insufficient_funds' | 'invalid_amount' | 'sanctioned' | 'state_conflict' | 'wallet_closed' | 'wallet_frozen';
  };
  openHold: {
    request: { body: OpenHoldBody; idempotencyKey?: string | undefined };
    answer: Hold;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_funds' | 'insufficient_scope' | 'invalid_amount' | 'malformed_json' | 'payload_too_large' | 'same_wallet' | 'sanctioned' | 'unsupported_media_type' | 'wallet_closed' | 'wallet_frozen' | 'wallet_not_found';
  };
  readHold: {
    request: { params: { id: string } };
    answer: Hold;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  captureHold: {
    request: { params: { id: string }; body?: CaptureHoldBody | undefined; idempotencyKey?: string | undefined };
    answer: Transfer;
    problems: SharedProblem | KeyProblem | 'hold_closed' | 'hold_expired' | 'invalid_amount' | 'precondition_failed' | 'sanctioned' | 'wallet_closed' | 'wallet_frozen';
  };
  releaseHold: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: HoldRelease;
    problems: SharedProblem | KeyProblem | 'hold_closed' | 'hold_expired' | 'precondition_failed' | 'sanctioned';
  };
  listOwedPayments: {
    request: { query?: ListOwedPaymentsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: OwedPayment[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  reportRevenue: {
    request: { query: ReportRevenueQuery };
    answer: Revenue;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  reportCohorts: {
    request: { query: ReportCohortsQuery };
    answer: Cohorts;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  listAudit: {
    request: { query?: ListAuditQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: AuditEntry[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  exportAuditCsv: {
    request: { query?: ExportAuditCsvQuery | undefined };
    answer: Blob;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  exportAuditNdjson: {
    request: { query?: ExportAuditNdjsonQuery | undefined };
    answer: Blob;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  listSanctionReasons: {
    request: {};
    answer: {
      /** All of them. */
      items: SanctionReason[];
    };
    problems: SharedProblem;
  };
  listOwnSanctions: {
    request: { query?: ListOwnSanctionsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: OwnSanction[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  listSanctions: {
    request: { query: ListSanctionsQuery };
    answer: {
      /** In the order of the list. */
      items: Sanction[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  readSanction: {
    request: { params: { id: string } };
    answer: Sanction;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  imposeSanction: {
    request: { body: ImposeSanctionBody; idempotencyKey?: string | undefined };
    answer: Sanction;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest';
  };
  confirmSanction: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: Sanction;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'precondition_failed' | 'state_conflict';
  };
  revokeSanction: {
    request: { params: { id: string }; body: RevokeSanctionBody; idempotencyKey?: string | undefined };
    answer: Sanction;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'precondition_failed' | 'state_conflict';
  };
  appealSanction: {
    request: { params: { id: string }; body: AppealSanctionBody; idempotencyKey?: string | undefined };
    answer: Appeal;
    problems: SharedProblem | KeyProblem | 'state_conflict';
  };
  readAppeal: {
    request: { params: { id: string } };
    answer: Appeal;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  listAppeals: {
    request: { query?: ListAppealsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Appeal[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  ruleOnAppeal: {
    request: { params: { id: string }; body: RuleOnAppealBody; idempotencyKey?: string | undefined };
    answer: Appeal;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'state_conflict';
  };
  listOwnNotices: {
    request: { query?: ListOwnNoticesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Notice[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  fileReport: {
    request: { body: FileReportBody; idempotencyKey?: string | undefined };
    answer: OwnReport;
    problems: SharedProblem | KeyProblem | 'reporter_muted' | 'state_conflict' | 'too_many_reports';
  };
  listOwnReports: {
    request: { query?: ListOwnReportsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: OwnReport[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'insufficient_scope';
  };
  readReporter: {
    request: { params: { id: string } };
    answer: Reporter;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  muteReporter: {
    request: { params: { id: string }; body: MuteReporterBody };
    answer: ReporterMute;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  unmuteReporter: {
    request: { params: { id: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  listQueue: {
    request: { query?: ListQueueQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Case[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
      /** Drafts of organizers on probation that wait for a review, the oldest 20. Only on the first page, and without a `category`. */
      drafts: HostingDraft[];
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  readCase: {
    request: { params: { id: string } };
    answer: CaseFile;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  takeCase: {
    request: { params: { id: string }; body?: TakeCaseBody | undefined; idempotencyKey?: string | undefined };
    answer: Case;
    problems: SharedProblem | KeyProblem | 'case_leased' | 'conflict_of_interest' | 'state_conflict';
  };
  releaseCase: {
    request: { params: { id: string } };
    answer: Case;
    problems: SharedProblem | 'case_leased' | 'conflict_of_interest' | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'state_conflict' | 'unsupported_media_type';
  };
  triageCase: {
    request: { params: { id: string }; body: TriageCaseBody; idempotencyKey?: string | undefined };
    answer: Case;
    problems: SharedProblem | KeyProblem | 'case_leased' | 'conflict_of_interest' | 'state_conflict' | 'version_conflict';
  };
  decideCase: {
    request: { params: { id: string }; body: DecideCaseBody; idempotencyKey?: string | undefined };
    answer: Case;
    problems: SharedProblem | KeyProblem | 'case_leased' | 'conflict_of_interest' | 'state_conflict' | 'version_conflict';
  };
  listQueueRights: {
    request: {};
    answer: {
      /** All of them. */
      items: QueueRight[];
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  grantQueue: {
    request: { params: { category: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'offensive_name' | 'other'; id: string } };
    answer: QueueRight;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  withdrawQueue: {
    request: { params: { category: 'cheating' | 'match_fixing' | 'multiple_accounts' | 'impersonation' | 'fraud' | 'harassment' | 'hate_speech' | 'offensive_name' | 'other'; id: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'unsupported_media_type';
  };
  exportStatementsCsv: {
    request: { query: ExportStatementsCsvQuery };
    answer: Blob;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  exportStatementsNdjson: {
    request: { query: ExportStatementsNdjsonQuery };
    answer: Blob;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  listStrikes: {
    request: { params: { id: string } };
    answer: Strikes;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  dismissStrike: {
    request: { params: { id: string }; body: DismissStrikeBody; idempotencyKey?: string | undefined };
    answer: Strike;
    problems: SharedProblem | KeyProblem | 'state_conflict';
  };
  reviewHosting: {
    request: { params: { id: string }; body: ReviewHostingBody; idempotencyKey?: string | undefined };
    answer: HostingReview;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'state_conflict' | 'version_conflict';
  };
  removeEntrant: {
    request: { params: { id: string }; body: RemoveEntrantBody; idempotencyKey?: string | undefined };
    answer: RemovedEntrant;
    problems: SharedProblem | KeyProblem | 'conflict_of_interest' | 'state_conflict';
  };
  listRemovals: {
    request: { params: { id: string } };
    answer: {
      /** All of them. */
      items: Removal[];
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  listRules: {
    request: { query?: ListRulesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Rule[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  declareRule: {
    request: { body: DeclareRuleBody; idempotencyKey?: string | undefined };
    answer: Rule;
    problems: SharedProblem | 'forbidden' | 'idempotency_in_flight' | 'idempotency_key_required' | 'idempotency_mismatch' | 'insufficient_scope' | 'malformed_json' | 'payload_too_large' | 'unsupported_media_type';
  };
  switchRule: {
    request: { params: { id: string }; body: SwitchRuleBody };
    answer: Rule;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'limit_reached' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'state_conflict' | 'unsupported_media_type' | 'version_conflict';
  };
  listTrials: {
    request: { params: { id: string }; query?: ListTrialsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Trial[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  startTrial: {
    request: { params: { id: string }; body: StartTrialBody; idempotencyKey?: string | undefined };
    answer: Trial;
    problems: SharedProblem | KeyProblem | 'limit_reached';
  };
  listTrialRefusals: {
    request: { params: { id: string }; query?: ListTrialRefusalsQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: TrialRefusal[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  listEvents: {
    request: { params: { id: string }; query?: ListEventsQuery | undefined };
    answer: {
      /** At most 500, oldest first. */
      items: TournamentEvent[];
      /** Where you stand with them: the next `since`. */
      position: string;
      /** False if `since` is no position of this tournament, or not any more: read it anew, then go on. */
      recovered: boolean;
    };
    problems: SharedProblem | 'not_found';
  };
  listMatchEvents: {
    request: { params: { id: string }; query?: ListMatchEventsQuery | undefined };
    answer: {
      /** At most 500, oldest first. */
      items: TournamentEvent[];
      /** Where you stand with them: the next `since`. */
      position: string;
      /** False if `since` is no position of this tournament, or not any more: read it anew, then go on. */
      recovered: boolean;
    };
    problems: SharedProblem | 'not_found';
  };
  createLiveTicket: {
    request: { body: CreateLiveTicketBody };
    answer: LiveTicket;
    problems: SharedProblem | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'sanctioned' | 'unsupported_media_type';
  };
  startBackfill: {
    request: { body: StartBackfillBody; idempotencyKey?: string | undefined };
    answer: Run;
    problems: SharedProblem | KeyProblem | 'backfill_disabled';
  };
  readRun: {
    request: { params: { id: string } };
    answer: Run;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  createWebhook: {
    request: { body: CreateWebhookBody; idempotencyKey?: string | undefined };
    answer: WebhookWithSecret;
    problems: SharedProblem | KeyProblem | 'limit_reached' | 'webhook_target_refused';
  };
  listWebhooks: {
    request: { query?: ListWebhooksQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: Webhook[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope';
  };
  readWebhook: {
    request: { params: { id: string } };
    answer: Webhook;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  changeWebhook: {
    request: { params: { id: string }; body?: ChangeWebhookBody | undefined };
    answer: Webhook;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'unsupported_media_type' | 'webhook_target_refused';
  };
  deleteWebhook: {
    request: { params: { id: string } };
    answer: undefined;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'malformed_json' | 'not_found' | 'payload_too_large' | 'precondition_failed' | 'unsupported_media_type';
  };
  rotateWebhookSecret: {
    request: { params: { id: string }; body?: RotateWebhookSecretBody | undefined; idempotencyKey?: string | undefined };
    answer: WebhookWithSecret;
    problems: SharedProblem | KeyProblem | 'precondition_failed';
  };
  testWebhook: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: WebhookDelivery;
    problems: SharedProblem | KeyProblem | 'state_conflict';
  };
  recoverWebhook: {
    request: { params: { id: string }; body: RecoverWebhookBody; idempotencyKey?: string | undefined };
    answer: WebhookRecovery;
    problems: SharedProblem | KeyProblem | 'state_conflict';
  };
  listWebhookDeliveries: {
    request: { params: { id: string }; query?: ListWebhookDeliveriesQuery | undefined };
    answer: {
      /** In the order of the list. */
      items: WebhookDelivery[];
      /** Send it as `cursor` to read the next page; null on the last one. */
      nextCursor: string | null;
    };
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  readWebhookDelivery: {
    request: { params: { id: string } };
    answer: WebhookDelivery;
    problems: SharedProblem | 'forbidden' | 'insufficient_scope' | 'not_found';
  };
  resendWebhookDelivery: {
    request: { params: { id: string }; idempotencyKey?: string | undefined };
    answer: WebhookDelivery;
    problems: SharedProblem | KeyProblem | 'state_conflict';
  };
  readHealth: {
    request: {};
    answer: Health;
    problems: 'internal_error' | 'invalid_request';
  };
  readReadiness: {
    request: {};
    answer: Readiness;
    problems: 'internal_error' | 'invalid_request';
  };
  readMetrics: {
    request: {};
    answer: Blob;
    problems: 'internal_error' | 'invalid_request' | 'not_found' | 'unauthenticated';
  };
  verifyCertificate: {
    request: { params: { code: string }; query?: VerifyCertificateQuery | undefined };
    answer: Verdict;
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
    answer: Oembed;
    problems: 'internal_error' | 'invalid_request' | 'not_found' | 'quota_exceeded' | 'unavailable' | 'unsupported_format';
  };
  verifyPrintedLink: {
    request: { params: { code: string } };
    answer: PrintedLinkVerdict;
    problems: 'internal_error' | 'not_found' | 'quota_exceeded' | 'unavailable';
  };
  verifyFile: {
    request: { body: Blob };
    answer: FileVerdict;
    problems: 'internal_error' | 'invalid_request' | 'payload_too_large' | 'quota_exceeded' | 'unavailable' | 'unsupported_file';
  };
  downloadCertificate: {
    request: { params: { id: string }; query?: DownloadCertificateQuery | undefined };
    answer: Blob;
    problems: 'certificate_not_ready' | 'certificate_replaced' | 'certificate_revoked' | 'certificate_suspended' | 'file_damaged' | 'file_lost' | 'forbidden' | 'internal_error' | 'invalid_request' | 'needs_printed_name' | 'not_found' | 'quota_exceeded' | 'unauthenticated' | 'unavailable';
  };
  downloadByLink: {
    request: { params: { link: string }; query?: DownloadByLinkQuery | undefined };
    answer: Blob;
    problems: 'certificate_not_ready' | 'certificate_replaced' | 'certificate_revoked' | 'certificate_suspended' | 'file_damaged' | 'file_lost' | 'forbidden' | 'internal_error' | 'invalid_request' | 'link_not_valid' | 'misconfigured' | 'needs_printed_name' | 'not_found' | 'quota_exceeded' | 'unavailable';
  };
  downloadCertificateExport: {
    request: { params: { id: string; number: string }; query?: DownloadCertificateExportQuery | undefined };
    answer: Blob;
    problems: 'export_not_ready' | 'export_outdated' | 'forbidden' | 'internal_error' | 'invalid_request' | 'link_not_valid' | 'misconfigured' | 'not_found' | 'unauthenticated' | 'unavailable';
  };
  previewBracket: {
    request: { body: PreviewBracketBody };
    answer: BracketPreview;
    problems: 'internal_error' | 'invalid_request' | 'malformed_json' | 'payload_too_large' | 'quota_exceeded' | 'unsupported_media_type';
  };
  giveEvidenceFile: {
    request: { params: { id: string }; body: Blob };
    answer: Evidence;
    problems: 'internal_error' | 'invalid_request' | 'limit_reached' | 'match_not_open' | 'not_a_participant' | 'not_found' | 'payload_too_large' | 'quota_exceeded' | 'sanctioned' | 'unauthenticated' | 'unavailable' | 'unsupported_file';
  };
  downloadEvidence: {
    request: { params: { id: string } };
    answer: Blob;
    problems: 'file_damaged' | 'file_lost' | 'internal_error' | 'invalid_request' | 'not_found' | 'unauthenticated' | 'unavailable';
  };
}
