// Generated from the API document by `npm run openapi`. Do not edit.

import type { ListMethod, Method } from './operation.ts';

/** One method for each operation. */
export interface Laurel {
  /**
   * Read who you are: player, display name, roles.
   * `GET /v1/me`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly readMe: Method<'readMe'>;
  /**
   * Change your display name.
   * `PATCH /v1/me`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly changeMe: Method<'changeMe'>;
  /**
   * Read the public part of a player.
   * `GET /v1/players/{id}`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readPlayer: Method<'readPlayer'>;
  /**
   * List the roles that Laurel has granted to a player.
   * `GET /v1/players/{id}/roles`. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listRoles: Method<'listRoles'>;
  /**
   * Grant a role to a player.
   * `POST /v1/players/{id}/roles`. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly grantRole: Method<'grantRole'>;
  /**
   * Withdraw a role that Laurel has granted.
   * `DELETE /v1/players/{id}/roles/{role}`. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly withdrawRole: Method<'withdrawRole'>;
  /**
   * Export everything that is kept of you.
   * `GET /v1/me/export`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly exportMe: Method<'exportMe'>;
  /**
   * Erase the personal data of a player.
   * `DELETE /v1/players/{id}/personal-data`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly erasePlayer: Method<'erasePlayer'>;
  /**
   * Create a tournament as a draft.
   * `POST /v1/tournaments`. For the role `organizer`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly createTournament: Method<'createTournament'>;
  /**
   * Create a draft with the settings of a tournament that you run.
   * `POST /v1/tournaments/{id}/copies`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly copyTournament: Method<'copyTournament'>;
  /**
   * List public tournaments, or your own, by filters.
   * `GET /v1/tournaments`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listTournaments: ListMethod<'listTournaments'>;
  /**
   * Read a tournament.
   * `GET /v1/tournaments/{id}`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readTournament: Method<'readTournament'>;
  /**
   * Change a draft, or a published tournament before registration opens.
   * `PATCH /v1/tournaments/{id}`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly changeTournament: Method<'changeTournament'>;
  /**
   * Delete a draft.
   * `DELETE /v1/tournaments/{id}`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly deleteTournament: Method<'deleteTournament'>;
  /**
   * Publish, open or close registration, start, complete, archive or cancel.
   * `POST /v1/tournaments/{id}/transitions`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `not_enough_entrants` (409): Not enough entrants to start
   * - `matches_open` (409): Unfinished matches remain
   * - `draw_not_allowed` (422): Draw not allowed in this format
   */
  readonly changeTournamentState: Method<'changeTournamentState'>;
  /**
   * Invite somebody as staff of a tournament.
   * `POST /v1/tournaments/{id}/staff`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly inviteStaff: Method<'inviteStaff'>;
  /**
   * List the staff of a tournament and who is invited, as staff.
   * `GET /v1/tournaments/{id}/staff`. For the organizer of the tournament; its co-organizers; its referees; its staff for check-in; its casters; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listStaff: Method<'listStaff'>;
  /**
   * Accept an invitation as staff.
   * `POST /v1/tournaments/{id}/staff/{playerId}/acceptance`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee). Limit: 1000 requests an hour for each player.
   */
  readonly acceptStaffRole: Method<'acceptStaffRole'>;
  /**
   * Decline an invitation or leave as staff; remove somebody as the organizer.
   * `DELETE /v1/tournaments/{id}/staff/{playerId}`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly endStaffRole: Method<'endStaffRole'>;
  /**
   * List the tournaments in which you are staff or invited, the newest first.
   * `GET /v1/me/staff-roles`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnStaffRoles: ListMethod<'listOwnStaffRoles'>;
  /**
   * Read the numbers of a tournament as its organizer or staff: registrations, check-in, matches, fees.
   * `GET /v1/tournaments/{id}/dashboard`. For the organizer of the tournament; its co-organizers; its referees; its staff for check-in; its casters; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readDashboard: Method<'readDashboard'>;
  /**
   * Create a series of tournaments.
   * `POST /v1/series`. For the role `organizer`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly createSeries: Method<'createSeries'>;
  /**
   * List series, newest first.
   * `GET /v1/series`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listSeries: ListMethod<'listSeries'>;
  /**
   * Read a series with its tournaments.
   * `GET /v1/series/{id}`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readSeries: Method<'readSeries'>;
  /**
   * Change the title, the points or how many results count.
   * `PATCH /v1/series/{id}`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly changeSeries: Method<'changeSeries'>;
  /**
   * Add a tournament that you run to your series.
   * `PUT /v1/series/{id}/tournaments/{tournamentId}`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly addSeriesTournament: Method<'addSeriesTournament'>;
  /**
   * Remove a tournament from your series.
   * `DELETE /v1/series/{id}/tournaments/{tournamentId}`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly removeSeriesTournament: Method<'removeSeriesTournament'>;
  /**
   * Read the standings of a series, with `explain=true` each result.
   * `GET /v1/series/{id}/standings`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readSeriesStandings: ListMethod<'readSeriesStandings'>;
  /**
   * Seed the entrants after registration has closed.
   * `POST /v1/tournaments/{id}/seeding`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `tournament_not_completed` (409): Tournament not completed
   * - `not_enough_entrants` (409): Not enough entrants to start
   */
  readonly seedTournament: Method<'seedTournament'>;
  /**
   * Read the last draw, with everything that the seeds follow from.
   * `GET /v1/tournaments/{id}/seeding`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readSeeding: Method<'readSeeding'>;
  /**
   * Pair the next round of a Swiss stage; its matches exist soon afterwards.
   * `POST /v1/tournaments/{id}/stages/{stage}/rounds`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `matches_open` (409): Unfinished matches remain
   * - `round_not_pairable` (409): No legal next round
   */
  readonly pairRound: Method<'pairRound'>;
  /**
   * List the standings of a stage that counts points: best first, group by group.
   * `GET /v1/tournaments/{id}/stages/{stage}/standings`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly listStandings: ListMethod<'listStandings'>;
  /**
   * Export the entrants as CSV, in the columns of an import.
   * `GET /v1/tournaments/{id}/exports/entrants.csv`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly exportEntrants: Method<'exportEntrants'>;
  /**
   * Export the ranks of a stage as CSV.
   * `GET /v1/tournaments/{id}/stages/{stage}/exports/standings.csv`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `matches_open` (409): Unfinished matches remain
   */
  readonly exportStandings: Method<'exportStandings'>;
  /**
   * Export the matches of a stage as CSV, one line for each slot.
   * `GET /v1/tournaments/{id}/stages/{stage}/exports/matches.csv`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly exportMatches: Method<'exportMatches'>;
  /**
   * Export a Swiss, a round robin or a league as a FIDE tournament report file.
   * `GET /v1/tournaments/{id}/stages/{stage}/exports/trf`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `not_exportable` (409): File format cannot hold this
   */
  readonly exportTrf: Method<'exportTrf'>;
  /**
   * List the stages of a tournament, in the order of play.
   * `GET /v1/tournaments/{id}/stages`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listStages: Method<'listStages'>;
  /**
   * Read a stage with its entrants and rounds.
   * `GET /v1/tournaments/{id}/stages/{stage}`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readStage: Method<'readStage'>;
  /**
   * Change the plan of a stage that has not started.
   * `PUT /v1/tournaments/{id}/stages/{stage}`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly changeStage: Method<'changeStage'>;
  /**
   * Start a later stage.
   * `POST /v1/tournaments/{id}/stages/{stage}/starts`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `not_enough_entrants` (409): Not enough entrants to start
   */
  readonly startStage: Method<'startStage'>;
  /**
   * Complete a stage: its ranking is final, and its matches do not change any more.
   * `POST /v1/tournaments/{id}/stages/{stage}/completions`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `matches_open` (409): Unfinished matches remain
   */
  readonly completeStage: Method<'completeStage'>;
  /**
   * Enter a player without an account, as staff.
   * `POST /v1/tournaments/{id}/guests`. For the organizer of the tournament; its co-organizers; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `tournament_full` (409): Tournament full
   */
  readonly enterGuest: Method<'enterGuest'>;
  /**
   * Enter the players of a CSV file as guests, as staff, with an outcome for each row.
   * `POST /v1/tournaments/{id}/imports/entrants`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `invalid_file` (422): File breaks its format
   */
  readonly importEntrants: Method<'importEntrants'>;
  /**
   * Enter the players of a FIDE tournament report file as guests, as staff, in the order of their numbers.
   * `POST /v1/tournaments/{id}/imports/trf`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `invalid_file` (422): File breaks its format
   */
  readonly importTrf: Method<'importTrf'>;
  /**
   * Make the claim code of a guest anew, as staff; the earlier one ends.
   * `POST /v1/registrations/{id}/claim-codes`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly renewClaimCode: Method<'renewClaimCode'>;
  /**
   * Take over the entry of a guest with its claim code.
   * `POST /v1/registrations/claims`. For everybody with a token. Limits: 1000 requests an hour for each player; of these 20 a minute (`claim`).
   *
   * Problems of its own:
   * - `claim_code_not_valid` (404): Claim code not valid
   * - `state_conflict` (409): Not allowed in the current state
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `already_registered` (409): Player already registered
   */
  readonly claimRegistration: Method<'claimRegistration'>;
  /**
   * Register for a tournament, alone or with a team, and pay the fee.
   * `POST /v1/tournaments/{id}/registrations`. For everybody with a token. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
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
   * - `wallet_closed` (409): Wallet closed
   */
  readonly register: Method<'register'>;
  /**
   * List the registrations of a tournament, oldest first.
   * `GET /v1/tournaments/{id}/registrations`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listRegistrations: ListMethod<'listRegistrations'>;
  /**
   * Read a registration, as one of its players, the organizer or staff.
   * `GET /v1/registrations/{id}`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; its co-organizers; its referees; its staff for check-in; its casters; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readRegistration: Method<'readRegistration'>;
  /**
   * Set club, country or rating of an entrant.
   * `PATCH /v1/registrations/{id}`. For the organizer of the tournament; its co-organizers; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly changeRegistration: Method<'changeRegistration'>;
  /**
   * Read who plays for a team.
   * `GET /v1/registrations/{id}/roster`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readRoster: Method<'readRoster'>;
  /**
   * Withdraw before the start; the fee is returned.
   * `POST /v1/registrations/{id}/cancellation`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; its co-organizers; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `escrow_short` (409): Insufficient funds in the tournament escrow
   */
  readonly cancelRegistration: Method<'cancelRegistration'>;
  /**
   * Approve a pending registration; the held fee is captured.
   * `POST /v1/registrations/{id}/approval`. For the organizer of the tournament; its co-organizers; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `tournament_full` (409): Tournament full
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `escrow_short` (409): Insufficient funds in the tournament escrow
   * - `hold_closed` (409): Hold already captured or released
   * - `hold_expired` (409): Hold expired
   */
  readonly approveRegistration: Method<'approveRegistration'>;
  /**
   * Reject a pending registration; the held fee is released.
   * `POST /v1/registrations/{id}/rejection`. For the organizer of the tournament; its co-organizers; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `tournament_full` (409): Tournament full
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `escrow_short` (409): Insufficient funds in the tournament escrow
   * - `hold_closed` (409): Hold already captured or released
   * - `hold_expired` (409): Hold expired
   */
  readonly rejectRegistration: Method<'rejectRegistration'>;
  /**
   * Withdraw from a running tournament; open matches are forfeited.
   * `POST /v1/registrations/{id}/withdrawals`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly withdrawRegistration: Method<'withdrawRegistration'>;
  /**
   * Disqualify an entrant of a running tournament; open matches are forfeited.
   * `POST /v1/registrations/{id}/disqualifications`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly disqualifyRegistration: Method<'disqualifyRegistration'>;
  /**
   * Check in, as the entrant or as staff.
   * `POST /v1/registrations/{id}/check-in`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; its co-organizers; its referees; its staff for check-in; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `check_in_not_open` (409): Check-in not open
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly checkIn: Method<'checkIn'>;
  /**
   * Undo a check-in: the entrant within 15 minutes, staff at any time before the start.
   * `DELETE /v1/registrations/{id}/check-in`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; its co-organizers; its referees; its staff for check-in; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `check_in_not_open` (409): Check-in not open
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly undoCheckIn: Method<'undoCheckIn'>;
  /**
   * Check many entrants in, as staff, with a result for each.
   * `POST /v1/tournaments/{id}/check-ins`. For the organizer of the tournament; its co-organizers; its referees; its staff for check-in; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly checkInMany: Method<'checkInMany'>;
  /**
   * List your registrations, alone or on a roster, newest first.
   * `GET /v1/me/registrations`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnRegistrations: ListMethod<'listOwnRegistrations'>;
  /**
   * List the public tournaments of a player, with the final ranks, newest first.
   * `GET /v1/players/{id}/tournaments`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listPlayerTournaments: ListMethod<'listPlayerTournaments'>;
  /**
   * List all matches of a tournament, by round and position.
   * `GET /v1/tournaments/{id}/matches`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listMatches: Method<'listMatches'>;
  /**
   * Read a match.
   * `GET /v1/matches/{id}`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readMatch: Method<'readMatch'>;
  /**
   * Report the result, as an entrant of the match.
   * `POST /v1/matches/{id}/reports`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee). Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only the two sides of the match may report its result, and only the organizer may decide it
   * - `own_report` (403): A report must be confirmed by the other side
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly reportResult: Method<'reportResult'>;
  /**
   * Confirm the result that another entrant reported.
   * `POST /v1/matches/{id}/confirmations`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee). Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only the two sides of the match may report its result, and only the organizer may decide it
   * - `own_report` (403): A report must be confirmed by the other side
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly confirmResult: Method<'confirmResult'>;
  /**
   * Decide the result, as the organizer or a referee.
   * `POST /v1/matches/{id}/decisions`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only the two sides of the match may report its result, and only the organizer may decide it
   * - `own_report` (403): A report must be confirmed by the other side
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   */
  readonly decideResult: Method<'decideResult'>;
  /**
   * List everything that was said about the result of a match, newest first.
   * `GET /v1/matches/{id}/results`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listResults: ListMethod<'listResults'>;
  /**
   * Record who has not come to a match or does not play on, as the organizer or a referee.
   * `POST /v1/matches/{id}/forfeits`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   * - `match_not_open` (409): Match not open for results
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly forfeitMatch: Method<'forfeitMatch'>;
  /**
   * Correct the result of a completed match, or preview what that resets, as the organizer or a referee.
   * `POST /v1/matches/{id}/corrections`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `state_conflict` (409): Not allowed in the current state
   * - `matches_affected` (409): Later matches depend on this result
   */
  readonly correctResult: Method<'correctResult'>;
  /**
   * Read how the matches of a tournament are held.
   * `GET /v1/tournaments/{id}/match-plan`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readMatchPlan: Method<'readMatchPlan'>;
  /**
   * Set match check-in, length, rest and stations, until the tournament is over.
   * `PUT /v1/tournaments/{id}/match-plan`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly setMatchPlan: Method<'setMatchPlan'>;
  /**
   * List the matches that have a time, the earliest first, then those that are postponed.
   * `GET /v1/tournaments/{id}/schedule`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listSchedule: ListMethod<'listSchedule'>;
  /**
   * Spread the matches of a round over stations from a time on.
   * `POST /v1/tournaments/{id}/schedule`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `double_booked` (409): Station or entrant is booked at this time
   */
  readonly scheduleRound: Method<'scheduleRound'>;
  /**
   * Set time, station and stream of a match, or postpone it, as the organizer or a referee.
   * `PATCH /v1/matches/{id}`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `match_not_open` (409): Match not open for results
   * - `double_booked` (409): Station or entrant is booked at this time
   */
  readonly scheduleMatch: Method<'scheduleMatch'>;
  /**
   * Call the entrants of a match to their station, as the organizer or a referee.
   * `POST /v1/matches/{id}/calls`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `match_not_open` (409): Match not open for results
   */
  readonly callMatch: Method<'callMatch'>;
  /**
   * Check in before a match, as an entrant of it or as staff.
   * `POST /v1/matches/{id}/check-ins`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; its co-organizers; its referees; its staff for check-in; the role `admin`. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only the two sides of the match may report its result, and only the organizer may decide it
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `match_not_open` (409): Match not open for results
   * - `check_in_not_open` (409): Check-in not open
   */
  readonly checkInToMatch: Method<'checkInToMatch'>;
  /**
   * List your matches, alone or in a team, of the newest tournaments first.
   * `GET /v1/me/matches`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnMatches: ListMethod<'listOwnMatches'>;
  /**
   * Read your next match, alone or in a team.
   * `GET /v1/me/next-match`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly readNextMatch: Method<'readNextMatch'>;
  /**
   * Pay the prizes of a completed tournament, once.
   * `POST /v1/tournaments/{id}/payouts`. For the organizer of the tournament; the role `admin`. Limits: 1000 requests an hour for each player; of these 20 a minute (`payout`).
   *
   * Problems of its own:
   * - `tournament_not_completed` (409): Tournament not completed
   * - `review_required` (409): Placements not approved
   * - `state_conflict` (409): Not allowed in the current state
   * - `escrow_short` (409): Insufficient funds in the tournament escrow
   * - `wallet_frozen` (409): Wallet frozen
   * - `insufficient_funds` (409): Insufficient funds
   */
  readonly payPrizes: Method<'payPrizes'>;
  /**
   * Read the prize pool, what was paid and what is owed.
   * `GET /v1/tournaments/{id}/prizes`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readPrizes: Method<'readPrizes'>;
  /**
   * List the final placements, best first.
   * `GET /v1/tournaments/{id}/placements`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listPlacements: Method<'listPlacements'>;
  /**
   * Approve placements that require a review; prizes and certificates wait for it.
   * `POST /v1/tournaments/{id}/placement-approvals`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `tournament_not_completed` (409): Tournament not completed
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   */
  readonly approvePlacements: Method<'approvePlacements'>;
  /**
   * Reopen a completed tournament before prizes and certificates.
   * `POST /v1/tournaments/{id}/reopenings`. For the organizer of the tournament; its co-organizers; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly reopenTournament: Method<'reopenTournament'>;
  /**
   * Form a team and become its captain.
   * `POST /v1/teams`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly formTeam: Method<'formTeam'>;
  /**
   * List your teams, newest first.
   * `GET /v1/me/teams`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnTeams: ListMethod<'listOwnTeams'>;
  /**
   * Read a team; only members see its join code.
   * `GET /v1/teams/{id}`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly readTeam: Method<'readTeam'>;
  /**
   * Join a team with its code.
   * `POST /v1/teams/{id}/members`. For everybody with a token. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `forbidden` (403): Forbidden
   * - `team_full` (409): Team full
   */
  readonly joinTeam: Method<'joinTeam'>;
  /**
   * Make another member the captain; entries in tournaments that are not over follow.
   * `PUT /v1/teams/{id}/captain`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee). Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly handOverTeam: Method<'handOverTeam'>;
  /**
   * Leave a team, or remove a member as its captain.
   * `DELETE /v1/teams/{id}/members/{playerId}`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee). Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly removeTeamMember: Method<'removeTeamMember'>;
  /**
   * Issue the missing certificates of a completed tournament; the files are made afterwards.
   * `POST /v1/tournaments/{id}/certificates`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `tournament_not_completed` (409): Tournament not completed
   * - `review_required` (409): Placements not approved
   * - `not_placed` (409): Only confirmed entrants with a final placement receive a certificate
   * - `issuer_required` (422): No issuer to print on the certificates
   * - `unprintable_text` (422): Title or issuer cannot be printed; send the printed spelling
   * - `misconfigured` (503): Server misconfigured
   */
  readonly issueCertificates: Method<'issueCertificates'>;
  /**
   * Read the progress of issuing and list the certificates of a tournament.
   * `GET /v1/tournaments/{id}/certificates`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listIssuedCertificates: ListMethod<'listIssuedCertificates'>;
  /**
   * List the certificates of the caller, newest first.
   * `GET /v1/me/certificates`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnCertificates: ListMethod<'listOwnCertificates'>;
  /**
   * Read a certificate, as its holder or as the organizer, who also sees the notes for staff.
   * `GET /v1/certificates/{id}`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readCertificate: Method<'readCertificate'>;
  /**
   * Revoke a certificate for ever, alone or with its whole chain of replacements.
   * `POST /v1/certificates/{id}/revocation`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `successor_valid` (409): Certificate replaced by a certificate that is not revoked
   */
  readonly revokeCertificate: Method<'revokeCertificate'>;
  /**
   * Suspend a certificate until it is reinstated.
   * `POST /v1/certificates/{id}/suspension`. For the organizer of the tournament; the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly suspendCertificate: Method<'suspendCertificate'>;
  /**
   * End the suspension of a certificate.
   * `POST /v1/certificates/{id}/reinstatement`. For the organizer of the tournament; the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly reinstateCertificate: Method<'reinstateCertificate'>;
  /**
   * Set the end of a certificate, or remove it.
   * `PUT /v1/certificates/{id}/expiry`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly setCertificateExpiry: Method<'setCertificateExpiry'>;
  /**
   * Replace a certificate by one with a corrected name or in another language.
   * `POST /v1/certificates/{id}/replacement`. For the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `replacement_identical` (409): Replacement identical to the current certificate
   * - `misconfigured` (503): Server misconfigured
   */
  readonly replaceCertificate: Method<'replaceCertificate'>;
  /**
   * Spell the name of a certificate that waits for a printable one, as its holder or as the organizer.
   * `PUT /v1/certificates/{id}/printed-name`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly setPrintedName: Method<'setPrintedName'>;
  /**
   * Hide what is printed from the public, or show it again, on the whole chain of replacements.
   * `PUT /v1/certificates/{id}/privacy`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly setCertificatePrivacy: Method<'setCertificatePrivacy'>;
  /**
   * Make a link that downloads the certificate without a token, for some minutes.
   * `POST /v1/certificates/{id}/download-links`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `certificate_revoked` (410): Certificate revoked
   * - `certificate_suspended` (409): Certificate suspended
   * - `certificate_replaced` (410): Certificate replaced
   * - `certificate_not_ready` (409): Certificate not ready
   * - `needs_printed_name` (409): Certificate waits for a printed name
   * - `misconfigured` (503): Server misconfigured
   */
  readonly createDownloadLink: Method<'createDownloadLink'>;
  /**
   * Read the issuer profile of the caller.
   * `GET /v1/issuers/me`. For everybody with a token. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `not_found` (404): Not found
   */
  readonly readOwnIssuer: Method<'readOwnIssuer'>;
  /**
   * Set how the caller is named on certificates that are issued from now on.
   * `PUT /v1/issuers/me`. For the role `organizer`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly setIssuer: Method<'setIssuer'>;
  /**
   * Read the issuer profile of an organizer.
   * `GET /v1/issuers/{id}`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readIssuer: Method<'readIssuer'>;
  /**
   * Open your wallet, or get it if it is open.
   * `POST /v1/wallets`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly openWallet: Method<'openWallet'>;
  /**
   * List your wallets, one per currency.
   * `GET /v1/me/wallets`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnWallets: ListMethod<'listOwnWallets'>;
  /**
   * Read a wallet, as its owner or finance.
   * `GET /v1/wallets/{id}`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly readWallet: Method<'readWallet'>;
  /**
   * Find the wallet of a player, to pay into it.
   * `GET /v1/players/{id}/wallet`. For everybody with a token. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly findPayeeWallet: Method<'findPayeeWallet'>;
  /**
   * List the holds on a wallet or in its favour, newest first.
   * `GET /v1/wallets/{id}/holds`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly listHolds: ListMethod<'listHolds'>;
  /**
   * Freeze a wallet: it neither sends nor receives coins.
   * `POST /v1/wallets/{id}/freeze`. For the role `moderator`; the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_closed` (409): Wallet closed
   */
  readonly freezeWallet: Method<'freezeWallet'>;
  /**
   * Thaw a frozen wallet.
   * `POST /v1/wallets/{id}/thaw`. For the role `moderator`; the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_closed` (409): Wallet closed
   */
  readonly thawWallet: Method<'thawWallet'>;
  /**
   * Close an empty wallet, as its owner or finance.
   * `POST /v1/wallets/{id}/closure`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_frozen` (409): Wallet frozen
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly closeWallet: Method<'closeWallet'>;
  /**
   * Open a closed wallet again.
   * `POST /v1/wallets/{id}/reopening`. For the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly reopenWallet: Method<'reopenWallet'>;
  /**
   * List the history of a wallet, newest first.
   * `GET /v1/wallets/{id}/transactions`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly listTransactions: ListMethod<'listTransactions'>;
  /**
   * Export the history of a wallet as CSV.
   * `GET /v1/wallets/{id}/transactions.csv`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly exportTransactions: Method<'exportTransactions'>;
  /**
   * Read the balance of a wallet at a time.
   * `GET /v1/wallets/{id}/balance`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly readBalance: Method<'readBalance'>;
  /**
   * Transfer coins from your wallet to another.
   * `POST /v1/transfers`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee). Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `same_wallet` (422): Source and destination wallets are the same
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `insufficient_funds` (409): Insufficient funds
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly transferCoins: Method<'transferCoins'>;
  /**
   * Credit a wallet from the treasury.
   * `POST /v1/credits`. For the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `same_wallet` (422): Source and destination wallets are the same
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `insufficient_funds` (409): Insufficient funds
   */
  readonly creditWallet: Method<'creditWallet'>;
  /**
   * Debit a wallet in favour of the treasury.
   * `POST /v1/debits`. For the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `same_wallet` (422): Source and destination wallets are the same
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `insufficient_funds` (409): Insufficient funds
   */
  readonly debitWallet: Method<'debitWallet'>;
  /**
   * Post up to 100 movements of coins, all or none.
   * `POST /v1/batches`. For the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `same_wallet` (422): Source and destination wallets are the same
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `insufficient_funds` (409): Insufficient funds
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly postBatch: Method<'postBatch'>;
  /**
   * Reverse a transfer, once.
   * `POST /v1/transfers/{id}/reversals`. For the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `insufficient_funds` (409): Insufficient funds
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly reverseTransfer: Method<'reverseTransfer'>;
  /**
   * Reserve coins of a wallet for a payee.
   * `POST /v1/holds`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `same_wallet` (422): Source and destination wallets are the same
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   * - `insufficient_funds` (409): Insufficient funds
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly openHold: Method<'openHold'>;
  /**
   * Read a hold, as its payer, its payee or finance.
   * `GET /v1/holds/{id}`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readHold: Method<'readHold'>;
  /**
   * Capture a hold in full or in part; the rest is released.
   * `POST /v1/holds/{id}/captures`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `hold_expired` (409): Hold expired
   * - `hold_closed` (409): Hold already captured or released
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   */
  readonly captureHold: Method<'captureHold'>;
  /**
   * Release a hold.
   * `POST /v1/holds/{id}/releases`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `hold_expired` (409): Hold expired
   * - `hold_closed` (409): Hold already captured or released
   */
  readonly releaseHold: Method<'releaseHold'>;
  /**
   * List refunds and prizes that could not be paid yet.
   * `GET /v1/economy/owed`. For the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listOwedPayments: ListMethod<'listOwedPayments'>;
  /**
   * Report revenue from entry fees per period.
   * `GET /v1/economy/revenue`. For the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly reportRevenue: Method<'reportRevenue'>;
  /**
   * Report revenue per cohort of new players.
   * `GET /v1/economy/revenue/cohorts`. For the role `finance`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly reportCohorts: Method<'reportCohorts'>;
  /**
   * List what was done to one subject and by whom, newest first.
   * `GET /v1/moderation/audit`. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listAudit: ListMethod<'listAudit'>;
  /**
   * List the reasons for sanctions.
   * `GET /v1/moderation/reasons`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listSanctionReasons: Method<'listSanctionReasons'>;
  /**
   * List your sanctions, newest first, also those that have ended.
   * `GET /v1/me/sanctions`. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnSanctions: ListMethod<'listOwnSanctions'>;
  /**
   * List the sanctions of a player, newest first, as a moderator.
   * `GET /v1/sanctions`. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listSanctions: ListMethod<'listSanctions'>;
  /**
   * Read a sanction, as a moderator.
   * `GET /v1/sanctions/{id}`. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readSanction: Method<'readSanction'>;
  /**
   * Sanction a player, everywhere or in one tournament.
   * `POST /v1/sanctions`. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   */
  readonly imposeSanction: Method<'imposeSanction'>;
  /**
   * Confirm a sanction that another moderator proposed.
   * `POST /v1/sanctions/{id}/confirmation`. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly confirmSanction: Method<'confirmSanction'>;
  /**
   * End a sanction, or cancel one that has not begun.
   * `POST /v1/sanctions/{id}/revocation`. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly revokeSanction: Method<'revokeSanction'>;
  /**
   * Appeal against a sanction on yourself, once.
   * `POST /v1/sanctions/{id}/appeals`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee). Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly appealSanction: Method<'appealSanction'>;
  /**
   * Read the appeal against a sanction, as its player or a moderator.
   * `GET /v1/sanctions/{id}/appeals`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readAppeal: Method<'readAppeal'>;
  /**
   * List the open appeals, oldest first.
   * `GET /v1/moderation/appeals`. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listAppeals: ListMethod<'listAppeals'>;
  /**
   * Decide an appeal, as a moderator who had no part in the sanction.
   * `POST /v1/moderation/appeals/{id}/rulings`. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who plays in a tournament does not act as its staff
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly ruleOnAppeal: Method<'ruleOnAppeal'>;
  /**
   * List the events of a tournament after a position, at most 500, oldest first.
   * `GET /v1/tournaments/{id}/events`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listEvents: Method<'listEvents'>;
  /**
   * Start a backfill, or continue the unfinished one of the same scope.
   * `POST /v1/objects/backfills`. For the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `backfill_disabled` (409): Backfills disabled
   * - `not_found` (404): Not found
   */
  readonly startBackfill: Method<'startBackfill'>;
  /**
   * Read the progress and the report of a backfill or a check.
   * `GET /v1/objects/runs/{id}`. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readRun: Method<'readRun'>;
  /**
   * Whether the server runs.
   * `GET /healthz`. Needs no token.
   *
   * Problems of its own:
   * - `invalid_request` (422): Invalid request
   */
  readonly readHealth: Method<'readHealth'>;
  /**
   * Whether the server can work: database, stores, circuit breakers and configuration.
   * `GET /readyz`. Needs no token.
   *
   * Problems of its own:
   * - `invalid_request` (422): Invalid request
   */
  readonly readReadiness: Method<'readReadiness'>;
  /**
   * Metrics for Prometheus, with the token of METRICS_TOKEN.
   * `GET /metrics`. For the operator, with the token of METRICS_TOKEN.
   *
   * Problems of its own:
   * - `invalid_request` (422): Invalid request
   * - `not_found` (404): Not found
   * - `unauthenticated` (401): Valid bearer token required
   */
  readonly readMetrics: Method<'readMetrics'>;
  /**
   * Verify a certificate by its code: JSON or a page, by Accept.
   * `GET /c/{code}`. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   */
  readonly verifyCertificate: Method<'verifyCertificate'>;
  /**
   * The picture for links to a valid certificate.
   * `GET /c/{code}/preview.png`. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   */
  readonly drawPreview: Method<'drawPreview'>;
  /**
   * A card with the present verdict, for frames on other sites.
   * `GET /c/{code}/embed`. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   */
  readonly showEmbeddedCard: Method<'showEmbeddedCard'>;
  /**
   * Describe the card of a certificate page by oEmbed.
   * `GET /oembed`. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   * - `not_found` (404): Not found
   * - `invalid_request` (422): Invalid request
   * - `unsupported_format` (501): Format not supported
   */
  readonly describeEmbeddedCard: Method<'describeEmbeddedCard'>;
  /**
   * Verify a certificate by a link that was printed before the pages existed.
   * `GET /api/tournaments/certificates/verify/{code}`. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   */
  readonly verifyPrintedLink: Method<'verifyPrintedLink'>;
  /**
   * Compare a PDF or PNG file, sent as the body or as the only file of a form, with the files that were issued.
   * `POST /v1/certificates/verify-file`. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   * - `invalid_request` (422): Invalid request
   * - `payload_too_large` (413): Request body too large
   * - `unsupported_file` (415): File type not supported
   */
  readonly verifyFile: Method<'verifyFile'>;
  /**
   * Download a certificate as PDF or PNG, whole or a range of it.
   * `GET /v1/certificates/{id}/file`. For whom the resource belongs to (the entrant, a side of the match, the holder, the owner of the wallet; for a hold its payee); the organizer of the tournament; the role `admin`.
   *
   * Problems of its own:
   * - `unauthenticated` (401): Valid bearer token required
   * - `invalid_request` (422): Invalid request
   * - `forbidden` (403): Forbidden
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   * - `certificate_revoked` (410): Certificate revoked
   * - `certificate_suspended` (409): Certificate suspended
   * - `certificate_replaced` (410): Certificate replaced
   * - `certificate_not_ready` (409): Certificate not ready
   * - `needs_printed_name` (409): Certificate waits for a printed name
   * - `file_lost` (404): Certificate file missing from all object stores
   * - `file_damaged` (503): Certificate file damaged in all object stores
   */
  readonly downloadCertificate: Method<'downloadCertificate'>;
  /**
   * Download a certificate by a link that was made for one person, without a token.
   * `GET /v1/certificates/downloads/{link}`. Needs no token.
   *
   * Problems of its own:
   * - `link_not_valid` (403): Download link not valid
   * - `misconfigured` (503): Server misconfigured
   * - `invalid_request` (422): Invalid request
   * - `forbidden` (403): Forbidden
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   * - `certificate_revoked` (410): Certificate revoked
   * - `certificate_suspended` (409): Certificate suspended
   * - `certificate_replaced` (410): Certificate replaced
   * - `certificate_not_ready` (409): Certificate not ready
   * - `needs_printed_name` (409): Certificate waits for a printed name
   * - `file_lost` (404): Certificate file missing from all object stores
   * - `file_damaged` (503): Certificate file damaged in all object stores
   */
  readonly downloadByLink: Method<'downloadByLink'>;
  /**
   * Show the matches of a stage without storing anything.
   * `POST /v1/brackets/previews`. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `quota_exceeded` (429): Too many requests
   * - `invalid_request` (422): Invalid request
   * - `not_enough_entrants` (409): Not enough entrants to start
   * - `malformed_json` (400): Malformed JSON
   * - `payload_too_large` (413): Request body too large
   * - `unsupported_media_type` (415): Media type not supported
   */
  readonly previewBracket: Method<'previewBracket'>;
}
