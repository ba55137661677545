// Generated from the API document by `npm run openapi`. Do not edit.

import type { ListMethod, Method } from './operation.ts';

/** One method for each operation. */
export interface Laurel {
  /**
   * Read who you are: player, display name, roles.
   * `GET /v1/me`. Answers the player of the token. A player who is new to Laurel is made by this request, with the name of the token. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly readMe: Method<'readMe'>;
  /**
   * Change your display name.
   * `PATCH /v1/me`. Sets the name that is used from now on. Registrations, teams and certificates that exist keep the name they were made with. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly changeMe: Method<'changeMe'>;
  /**
   * Read the public part of a player.
   * `GET /v1/players/{id}`. Answers the id and the display name. A player of a `ply_…` token is known after the first request for `/v1/me`; any other id is `not_found`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readPlayer: Method<'readPlayer'>;
  /**
   * List the roles that Laurel has granted to a player.
   * `GET /v1/players/{id}/roles`. Lists the roles that were granted in Laurel, with who granted them. Roles that come with a token are not listed. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listRoles: Method<'listRoles'>;
  /**
   * Grant a role to a player.
   * `POST /v1/players/{id}/roles`. Gives the player a role beside those of the token. It counts at once for acts, and within 60 seconds for reads; the grant is in the audit trail. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly grantRole: Method<'grantRole'>;
  /**
   * Withdraw a role that Laurel has granted.
   * `DELETE /v1/players/{id}/roles/{role}`. Takes back a role that was granted in Laurel. It ends at once for acts, and within 60 seconds for reads; a role of the token stays. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly withdrawRole: Method<'withdrawRole'>;
  /**
   * Make an API key for a server.
   * `POST /v1/api-keys`. Makes a key that acts for its creator within its scopes: in the tournaments that the creator organizes, or everywhere while Laurel grants the creator the role `admin`. It has the roles that are granted in Laurel (`POST /v1/players/:id/roles`), never those of a token: the key of an organizer creates tournaments only with a granted role. The text of the key is shown once, and stored nowhere. For the role `organizer`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `limit_reached` (409): Limit reached
   */
  readonly makeApiKey: Method<'makeApiKey'>;
  /**
   * List your API keys, newest first.
   * `GET /v1/api-keys`. Lists keys that the caller has made, also those that have ended. Their texts are never shown again. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listApiKeys: ListMethod<'listApiKeys'>;
  /**
   * List the API keys of a player, newest first.
   * `GET /v1/players/{id}/api-keys`. Lists keys that the player has made, so that an administrator finds and revokes them. Keys that have ended are listed too. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listApiKeysOf: ListMethod<'listApiKeysOf'>;
  /**
   * Read an API key, without its text.
   * `GET /v1/api-keys/{id}`. Answers what the key may do, until when, and when it was last used. Its text is never shown again. For who made the key; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readApiKey: Method<'readApiKey'>;
  /**
   * Rename an API key or change its expiry.
   * `PATCH /v1/api-keys/{id}`. Sets the fields that are sent, and keeps all others. Scopes never change: for others make another key, and revoke this one. For who made the key; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `limit_reached` (409): Limit reached
   */
  readonly changeApiKey: Method<'changeApiKey'>;
  /**
   * Revoke an API key for ever.
   * `POST /v1/api-keys/{id}/revocation`. Ends the key at once: an act that runs with it ends as it would have, and every later request with it is refused. Revoked again, it stays as it is. For who made the key; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly revokeApiKey: Method<'revokeApiKey'>;
  /**
   * Export everything that is kept of you.
   * `GET /v1/me/export`. Answers all that Laurel keeps of the caller as one file, which is streamed. Nothing is changed by it. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly exportMe: Method<'exportMe'>;
  /**
   * Erase the personal data of a player.
   * `DELETE /v1/players/{id}/personal-data`. Deletes the name, the subjects and the roles of the player, and hides the certificates. Results, coins and the audit trail stay, without the name; it cannot be undone. For the player; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly erasePlayer: Method<'erasePlayer'>;
  /**
   * Create a tournament as a draft.
   * `POST /v1/tournaments`. Makes a draft that only its organizer, its staff and administrators see. Publish it with a change of state; each setting can be changed until it matters. For the role `organizer`; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly createTournament: Method<'createTournament'>;
  /**
   * Create a draft with the settings of a tournament that you run.
   * `POST /v1/tournaments/{id}/copies`. Makes a draft with the settings and stages of a tournament; its other times move with `startsAt`. Entrants and results are not copied. For the organizer of the tournament; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly copyTournament: Method<'copyTournament'>;
  /**
   * List public tournaments, or your own, by filters.
   * `GET /v1/tournaments`. Lists published tournaments that are public. With `mine=true` it lists those that the caller organizes, drafts included. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listTournaments: ListMethod<'listTournaments'>;
  /**
   * Read a tournament.
   * `GET /v1/tournaments/{id}`. Answers settings, stages, state and counts. A draft exists for its organizer alone, a private tournament for its entrants and its organizer. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readTournament: Method<'readTournament'>;
  /**
   * Change settings of a tournament, each until it matters.
   * `PATCH /v1/tournaments/{id}`. Changes the fields that are sent, and keeps all others. Each setting is fixed from some moment on, for example the entry fee from the first registration on; then the answer is `state_conflict`, and `fixed` names the fields. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly changeTournament: Method<'changeTournament'>;
  /**
   * Delete a draft.
   * `DELETE /v1/tournaments/{id}`. Removes a draft with its stages. A tournament that was published is not deleted but cancelled, by a change of state. For the organizer of the tournament; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly deleteTournament: Method<'deleteTournament'>;
  /**
   * Publish, open or close registration, start, complete, archive or cancel.
   * `POST /v1/tournaments/{id}/transitions`. Moves the tournament to another state, as far as its rules allow. To `live` makes the matches and rejects who still waits; `completed` writes the placements; `cancelled` returns all fees. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `not_enough_entrants` (409): Not enough entrants to start
   * - `round_not_pairable` (409): No legal next round
   * - `tie_break_not_allowed` (422): Tie-break not allowed in this event
   * - `matches_open` (409): Unfinished matches remain
   * - `draw_not_allowed` (422): Draw not allowed in this format
   */
  readonly changeTournamentState: Method<'changeTournamentState'>;
  /**
   * Make a tournament that simulated players play.
   * `POST /v1/sandbox/tournaments`. Makes a tournament of the caller and begins at once: simulated players register, check in, report, confirm and contest at the chosen speed, by the acts of real people. Coins are play coins of their own currency; there are no certificates; public lists do not show it, and after seven days it is removed. For the role `organizer`; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `limit_reached` (409): Limit reached
   */
  readonly createSandbox: Method<'createSandbox'>;
  /**
   * Read how far a sandbox is, and what comes next.
   * `GET /v1/sandbox/tournaments/{id}`. Answers the speed, the chances, when it is removed, and the next act of its simulated players. It exists for whoever may read the tournament; a real tournament is none. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readSandbox: Method<'readSandbox'>;
  /**
   * Remove a sandbox before its seven days are over.
   * `DELETE /v1/sandbox/tournaments/{id}`. Removes a sandbox in any state, also while its simulated players act: what they did before is removed too. Rows of the ledger and of the audit trail stay. Its place among those that one organizer may have is free at once. A real tournament is `not_found` and stays. For the organizer of the tournament; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly deleteSandbox: Method<'deleteSandbox'>;
  /**
   * Invite somebody as staff of a tournament.
   * `POST /v1/tournaments/{id}/staff`. Offers a player a role in this tournament. It counts when the player accepts; who has a role or an invitation already keeps it, and the answer is `state_conflict`. For the organizer of the tournament; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `limit_reached` (409): Limit reached
   */
  readonly inviteStaff: Method<'inviteStaff'>;
  /**
   * List the staff of a tournament and who is invited, as staff.
   * `GET /v1/tournaments/{id}/staff`. Lists who has a role in this tournament, and who was invited and has not accepted. Only its organizer and its staff read the list. For the organizer of the tournament; its co-organizers; its referees; its staff for check-in; its casters; the role `admin`. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly listStaff: Method<'listStaff'>;
  /**
   * Accept an invitation as staff.
   * `POST /v1/tournaments/{id}/staff/{playerId}/acceptance`. Takes the role that was offered to the caller. From now on the caller may do what the role allows in this tournament, and nothing in others. For the player who was invited. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly acceptStaffRole: Method<'acceptStaffRole'>;
  /**
   * Decline an invitation or leave as staff; remove somebody as the organizer.
   * `DELETE /v1/tournaments/{id}/staff/{playerId}`. Ends an invitation or a role at once. The caller ends the own one; the organizer ends any. For the player whose role or invitation it is; the organizer of the tournament; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly endStaffRole: Method<'endStaffRole'>;
  /**
   * List the tournaments in which you are staff or invited, the newest first.
   * `GET /v1/me/staff-roles`. Lists invitations and roles of the caller with their tournaments. An invitation has no time of acceptance yet. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnStaffRoles: ListMethod<'listOwnStaffRoles'>;
  /**
   * Read the numbers of a tournament as its organizer or staff: registrations, check-in, matches, fees.
   * `GET /v1/tournaments/{id}/dashboard`. Counts registrations and matches by their state, who is checked in, and fees that are held, charged and returned. It is one request, so that a page can refresh it often. For the organizer of the tournament; its co-organizers; its referees; its staff for check-in; its casters; the role `admin`. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly readDashboard: Method<'readDashboard'>;
  /**
   * Create a series of tournaments.
   * `POST /v1/series`. Makes a series, whose table adds up the results of its tournaments. Its creator adds tournaments to it. For the role `organizer`; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly createSeries: Method<'createSeries'>;
  /**
   * List series, newest first.
   * `GET /v1/series`. Lists series with their titles and rules. Filters narrow the list. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listSeries: ListMethod<'listSeries'>;
  /**
   * Read a series with its tournaments.
   * `GET /v1/series/{id}`. Answers the rules of a series and the tournaments in it. The table is read by its own route. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readSeries: Method<'readSeries'>;
  /**
   * Change the title, the points or how many results count.
   * `PATCH /v1/series/{id}`. Sets the fields that are sent, and keeps all others. The table follows the new rules at once. For the organizer of the series; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly changeSeries: Method<'changeSeries'>;
  /**
   * Add a tournament that you run to your series.
   * `PUT /v1/series/{id}/tournaments/{tournamentId}`. Makes a tournament part of the series. Its results count as soon as it is completed. For the organizer of the series; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `limit_reached` (409): Limit reached
   */
  readonly addSeriesTournament: Method<'addSeriesTournament'>;
  /**
   * Remove a tournament from your series.
   * `DELETE /v1/series/{id}/tournaments/{tournamentId}`. Takes a tournament out of the series. Its results count no more, and the tournament itself is not changed. For the organizer of the series; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly removeSeriesTournament: Method<'removeSeriesTournament'>;
  /**
   * Read the standings of a series.
   * `GET /v1/series/{id}/standings`. Answers the table of the series as it is now. `explain=true` adds the result of each tournament and whether it counts. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readSeriesStandings: ListMethod<'readSeriesStandings'>;
  /**
   * Seed the entrants after registration has closed.
   * `POST /v1/tournaments/{id}/seeding`. Gives every confirmed entrant a seed, by the order of registration, a rating, an earlier tournament, by hand or by a draw. It can be repeated until the start; each time the draw is published. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `tournament_not_completed` (409): Tournament not completed
   * - `not_enough_entrants` (409): Not enough entrants to start
   */
  readonly seedTournament: Method<'seedTournament'>;
  /**
   * Read the last draw, with everything that the seeds follow from.
   * `GET /v1/tournaments/{id}/seeding`. Answers the method, the seed text and the entrants of the last draw. With these anybody can draw again and compare. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readSeeding: Method<'readSeeding'>;
  /**
   * Pair the next round of a Swiss stage; its matches exist soon afterwards.
   * `POST /v1/tournaments/{id}/stages/{stage}/rounds`. The first round is paired when the stage starts; this asks for each later one, when all matches are over. The answer comes before the round is paired. When the event `round_paired` is sent, its matches exist. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `matches_open` (409): Unfinished matches remain
   * - `round_not_pairable` (409): No legal next round
   */
  readonly pairRound: Method<'pairRound'>;
  /**
   * Say in which rounds of a Swiss stage an entrant is not paired.
   * `PUT /v1/registrations/{id}/stages/{stage}/byes`. By the entrant, the organizer or a referee, also before the stage starts: its start pairs the first round. The list replaces the one before; rounds that are paired already stay as they are, and the last round is never one of them. For the entrant, for a team its captain; the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   * - `bye_not_allowed` (409): Bye not allowed
   */
  readonly requestByes: Method<'requestByes'>;
  /**
   * Let a player or a team into a running Swiss or league; no fee is charged.
   * `POST /v1/tournaments/{id}/stages/{stage}/entrants`. Into stage 1. In a Swiss the player is paired from the next round on; in a league of an odd number it meets those who would rest. Rounds before bring no points. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `late_entry_closed` (409): No late entry
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `already_registered` (409): Player already registered
   * - `tournament_full` (409): Tournament full
   * - `roster_incomplete` (409): Wrong number of players in the roster
   */
  readonly enterLate: Method<'enterLate'>;
  /**
   * List the standings of a stage that counts points: best first, group by group.
   * `GET /v1/tournaments/{id}/stages/{stage}/standings`. Answers the table as it is now: ranks, matches, scores, points and tie-breaks. After the last round the placements are the same ranking. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly listStandings: ListMethod<'listStandings'>;
  /**
   * Export the entrants as CSV, in the columns of an import.
   * `GET /v1/tournaments/{id}/exports/entrants.csv`. Answers one line for each entrant, with name, seed, rating, club and country. The columns are those of an import, so that the file can be used for another tournament. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly exportEntrants: Method<'exportEntrants'>;
  /**
   * Export the ranks of a stage as CSV.
   * `GET /v1/tournaments/{id}/stages/{stage}/exports/standings.csv`. Answers one line for each entrant with its rank, and with points and tie-breaks where the format has them. A bracket has no ranks before its end: `matches_open`. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `matches_open` (409): Unfinished matches remain
   */
  readonly exportStandings: Method<'exportStandings'>;
  /**
   * Export the matches of a stage as CSV, one line for each slot.
   * `GET /v1/tournaments/{id}/stages/{stage}/exports/matches.csv`. Answers one line for each slot of a match, with entrant, score and place. The stage has to be started. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly exportMatches: Method<'exportMatches'>;
  /**
   * Export a Swiss, a round robin or a league as a FIDE tournament report file.
   * `GET /v1/tournaments/{id}/stages/{stage}/exports/trf`. Answers a report file (TRF26) that programs for chess tournaments read. Only confirmed entrants and results so far are in it. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `not_exportable` (409): File format cannot hold this
   */
  readonly exportTrf: Method<'exportTrf'>;
  /**
   * List the stages of a tournament, in the order of play.
   * `GET /v1/tournaments/{id}/stages`. Lists all stages with format, settings and state. A later stage is `planned` until its organizer starts it. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listStages: Method<'listStages'>;
  /**
   * Read a stage with its entrants and rounds.
   * `GET /v1/tournaments/{id}/stages/{stage}`. Answers a stage with its entrants by seed and the progress of its rounds. When it is completed, each entrant has a rank. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readStage: Method<'readStage'>;
  /**
   * Change the plan of a stage that has not started.
   * `PUT /v1/tournaments/{id}/stages/{stage}`. Replaces the plan of a stage: format, settings and who goes on to it. It is judged together with all other stages; a stage that has started keeps its plan. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly changeStage: Method<'changeStage'>;
  /**
   * Drop a stage before it starts.
   * `DELETE /v1/tournaments/{id}/stages/{stage}`. Never the first stage, and none that another one takes its entrants from: drop that one before. The numbers of the others stay. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly dropStage: Method<'dropStage'>;
  /**
   * Start a later stage.
   * `POST /v1/tournaments/{id}/stages/{stage}/starts`. Fixes the entrants of a stage whose earlier stage is completed, and makes its matches. By default they are seeded by their ranking; `order` gives other seeds. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `not_enough_entrants` (409): Not enough entrants to start
   * - `round_not_pairable` (409): No legal next round
   * - `tie_break_not_allowed` (422): Tie-break not allowed in this event
   */
  readonly startStage: Method<'startStage'>;
  /**
   * Complete a stage: its ranking is final, and its matches do not change any more.
   * `POST /v1/tournaments/{id}/stages/{stage}/completions`. Ends a stage whose matches are all completed, and writes its ranking. From then on its matches do not change, and a later stage can start. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `matches_open` (409): Unfinished matches remain
   */
  readonly completeStage: Method<'completeStage'>;
  /**
   * Enter a player without an account, as staff.
   * `POST /v1/tournaments/{id}/guests`. Enters somebody who has no account, with a name. The answer has a claim code, with which a player takes the entry over later. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `tournament_full` (409): Tournament full
   */
  readonly enterGuest: Method<'enterGuest'>;
  /**
   * Enter the players of a CSV file as guests, as staff, with an outcome for each row.
   * `POST /v1/tournaments/{id}/imports/entrants`. Enters the rows of a CSV file as guests, and answers an outcome for each row. A faulty file enters nobody; with `dryRun` nobody is entered either. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `invalid_file` (422): File breaks its format
   */
  readonly importEntrants: Method<'importEntrants'>;
  /**
   * Enter the players of a FIDE tournament report file as guests, as staff, in the order of their numbers.
   * `POST /v1/tournaments/{id}/imports/trf`. Enters the players of a FIDE report file as guests, and answers an outcome for each. Results in the file are not read; with `dryRun` nobody is entered. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `invalid_file` (422): File breaks its format
   */
  readonly importTrf: Method<'importTrf'>;
  /**
   * Make the claim code of a guest anew, as staff; the earlier one ends.
   * `POST /v1/registrations/{id}/claim-codes`. Makes a new claim code for a guest. The old one is worth nothing from then on. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly renewClaimCode: Method<'renewClaimCode'>;
  /**
   * Take over the entry of a guest with its claim code.
   * `POST /v1/registrations/claims`. Gives the entry of a guest to the caller, who has the claim code. Results, seed and place stay as they are. For everybody with a token. Limits: 1000 requests an hour for each player; of these 20 in 10 minutes (`claim`).
   *
   * Problems of its own:
   * - `claim_code_not_valid` (404): Claim code not valid
   * - `state_conflict` (409): Not allowed in the current state
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `already_registered` (409): Player already registered
   */
  readonly claimRegistration: Method<'claimRegistration'>;
  /**
   * Create a rating list.
   * `POST /v1/rating-lists`. Tournaments of the caller may count for the list afterwards. Until one has ended, the list has no players. For the role `organizer`; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly createRatingList: Method<'createRatingList'>;
  /**
   * List the own rating lists, newest first.
   * `GET /v1/me/rating-lists`. Lists that the caller has created. Lists of others are read by their id. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnRatingLists: ListMethod<'listOwnRatingLists'>;
  /**
   * Read a rating list.
   * `GET /v1/rating-lists/{id}`. Name and system of a list. Lists are public. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readRatingList: Method<'readRatingList'>;
  /**
   * List the players of a rating list, best first.
   * `GET /v1/rating-lists/{id}/players`. Players with at least one rated game. A tournament is rated within a minute after its completion. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listRatedPlayers: ListMethod<'listRatedPlayers'>;
  /**
   * Read for which rating list a tournament counts.
   * `GET /v1/tournaments/{id}/rating-list`. Everybody who may read the tournament sees for which list it counts. `isRated` says whether its results are in the ratings. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readCounted: Method<'readCounted'>;
  /**
   * Set for which rating list a tournament counts, until it is over.
   * `PUT /v1/tournaments/{id}/rating-list`. The list belongs to the organizer of the tournament. Only public or unlisted tournaments of single players count. null: the tournament does not count. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly countTournament: Method<'countTournament'>;
  /**
   * Make an invitation code, as the organizer or a co-organizer.
   * `POST /v1/tournaments/{id}/invitation-codes`. Makes a code with which as many players may register as `usesMax` says, until the start. It counts where `entryCondition` of the tournament asks for a code; the answer shows it once. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `limit_reached` (409): Limit reached
   */
  readonly makeInvitationCode: Method<'makeInvitationCode'>;
  /**
   * List the invitation codes of a tournament with their uses, oldest first.
   * `GET /v1/tournaments/{id}/invitation-codes`. Lists codes with how often each was used, and whether it has ended. The codes themselves are not stored and not shown. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly listInvitationCodes: ListMethod<'listInvitationCodes'>;
  /**
   * End an invitation code.
   * `DELETE /v1/tournaments/{id}/invitation-codes/{codeId}`. Nobody registers with the code any more. Who has registered with it stays registered. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly withdrawInvitationCode: Method<'withdrawInvitationCode'>;
  /**
   * Add people to the allow list of a tournament, or remove them.
   * `POST /v1/tournaments/{id}/allow-list`. Says who may register where `entryCondition` asks for the list: players, or subjects of identity providers who may have no account yet. In mode `team` everybody who plays has to be on it. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `limit_reached` (409): Limit reached
   */
  readonly changeAllowList: Method<'changeAllowList'>;
  /**
   * List who may register, as the organizer or a co-organizer.
   * `GET /v1/tournaments/{id}/allow-list`. Lists the entries of the allow list. Subjects of identity providers are shown as the hashes that are stored. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly readAllowList: ListMethod<'readAllowList'>;
  /**
   * Register for a tournament, alone or with a team, and pay the fee.
   * `POST /v1/tournaments/{id}/registrations`. Enters the caller, or the team that the caller is captain of, and charges or holds the fee. When all places are taken the entrant waits, without paying, and gets the next free place. For everybody with a token. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
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
   * - `not_on_list` (403): Not on the allow list
   * - `invitation_required` (403): Invitation code required
   * - `invitation_not_valid` (403): Invitation code not valid
   */
  readonly register: Method<'register'>;
  /**
   * List the registrations of a tournament, oldest first.
   * `GET /v1/tournaments/{id}/registrations`. Lists entrants with their names, states and seeds. Who waits has a position on the waitlist. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listRegistrations: ListMethod<'listRegistrations'>;
  /**
   * Read a registration, as one of its players, the organizer or staff.
   * `GET /v1/registrations/{id}`. Answers one registration, with its position if it waits. For others it does not exist; they read the list of the tournament. For the entrant; the captain and the roster of a team; the organizer of the tournament; its co-organizers; its referees; its staff for check-in; its casters; the role `admin`. Scope of API keys: `registrations:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly readRegistration: Method<'readRegistration'>;
  /**
   * Set club, country or rating of an entrant.
   * `PATCH /v1/registrations/{id}`. Sets the fields that are sent; `null` deletes one, an absent one stays. Draws and separation that follow use the new values. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly changeRegistration: Method<'changeRegistration'>;
  /**
   * Read who plays for a team.
   * `GET /v1/registrations/{id}/roster`. Lists the players of a team in this tournament. Ids are shown to these players, the captain and the organizer; others see names. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readRoster: Method<'readRoster'>;
  /**
   * Withdraw before the start; the fee is returned.
   * `POST /v1/registrations/{id}/cancellation`. Ends a registration before the start and gives the fee back. The place is free again, and the first who waits and can pay gets it. For the entrant, for a team its captain; the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
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
   * `POST /v1/registrations/{id}/approval`. Confirms an entrant where the tournament asks for approval. The fee that was held is captured; without a free place the answer is `tournament_full`. Nobody approves the own entry. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
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
   * `POST /v1/registrations/{id}/rejection`. Ends a pending registration. The fee that was held is released, and the player may register again. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
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
   * Say anew who plays for a team, as its captain.
   * `PUT /v1/registrations/{id}/roster`. Replaces the roster while registration is open, for example after a member has left. When registration ends it is locked; until the start only players whom a sanction keeps from playing are replaced. Writes the event `registration_changed`. For the captain of the team. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `registration_not_open` (409): Registration not open
   * - `roster_incomplete` (409): Wrong number of players in the roster
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `already_registered` (409): Player already registered
   * - `not_on_list` (403): Not on the allow list
   * - `invitation_required` (403): Invitation code required
   * - `invitation_not_valid` (403): Invitation code not valid
   */
  readonly changeRoster: Method<'changeRoster'>;
  /**
   * Withdraw from a running tournament; open matches are forfeited.
   * `POST /v1/registrations/{id}/withdrawals`. Takes an entrant out of a running tournament. Open matches are lost by forfeit at once, played ones stand, and the fee is not returned. For the entrant, for a team its captain; the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly withdrawRegistration: Method<'withdrawRegistration'>;
  /**
   * Disqualify an entrant of a running tournament; open matches are forfeited.
   * `POST /v1/registrations/{id}/disqualifications`. Takes an entrant out of a running tournament and ranks it below all others. Open matches are forfeited; the reason is kept in the audit trail. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly disqualifyRegistration: Method<'disqualifyRegistration'>;
  /**
   * Accept an offered place; the fee is charged, or held.
   * `POST /v1/registrations/{id}/offer-acceptance`. The entrant who waits, or the captain of its team, accepts until `waitlist.offerEndsAt` of the registration. The fee is charged, or held where the organizer approves. Without the coins nothing changes, and it may be repeated. For the entrant, for a team its captain. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `forbidden` (403): Forbidden
   * - `offer_not_open` (409): No open offer of a place
   * - `tournament_full` (409): Tournament full
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `insufficient_funds` (409): Insufficient funds
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   */
  readonly acceptOffer: Method<'acceptOffer'>;
  /**
   * Decline an offered place, and wait on behind all others.
   * `POST /v1/registrations/{id}/offer-refusal`. The entrant who waits, or the captain of its team, declines. The registration moves to the end of the waitlist, and the next who can pay gets an offer. For the entrant, for a team its captain. Limits: 1000 requests an hour for each player; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `forbidden` (403): Forbidden
   * - `offer_not_open` (409): No open offer of a place
   * - `tournament_full` (409): Tournament full
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `insufficient_funds` (409): Insufficient funds
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   */
  readonly declineOffer: Method<'declineOffer'>;
  /**
   * Check in, as the entrant or as staff.
   * `POST /v1/registrations/{id}/check-in`. Notes that the entrant is present, from the opening of the check-in to the start. Who has not checked in by then loses the place to those who wait. For the entrant, for a team its captain; the organizer of the tournament; its co-organizers; its referees; its staff for check-in; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `check_in_not_open` (409): Check-in not open
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly checkIn: Method<'checkIn'>;
  /**
   * Undo a check-in: the entrant within 15 minutes, staff at any time before the start.
   * `DELETE /v1/registrations/{id}/check-in`. Takes a check-in back. Without a new one the entrant is a no-show at the start. For the entrant, for a team its captain; the organizer of the tournament; its co-organizers; its referees; its staff for check-in; the role `admin`. Scope of API keys: `registrations:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`registration`).
   *
   * Problems of its own:
   * - `check_in_not_open` (409): Check-in not open
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly undoCheckIn: Method<'undoCheckIn'>;
  /**
   * Check many entrants in, as staff, with a result for each.
   * `POST /v1/tournaments/{id}/check-ins`. Checks up to 200 entrants in with one request. Each is judged by itself: those that are refused say why, the others are checked in. For the organizer of the tournament; its co-organizers; its referees; its staff for check-in; the role `admin`. Scope of API keys: `registrations:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly checkInMany: Method<'checkInMany'>;
  /**
   * List your registrations, alone or on a roster, newest first.
   * `GET /v1/me/registrations`. Lists what the caller has entered, also as a member of a roster. `state` narrows the list. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnRegistrations: ListMethod<'listOwnRegistrations'>;
  /**
   * List the public tournaments of a player, with the final ranks, newest first.
   * `GET /v1/players/{id}/tournaments`. Lists what the player has entered in public tournaments, with the final rank where there is one. Private and unlisted tournaments are left out. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listPlayerTournaments: ListMethod<'listPlayerTournaments'>;
  /**
   * List the public tournaments of a team, with the final ranks, newest first.
   * `GET /v1/teams/{id}/tournaments`. Lists the public tournaments that the team has entered, with the final rank where there is one. Private and unlisted tournaments are left out, for members too: those are in `/v1/me/registrations`. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listTeamTournaments: ListMethod<'listTeamTournaments'>;
  /**
   * List the matches of a tournament, by stage, group, round and position.
   * `GET /v1/tournaments/{id}/matches`. Lists matches with their slots, scores and state, a hundred in a page. An empty slot says from which match its entrant comes. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listMatches: ListMethod<'listMatches'>;
  /**
   * Read a match.
   * `GET /v1/matches/{id}`. Answers a match with its slots, its games and the result that stands. What was said about the result is a list of its own: `/v1/matches/{id}/results`. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readMatch: Method<'readMatch'>;
  /**
   * Report the result, as an entrant of the match.
   * `POST /v1/matches/{id}/reports`. Says how the match ended; another entrant confirms it. A different report of another entrant opens a dispute, which the organizer decides. For the entrants of the match, for a team its captain. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `own_report` (403): A report must be answered by another entrant
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly reportResult: Method<'reportResult'>;
  /**
   * Confirm the result that another entrant reported.
   * `POST /v1/matches/{id}/confirmations`. Confirms what another entrant reported, with the same scores. The match is completed, and its winner and loser move on at once. For the entrants of the match, for a team its captain. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `own_report` (403): A report must be answered by another entrant
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly confirmResult: Method<'confirmResult'>;
  /**
   * Decide the result, as the organizer or a referee.
   * `POST /v1/matches/{id}/decisions`. Sets the result of a match that is open, reported or disputed. It is final and in the audit trail; winner and loser move on at once. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `own_report` (403): A report must be answered by another entrant
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   */
  readonly decideResult: Method<'decideResult'>;
  /**
   * Say how a match stands while it is played, as an entrant, the organizer or a referee.
   * `PUT /v1/matches/{id}/score`. Sets the score of a match that is `ready` or `live`, which is `live` then; the last word wins, and nothing is decided by it. Writes the event `score_updated`, unless the score is the same. In live rooms several updates within 100 ms come as the last of them. For the entrants of the match, for a team its captain; the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `match_not_open` (409): Match not open for results
   */
  readonly updateScore: Method<'updateScore'>;
  /**
   * Give a link as evidence for the result of a match.
   * `POST /v1/matches/{id}/evidence`. An https address. One person gives at most ten pieces for a match; the same link again is the piece that is there. Both sides, staff and moderators can read it. For the players of the match, those of a roster too; the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `match_not_open` (409): Match not open for results
   * - `limit_reached` (409): Limit reached
   */
  readonly giveEvidenceLink: Method<'giveEvidenceLink'>;
  /**
   * List the evidence for the result of a match, as an entrant of the match or its staff.
   * `GET /v1/matches/{id}/evidence`. Links, and files that a store has; the earliest first. Moderators read it too. For the players of the match, those of a roster too; the organizer of the tournament; its co-organizers; its referees; the role `moderator`; the role `admin`. Scope of API keys: `matches:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   */
  readonly listEvidence: Method<'listEvidence'>;
  /**
   * List everything that was said about the result of a match, newest first.
   * `GET /v1/matches/{id}/results`. Lists reports, confirmations, decisions, forfeits and corrections with their scores and games. In a dispute these are both claims; what does not count any more is marked. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listResults: ListMethod<'listResults'>;
  /**
   * Record who has not come to a match or does not play on, as the organizer or a referee.
   * `POST /v1/matches/{id}/forfeits`. Names the slots whose entrants do not play, and gives the match to the other side. Both slots are a double forfeit, which nobody wins. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `match_not_open` (409): Match not open for results
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly forfeitMatch: Method<'forfeitMatch'>;
  /**
   * Correct the result of a completed match, or preview what that resets, as the organizer or a referee.
   * `POST /v1/matches/{id}/corrections`. Sets another result of a completed match, and resets later matches that get other entrants. If one of these was played, `cascade` is needed; `dryRun` only lists them. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `draw_not_allowed` (422): Draw not allowed in this format
   * - `state_conflict` (409): Not allowed in the current state
   * - `matches_affected` (409): Later matches depend on this result
   */
  readonly correctResult: Method<'correctResult'>;
  /**
   * Read how the matches of a tournament are held.
   * `GET /v1/tournaments/{id}/match-plan`. Answers match check-in, length, rest and stations, or the defaults where nothing was set. The schedule of rounds follows them. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readMatchPlan: Method<'readMatchPlan'>;
  /**
   * Set match check-in, length, rest and stations, until the tournament is over.
   * `PUT /v1/tournaments/{id}/match-plan`. Replaces the whole plan. Matches that have a time keep it; schedules that are made later follow the new plan. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly setMatchPlan: Method<'setMatchPlan'>;
  /**
   * List the matches that have a time, the earliest first, then those that are postponed.
   * `GET /v1/tournaments/{id}/schedule`. Lists matches with their times, stations and streams. Filters narrow it, for example to one station. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listSchedule: ListMethod<'listSchedule'>;
  /**
   * List what is wrong with the schedule now, the earliest match first.
   * `GET /v1/tournaments/{id}/schedule-warnings`. Lists open matches whose station or entrant another match has booked at the time, and entrants who rest too little. The first 200; nothing is refused because of them. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listScheduleWarnings: Method<'listScheduleWarnings'>;
  /**
   * Spread the matches of a round over stations from a time on.
   * `POST /v1/tournaments/{id}/schedule`. Gives every match of a round a time and a station, so that no entrant and no station is booked twice. Warnings name entrants with too little rest. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `double_booked` (409): Station or entrant is booked at this time
   */
  readonly scheduleRound: Method<'scheduleRound'>;
  /**
   * Set time, station and stream of a match, or postpone it, as the organizer or a referee.
   * `PATCH /v1/matches/{id}`. Sets the fields that are sent, and keeps all others. A station or an entrant that is booked at that time is refused with `double_booked`; too little rest is a warning. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `match_not_open` (409): Match not open for results
   * - `double_booked` (409): Station or entrant is booked at this time
   */
  readonly scheduleMatch: Method<'scheduleMatch'>;
  /**
   * Call the entrants of a match to their station, as the organizer or a referee.
   * `POST /v1/matches/{id}/calls`. Tells the entrants, by an event, to come to their station. The time of the call is shown at the match. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `match_not_open` (409): Match not open for results
   */
  readonly callMatch: Method<'callMatch'>;
  /**
   * Check in before a match, as an entrant of it or as staff.
   * `POST /v1/matches/{id}/check-ins`. Notes that the entrant is there for this match. When all have checked in it can be played; who has not by the deadline loses it as a walkover. For the entrants of the match, for a team its captain; the organizer of the tournament; its co-organizers; its referees; its staff for check-in; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `match_not_open` (409): Match not open for results
   * - `check_in_not_open` (409): Check-in not open
   */
  readonly checkInToMatch: Method<'checkInToMatch'>;
  /**
   * Read who plays a match for its teams.
   * `GET /v1/matches/{id}/line-ups`. One item for each entrant of the match. Blind line-ups are null to others until all are set or the match has begun; only insiders see ids. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listLineUps: Method<'listLineUps'>;
  /**
   * Set who plays a match for a team, as its captain, the organizer or a referee.
   * `PUT /v1/matches/{id}/line-ups/{registrationId}`. Replaces the line-up of the team in this match, until the match is reported or its time has come. Writes the event `line_up_set`, without the players. For the entrants of the match, for a team its captain; the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   * - `match_not_open` (409): Match not open for results
   * - `sanctioned` (403): Not allowed while a sanction is in force
   */
  readonly setLineUp: Method<'setLineUp'>;
  /**
   * Read how the maps of the matches of a stage are chosen.
   * `GET /v1/tournaments/{id}/stages/{stage}/veto`. The map pool and the ordered steps that every match of the stage goes through. Not found where the stage has none. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readVetoPlan: Method<'readVetoPlan'>;
  /**
   * Set map pool and veto steps of a stage, until one of its vetoes has started.
   * `PUT /v1/tournaments/{id}/stages/{stage}/veto`. Replaces the whole plan. Picks and deciders are as many as a match has games. It is refused when a veto of the stage has started. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly setVetoPlan: Method<'setVetoPlan'>;
  /**
   * Read the veto of a match as it is now.
   * `GET /v1/matches/{id}/veto`. Steps whose time has passed are drawn from the seed. The seed is answered too, so that anybody can repeat the draws. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readVeto: Method<'readVeto'>;
  /**
   * Start the veto of a match, or carry it on, as a side or a referee.
   * `POST /v1/matches/{id}/veto`. `start` begins the time of the first step. `choose` takes the step that is due and names it, so that two choices at one moment are not both taken. `game` says who won the game that the veto waits for, or that it was drawn. Writes the event `veto_changed`. For the entrants of the match, for a team its captain; the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `match_not_open` (409): Match not open for results
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly actOnVeto: Method<'actOnVeto'>;
  /**
   * Call a referee to a match, as a player of it.
   * `POST /v1/matches/{id}/referee-calls`. Any player of the match may call, also one of a roster. The call stands in the queue of staff until they resolve it; a match has one open call. Writes the event `referee_called`. For the players of the match, those of a roster too. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `match_not_open` (409): Match not open for results
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly callReferee: Method<'callReferee'>;
  /**
   * List the calls for a referee, the oldest first, as the organizer or a referee.
   * `GET /v1/tournaments/{id}/referee-calls`. The queue of referees: open calls wait until one of them resolves them. Entrants do not see it. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly listRefereeCalls: ListMethod<'listRefereeCalls'>;
  /**
   * Resolve a call for a referee, as the organizer or a referee.
   * `POST /v1/referee-calls/{id}/resolution`. Ends a call, once, and is audited. Then the match may call again. Writes the event `referee_call_resolved`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly resolveRefereeCall: Method<'resolveRefereeCall'>;
  /**
   * Contest the result of a match, as an entrant of it.
   * `POST /v1/matches/{id}/disputes`. Of a reported match, by who did not report it: silence does not confirm it then. Of a completed match for 24 hours, while its stage is played: the result stands until staff correct it. Evidence is given beside it: `/v1/matches/{id}/evidence`. Writes the event `dispute_opened`. For the entrants of the match, for a team its captain. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `match_not_open` (409): Match not open for results
   * - `own_report` (403): A report must be answered by another entrant
   * - `state_conflict` (409): Not allowed in the current state
   * - `limit_reached` (409): Limit reached
   */
  readonly openDispute: Method<'openDispute'>;
  /**
   * List the disputes of a match, the newest first, as an entrant of the match or its staff.
   * `GET /v1/matches/{id}/disputes`. With their texts, so only for both sides, staff and moderators. At most one of them is open; the others say how they ended. For the players of the match, those of a roster too; the organizer of the tournament; its co-organizers; its referees; the role `moderator`; the role `admin`. Scope of API keys: `matches:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   */
  readonly listMatchDisputes: ListMethod<'listMatchDisputes'>;
  /**
   * List the disputes of a tournament, the oldest first, as the organizer or a referee.
   * `GET /v1/tournaments/{id}/disputes`. The queue of staff: an open dispute waits for a decision of the match, a correction, or its rejection. A stage with an open dispute is not completed. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly listDisputes: ListMethod<'listDisputes'>;
  /**
   * Withdraw a dispute, as the entrant who opened it.
   * `POST /v1/disputes/{id}/withdrawal`. The result stands. A match that was not over waits for an answer again, for as long as it had left. Writes the event `dispute_resolved`. For the entrant who contests, for a team its captain. Limits: 1000 requests an hour for each player; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly withdrawDispute: Method<'withdrawDispute'>;
  /**
   * Reject a dispute of a completed match, as the organizer or a referee.
   * `POST /v1/disputes/{id}/rejection`. The result stands and is final for its entrants; it is audited. A match that is not over is decided instead: `/v1/matches/{id}/decisions`. Writes the event `dispute_resolved`. For the organizer of the tournament; its co-organizers; its referees; the role `admin`. Scope of API keys: `matches:write`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 90 a minute (`match`).
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly rejectDispute: Method<'rejectDispute'>;
  /**
   * List your matches, alone or in a team, of the newest tournaments first.
   * `GET /v1/me/matches`. Lists matches in which the caller plays, alone or in a team. `open=true` narrows it to those that are not over. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnMatches: ListMethod<'listOwnMatches'>;
  /**
   * Read your next match, alone or in a team.
   * `GET /v1/me/next-match`. Answers the match that the caller plays next, with its tournament. `match` is null when there is none. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly readNextMatch: Method<'readNextMatch'>;
  /**
   * Pay the prizes of a completed tournament, once.
   * `POST /v1/tournaments/{id}/payouts`. Pays every prize from the escrow of the tournament to the wallets of the winners. A repeated request pays nothing twice; what cannot be paid yet is owed and tried again. For the organizer of the tournament; the role `admin`. Scope of API keys: `economy:payout`. Limits: 1000 requests an hour for each player, 10000 for each API key; of these 20 a minute (`payout`).
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
   * `GET /v1/tournaments/{id}/prizes`. Answers the escrow of the tournament, the prizes that were paid and those that are owed. An owed prize says why it failed and when it is tried again. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly readPrizes: Method<'readPrizes'>;
  /**
   * List the final placements, best first.
   * `GET /v1/tournaments/{id}/placements`. Lists the final ranks of the entrants, a hundred in a page, with the rule that decided each. The list is empty until the tournament is completed. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listPlacements: ListMethod<'listPlacements'>;
  /**
   * Approve placements that require a review; prizes and certificates wait for it.
   * `POST /v1/tournaments/{id}/placement-approvals`. Says that placements with many forfeits were looked at. Prizes can then be paid and certificates issued; a repeated request changes nothing. For the organizer of the tournament; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `tournament_not_completed` (409): Tournament not completed
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   */
  readonly approvePlacements: Method<'approvePlacements'>;
  /**
   * Reopen a completed tournament before prizes and certificates.
   * `POST /v1/tournaments/{id}/reopenings`. Makes a completed tournament `live` again, so that results can be corrected. The placements are written again when it is completed; once prizes are paid or certificates issued it stays completed. For the organizer of the tournament; its co-organizers; the role `admin`. Scope of API keys: `tournaments:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly reopenTournament: Method<'reopenTournament'>;
  /**
   * Form a team and become its captain.
   * `POST /v1/teams`. Makes a team with the caller as its captain and first member. The answer has the code with which others join. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly formTeam: Method<'formTeam'>;
  /**
   * List your teams, newest first.
   * `GET /v1/me/teams`. Lists the teams of which the caller is a member. Each has its join code. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnTeams: ListMethod<'listOwnTeams'>;
  /**
   * Read a team.
   * `GET /v1/teams/{id}`. Answers the team with the names of its members, also without a token. Members see the ids of the members and the join code too. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readTeam: Method<'readTeam'>;
  /**
   * Join a team with its code.
   * `POST /v1/teams/{id}/members`. Adds the caller to the team. Who is a member already stays one; a wrong code is `forbidden`. For everybody with a token. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `forbidden` (403): Forbidden
   * - `team_full` (409): Team full
   */
  readonly joinTeam: Method<'joinTeam'>;
  /**
   * Make another member the captain; entries in tournaments that are not over follow.
   * `PUT /v1/teams/{id}/captain`. Makes a member the captain, who registers the team, pays for it and is paid. The old captain stays a member and may then leave. For its captain. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly handOverTeam: Method<'handOverTeam'>;
  /**
   * Leave a team, or remove a member as its captain.
   * `DELETE /v1/teams/{id}/members/{playerId}`. Ends a membership, and the place on rosters whose registration is still open. The captain cannot leave. For the member; the captain of the team. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly removeTeamMember: Method<'removeTeamMember'>;
  /**
   * Issue the missing certificates of a completed tournament; the files are made afterwards.
   * `POST /v1/tournaments/{id}/certificates`. Makes a certificate for every placed entrant who has none yet. The answer comes at once; files are drawn afterwards, and the same request shows or continues the progress. For the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
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
   * `GET /v1/tournaments/{id}/certificates`. Lists the certificates of a tournament with their states. `total`, `issued` and `pending` count them. For the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly listIssuedCertificates: ListMethod<'listIssuedCertificates'>;
  /**
   * Ask for all certificates of a tournament in files: one ZIP archive, or PDFs of at most 500 pages.
   * `POST /v1/tournaments/{id}/certificate-exports`. The files are made afterwards; read the export until its state is `finished`. Revoked, suspended and undrawn certificates are left out and listed. While no certificate changes, the same request answers the same export. For the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `nothing_to_export` (409): No certificate to export
   */
  readonly exportCertificates: Method<'exportCertificates'>;
  /**
   * Read how far an export of certificates is, its files, and which certificates it leaves out.
   * `GET /v1/certificate-exports/{id}`. Answers the progress and, once it is finished, the files with their numbers. An export is `outdated` as soon as a certificate of the tournament changes. For the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly readCertificateExport: Method<'readCertificateExport'>;
  /**
   * Disqualify an entrant of a completed tournament: ranks, certificates and prizes follow.
   * `POST /v1/registrations/{id}/late-disqualifications`. Those who were ranked after the entrant move up. Certificates that say another place are replaced, those of the entrant are revoked. Prizes that were paid are split anew: what the wallet has is taken back, the rest is owed. `dryRun` answers what would happen and changes nothing. For the organizer of the tournament; the role `admin`. Scope of API keys: `registrations:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `tournament_not_completed` (409): Tournament not completed
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly disqualifyAfterwards: Method<'disqualifyAfterwards'>;
  /**
   * List the certificates of the caller, newest first.
   * `GET /v1/me/certificates`. Lists certificates that were issued to the caller, alone, as a member or to a team of the caller. Replaced and revoked ones are in the list. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnCertificates: ListMethod<'listOwnCertificates'>;
  /**
   * Read a certificate, as its holder or as the organizer, who also sees the notes for staff.
   * `GET /v1/certificates/{id}`. Answers a certificate with its state and its files. Notes for staff are shown to the organizer and administrators alone. For its holder; everybody on the roster of its team; the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly readCertificate: Method<'readCertificate'>;
  /**
   * Revoke a certificate for ever, alone or with its whole chain of replacements.
   * `POST /v1/certificates/{id}/revocation`. Makes a certificate invalid for ever, with a public reason. Everybody who verifies it sees that within 60 seconds. For the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `successor_valid` (409): Certificate replaced by a certificate that is not revoked
   */
  readonly revokeCertificate: Method<'revokeCertificate'>;
  /**
   * Suspend a certificate until it is reinstated.
   * `POST /v1/certificates/{id}/suspension`. Makes a certificate invalid for a time, with a public reason. A reinstatement makes it valid again. For the organizer of the tournament; the role `moderator`; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly suspendCertificate: Method<'suspendCertificate'>;
  /**
   * End the suspension of a certificate.
   * `POST /v1/certificates/{id}/reinstatement`. Makes a suspended certificate valid again. A revoked one stays revoked. For the organizer of the tournament; the role `moderator`; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly reinstateCertificate: Method<'reinstateCertificate'>;
  /**
   * Set the end of a certificate, or remove it.
   * `PUT /v1/certificates/{id}/expiry`. Sets until when the certificate is valid; null removes the end. Verification answers `expired` afterwards. For the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly setCertificateExpiry: Method<'setCertificateExpiry'>;
  /**
   * Replace a certificate by one with a corrected name or in another language.
   * `POST /v1/certificates/{id}/replacement`. Issues a new certificate with another name or language. The old one says by which code it was replaced. For the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `replacement_identical` (409): Replacement identical to the current certificate
   * - `misconfigured` (503): Server misconfigured
   */
  readonly replaceCertificate: Method<'replaceCertificate'>;
  /**
   * Spell the name of a certificate that waits for a printable one, as its holder or as the organizer.
   * `PUT /v1/certificates/{id}/printed-name`. Gives a spelling for a name that the fonts cannot print. The certificate is drawn with it afterwards. For its holder; the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly setPrintedName: Method<'setPrintedName'>;
  /**
   * Hide what is printed from the public, or show it again, on the whole chain of replacements.
   * `PUT /v1/certificates/{id}/privacy`. Hides or shows what is printed on the certificate and on those it replaces. A hidden certificate can still be verified, without the name. For its holder; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly setCertificatePrivacy: Method<'setCertificatePrivacy'>;
  /**
   * Make a link that downloads the certificate without a token, for some minutes.
   * `POST /v1/certificates/{id}/download-links`. Makes a link that works without a token, for a browser or another person. It ends after some minutes and with a revocation. For its holder; everybody on the roster of its team; the organizer of the tournament; the role `admin`. Scope of API keys: `certificates:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
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
   * `GET /v1/issuers/me`. Answers name, site, logo and signatory as the caller has set them. Without a profile the answer is `not_found`. For everybody with a token. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `not_found` (404): Not found
   */
  readonly readOwnIssuer: Method<'readOwnIssuer'>;
  /**
   * Set how the caller is named on certificates that are issued from now on.
   * `PUT /v1/issuers/me`. Replaces the whole profile. Certificates that were issued keep what was printed on them. For the role `organizer`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly setIssuer: Method<'setIssuer'>;
  /**
   * Read the issuer profile of an organizer.
   * `GET /v1/issuers/{id}`. Answers what the organizer shows on certificates. Without a profile the answer is `not_found`. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly readIssuer: Method<'readIssuer'>;
  /**
   * Open your wallet, or get it if it is open.
   * `POST /v1/wallets`. Makes the wallet of the caller, with no coins in it. A player has one wallet for each currency, so a repeated request answers the same one. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly openWallet: Method<'openWallet'>;
  /**
   * List your wallets, one per currency.
   * `GET /v1/me/wallets`. Lists the wallets of the caller with balance and holds. It is empty until a wallet is opened. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnWallets: ListMethod<'listOwnWallets'>;
  /**
   * Read a wallet, as its owner or finance.
   * `GET /v1/wallets/{id}`. Answers balance, holds and what can be spent. Others cannot read it, but may pay to it: a payee is found by the player. For the owner of the wallet; the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly readWallet: Method<'readWallet'>;
  /**
   * Find the wallet of a player, to pay into it.
   * `GET /v1/players/{id}/wallet`. Answers the wallet of another player, and whether it can receive coins now. Nothing else of the wallet is shown; a transfer may also name the player instead. For everybody with a token. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly findPayeeWallet: Method<'findPayeeWallet'>;
  /**
   * List the holds on a wallet or in its favour, newest first.
   * `GET /v1/wallets/{id}/holds`. Lists coins that are reserved: `side=payer` on this wallet, `side=payee` in its favour. A hold that has expired is shown as such. For the owner of the wallet; the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly listHolds: ListMethod<'listHolds'>;
  /**
   * Freeze a wallet: it neither sends nor receives coins.
   * `POST /v1/wallets/{id}/freeze`. Stops all payments from and to the wallet until it is thawed. Refunds and prizes for it are owed meanwhile; the reason is in the audit trail. For the role `moderator`; the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_closed` (409): Wallet closed
   */
  readonly freezeWallet: Method<'freezeWallet'>;
  /**
   * Thaw a frozen wallet.
   * `POST /v1/wallets/{id}/thaw`. Allows payments again. What was owed to or by the wallet is tried again soon. For the role `moderator`; the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_closed` (409): Wallet closed
   */
  readonly thawWallet: Method<'thawWallet'>;
  /**
   * Close an empty wallet, as its owner or finance.
   * `POST /v1/wallets/{id}/closure`. Ends a wallet that has no coins, no holds and nothing owed; it neither sends nor receives coins. Its history stays, and finance can reopen it. For the owner of the wallet; the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_frozen` (409): Wallet frozen
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly closeWallet: Method<'closeWallet'>;
  /**
   * Open a closed wallet again.
   * `POST /v1/wallets/{id}/reopening`. Makes a closed wallet usable again, with its history. The reason is in the audit trail. For the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly reopenWallet: Method<'reopenWallet'>;
  /**
   * List the history of a wallet, newest first.
   * `GET /v1/wallets/{id}/transactions`. Lists each entry with its amount and the balance after it. Filters narrow the list; the balances stay those of the whole history. For the owner of the wallet; the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly listTransactions: ListMethod<'listTransactions'>;
  /**
   * Export the history of a wallet as CSV.
   * `GET /v1/wallets/{id}/transactions.csv`. Answers the whole history as one file, newest first, with the same filters as the list. It is streamed, so that any length is possible. For the owner of the wallet; the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly exportTransactions: Method<'exportTransactions'>;
  /**
   * Read the balance of a wallet at a time.
   * `GET /v1/wallets/{id}/balance`. Answers what the wallet had at that time. It is the sum of all entries until then. For the owner of the wallet; the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `wallet_not_found` (404): Wallet not found
   */
  readonly readBalance: Method<'readBalance'>;
  /**
   * Transfer coins from your wallet to another.
   * `POST /v1/transfers`. Moves coins from a wallet of the caller to another one, at once and for good. More than is available is refused with `insufficient_funds`, and nothing moves. For the owner of the wallet that pays. Limit: 1000 requests an hour for each player.
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
   * `POST /v1/credits`. Moves coins from the treasury to a wallet. Reason, note and actor are kept with the entry and in the audit trail. For the role `finance`; the role `admin`. Scope of API keys: `economy:credit`. Limit: 1000 requests an hour for each player, 10000 for each API key.
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
   * `POST /v1/debits`. Moves coins from a wallet to the treasury. More than is available is refused, and nothing moves. For the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
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
   * `POST /v1/batches`. Posts all movements as one act: if one is refused, none is made. It is how finance makes awards and corrections for many players. For the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
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
   * `POST /v1/transfers/{id}/reversals`. Moves the coins of a transfer back, with new entries that name it. A transfer is reversed at most once; the payee needs enough coins. For the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
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
   * Credit coins that you have sold, under a reference of yours.
   * `POST /v1/receipts`. Moves coins from the treasury to the wallet of the buyer and keeps the reference, which is unique for the issuer. The same reference with the same content gives the first receipt again; with another content it is refused with `reference_conflict`. Laurel takes no money: that is between you and the buyer. For the role `finance`; the role `admin`. Scope of API keys: `economy:credit`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `reference_conflict` (409): Reference of another sale
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `wallet_not_found` (404): Wallet not found
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   */
  readonly postReceipt: Method<'postReceipt'>;
  /**
   * Find a receipt by its reference.
   * `GET /v1/receipts`. Answers the receipt of the issuer with this reference, or an empty list. Ask so after an answer was lost, or post it again with the same content. For the role `finance`; the role `admin`. Scope of API keys: `economy:credit`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly findReceipts: Method<'findReceipts'>;
  /**
   * Sum the receipts of a day.
   * `GET /v1/receipts/summary`. Sums credits and reversals that were posted on a day of UTC, as the ledger has them. Compare it with your own books, and read the day as a file where it differs. For the role `finance`; the role `admin`. Scope of API keys: `economy:credit`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly summarizeReceipts: Method<'summarizeReceipts'>;
  /**
   * Export the receipts of a day as CSV.
   * `GET /v1/receipts.csv`. Answers each credit and each reversal that was posted on a day of UTC, in the order of their times, as one file. It is streamed, so that any length is possible; the name of the file of a day that is not over ends with `so-far`. For the role `finance`; the role `admin`. Scope of API keys: `economy:credit`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly exportReceiptsCsv: Method<'exportReceiptsCsv'>;
  /**
   * Export the receipts of a day as one JSON object a line.
   * `GET /v1/receipts.ndjson`. Answers each credit and each reversal that was posted on a day of UTC, in the order of their times. The last line has the type `total` and the sums; a file without it was cut off. For the role `finance`; the role `admin`. Scope of API keys: `economy:credit`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly exportReceiptsNdjson: Method<'exportReceiptsNdjson'>;
  /**
   * Read a receipt, as its buyer, its issuer or finance.
   * `GET /v1/receipts/{id}`. Answers what was credited, under which reference, and whether it was reversed. It confirms coins, not a payment: Laurel takes no money. For others the receipt does not exist. For the buyer; the role `finance`; the role `admin`. Scope of API keys: `economy:credit`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly readReceipt: Method<'readReceipt'>;
  /**
   * Take the coins of a receipt back after a refund, once.
   * `POST /v1/receipts/{id}/reversals`. Moves the coins of the receipt back to the treasury, all of them. The buyer needs enough coins; a receipt is reversed at most once, and its reference stays used. For the role `finance`; the role `admin`. Scope of API keys: `economy:credit`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `invalid_amount` (422): Amount must be a positive whole number of coins
   * - `state_conflict` (409): Not allowed in the current state
   * - `insufficient_funds` (409): Insufficient funds
   * - `wallet_frozen` (409): Wallet frozen
   * - `wallet_closed` (409): Wallet closed
   */
  readonly reverseReceipt: Method<'reverseReceipt'>;
  /**
   * Reserve coins of a wallet for a payee.
   * `POST /v1/holds`. Reserves coins that the payer can then not spend otherwise. The payee captures them, or they are free again when the hold is released or expires. For the owner of the wallet; the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
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
   * `GET /v1/holds/{id}`. Answers the amount, what was captured and the state. For others the hold does not exist. For the owners of both wallets; the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly readHold: Method<'readHold'>;
  /**
   * Capture a hold in full or in part; the rest is released.
   * `POST /v1/holds/{id}/captures`. Moves the held coins, or the part that is named, to the payee. The rest is free again, and the hold is closed. For the owner of the wallet that receives; the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
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
   * `POST /v1/holds/{id}/releases`. Frees the coins of a hold; nothing is paid. The payee may do it at any time before a capture. For the owner of the wallet that receives; the role `finance`; the role `admin`. Scope of API keys: `economy:write`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   *
   * Problems of its own:
   * - `hold_expired` (409): Hold expired
   * - `hold_closed` (409): Hold already captured or released
   */
  readonly releaseHold: Method<'releaseHold'>;
  /**
   * List refunds and prizes that could not be paid yet.
   * `GET /v1/economy/owed`. Lists payments that failed, with the reason and the time of the next attempt. They are tried again by themselves. For the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly listOwedPayments: ListMethod<'listOwedPayments'>;
  /**
   * Report revenue from entry fees per period.
   * `GET /v1/economy/revenue`. Sums fees that were captured and refunded, for each day, week or month. Transfers and awards are not revenue. For the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly reportRevenue: Method<'reportRevenue'>;
  /**
   * Report revenue per cohort of new players.
   * `GET /v1/economy/revenue/cohorts`. Groups players by the period of their first payment. For each later period it sums the fees that the group paid and got back. For the role `finance`; the role `admin`. Scope of API keys: `economy:read`. Limit: 1000 requests an hour for each player, 10000 for each API key.
   */
  readonly reportCohorts: Method<'reportCohorts'>;
  /**
   * List what was done, by reference, by actor or by event, newest first.
   * `GET /v1/moderation/audit`. Lists every act that was noted, such as those on a match, those of a moderator, or all of one event; filters narrow the list together. Rows are never changed or deleted. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listAudit: ListMethod<'listAudit'>;
  /**
   * Export the audit trail as CSV.
   * `GET /v1/moderation/audit.csv`. Answers all rows that the same filters list, newest first, as one file. It is streamed, so that any length is possible. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly exportAuditCsv: Method<'exportAuditCsv'>;
  /**
   * Export the audit trail as one JSON object a line.
   * `GET /v1/moderation/audit.ndjson`. Answers all rows that the same filters list, newest first, each as the list has it, as one file. It is streamed, so that any length is possible. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly exportAuditNdjson: Method<'exportAuditNdjson'>;
  /**
   * List the reasons for sanctions.
   * `GET /v1/moderation/reasons`. Lists the codes of reasons with their default lengths. A sanction names one of them. Needs no token. Limit: 1000 requests an hour for each player; without a token 1200 a minute for each address.
   */
  readonly listSanctionReasons: Method<'listSanctionReasons'>;
  /**
   * List your sanctions, newest first, also those that have ended.
   * `GET /v1/me/sanctions`. Lists sanctions of the caller with kind, reason, end, and a statement of reasons in English and Bengali. Notes for moderators are not shown. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnSanctions: ListMethod<'listOwnSanctions'>;
  /**
   * List the sanctions of a player, newest first, as a moderator.
   * `GET /v1/sanctions`. Lists sanctions with reason, note and who imposed them. Those that were revoked or have ended stay in the list. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listSanctions: ListMethod<'listSanctions'>;
  /**
   * Read a sanction, as a moderator.
   * `GET /v1/sanctions/{id}`. Answers a sanction with its reason, its note and its state. The player reads the own ones without the note. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readSanction: Method<'readSanction'>;
  /**
   * Sanction a player, everywhere or in one tournament.
   * `POST /v1/sanctions`. Stops a player from acts that the kind of the sanction names, at once in every act. Where the server asks for two moderators, some wait for the confirmation of another one. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `not_found` (404): Not found
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   */
  readonly imposeSanction: Method<'imposeSanction'>;
  /**
   * Confirm a sanction that another moderator proposed.
   * `POST /v1/sanctions/{id}/confirmation`. Makes a proposed sanction count. The moderator who proposed it cannot confirm it. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly confirmSanction: Method<'confirmSanction'>;
  /**
   * End a sanction, or cancel one that has not begun.
   * `POST /v1/sanctions/{id}/revocation`. Ends a sanction at once and for good. The row stays, with who ended it and why. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly revokeSanction: Method<'revokeSanction'>;
  /**
   * Appeal against a sanction on yourself, once.
   * `POST /v1/sanctions/{id}/appeals`. Asks for another decision about a sanction, once and within the time for appeals. Another moderator decides; until then the sanction stands. For the player who is sanctioned. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly appealSanction: Method<'appealSanction'>;
  /**
   * Read the appeal against a sanction, as its player or a moderator.
   * `GET /v1/sanctions/{id}/appeals`. Answers the statement of the player and, when it was decided, the decision. For others it does not exist. For the player who is sanctioned; the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readAppeal: Method<'readAppeal'>;
  /**
   * List the open appeals, oldest first.
   * `GET /v1/moderation/appeals`. Lists appeals that wait for a decision. Those that were decided are read with their sanction. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listAppeals: ListMethod<'listAppeals'>;
  /**
   * Decide an appeal, as a moderator who had no part in the sanction.
   * `POST /v1/moderation/appeals/{id}/rulings`. Upholds, shortens or lifts the sanction, with a reason that the player reads. It counts at once, and an appeal is decided once. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly ruleOnAppeal: Method<'ruleOnAppeal'>;
  /**
   * List what moderators have decided about you, newest first.
   * `GET /v1/me/notices`. Lists sanctions, appeals, removals, dismissed strikes, reviews of drafts, and the outcome of your reports, each with a text in English and Bengali. Ask again with `since` a few minutes before the newest one that you have, and leave out keys that you know: an act may be stored a moment after its time. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnNotices: ListMethod<'listOwnNotices'>;
  /**
   * Report a player, a team, a match, or something else that you can read.
   * `POST /v1/reports`. Moderators decide it, together with reports of others about the same. The outcome is in your own reports; the event `case_decided` in the feed of the tournament of the subject says when. A case about a player or a team belongs to no tournament, also where a report names one. For everybody with a token. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `not_found` (404): Not found
   * - `forbidden` (403): Forbidden
   * - `state_conflict` (409): Not allowed in the current state
   * - `reporter_muted` (403): Reports are not taken from this player now
   * - `too_many_reports` (409): Too many reports within one day
   */
  readonly fileReport: Method<'fileReport'>;
  /**
   * List your reports, newest first, with their outcomes.
   * `GET /v1/me/reports`. Lists what the caller has reported. A report is open until moderators decide its case. For everybody with a token. Limit: 1000 requests an hour for each player.
   */
  readonly listOwnReports: ListMethod<'listOwnReports'>;
  /**
   * Read how the reports of a player ended, as a moderator.
   * `GET /v1/moderation/reporters/{id}`. Counts the reports of a player by the state of their cases, and shows a mute. A player who never reported has zeros. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readReporter: Method<'readReporter'>;
  /**
   * Take no more reports from a player, as a moderator.
   * `PUT /v1/moderation/reporters/{id}/mute`. Refuses further reports of the player, who is told why and until when. Reports that were sent before stay and are decided. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly muteReporter: Method<'muteReporter'>;
  /**
   * Take reports from a player again.
   * `DELETE /v1/moderation/reporters/{id}/mute`. Ends the mute at once. A mute that has run out is removed, too. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly unmuteReporter: Method<'unmuteReporter'>;
  /**
   * List the cases that wait for a decision, the most urgent first.
   * `GET /v1/moderation/queue`. Lists open and triaged cases of the queues that the caller sees, by priority and then by age. A moderator sees the queues that an administrator has granted; administrators see all. The first page also has the drafts of organizers on probation that wait for a review. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listQueue: ListMethod<'listQueue'>;
  /**
   * Read all that is needed to decide a case.
   * `GET /v1/moderation/cases/{id}`. Answers the case, its subject then and now, the reports, earlier cases about the same players, their sanctions in force, and what was done. A case of a queue that the caller does not see does not exist. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readCase: Method<'readCase'>;
  /**
   * Take a case for some time, or extend the time.
   * `POST /v1/moderation/cases/{id}/lease`. Others cannot act on the case until the time is over. It ends by itself, and whoever takes the case next has it. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   * - `case_leased` (409): Another moderator works on this case
   */
  readonly takeCase: Method<'takeCase'>;
  /**
   * Give a case back.
   * `DELETE /v1/moderation/cases/{id}/lease`. Others can take it at once. It stays in the queue as it is. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   * - `case_leased` (409): Another moderator works on this case
   */
  readonly releaseCase: Method<'releaseCase'>;
  /**
   * Say that a case is worth handling, and how urgent it is.
   * `POST /v1/moderation/cases/{id}/triage`. Sets the priority, which orders the queue. Of two moderators who have read the same version, the second one is refused. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   * - `case_leased` (409): Another moderator works on this case
   * - `version_conflict` (409): Changed by somebody else meanwhile
   */
  readonly triageCase: Method<'triageCase'>;
  /**
   * Decide a case for good.
   * `POST /v1/moderation/cases/{id}/decision`. All reporters read the outcome and the statement. A case is decided once, by a moderator whom it does not concern; a later report opens a new one. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   * - `case_leased` (409): Another moderator works on this case
   * - `version_conflict` (409): Changed by somebody else meanwhile
   */
  readonly decideCase: Method<'decideCase'>;
  /**
   * List which moderators see which queues.
   * `GET /v1/moderation/queues`. Lists the rights by category. Administrators see all queues and are not listed. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listQueueRights: Method<'listQueueRights'>;
  /**
   * Let a moderator see a queue and act on its cases.
   * `PUT /v1/moderation/queues/{category}/moderators/{id}`. Counts from the next request, while the player has the role of a moderator. The audit trail has it. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly grantQueue: Method<'grantQueue'>;
  /**
   * Take the right on a queue from a moderator.
   * `DELETE /v1/moderation/queues/{category}/moderators/{id}`. Counts from the next request, also for cases that the moderator has taken. The audit trail has it. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly withdrawQueue: Method<'withdrawQueue'>;
  /**
   * Export statements of reasons as CSV.
   * `GET /v1/moderation/statements.csv`. Answers what the EU transparency database asks of each decision, with its field names: sanctions first, then frozen wallets, suspended certificates and voided prizes. It is streamed, so that any length is possible; read the facts before you send them on, since they are the words of moderators. The first line names the fields; a list is JSON in one cell. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly exportStatementsCsv: Method<'exportStatementsCsv'>;
  /**
   * Export statements of reasons as NDJSON.
   * `GET /v1/moderation/statements.ndjson`. Answers what the EU transparency database asks of each decision, with its field names: sanctions first, then frozen wallets, suspended certificates and voided prizes. It is streamed, so that any length is possible; read the facts before you send them on, since they are the words of moderators. Each line is one JSON object, as the database takes it. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly exportStatementsNdjson: Method<'exportStatementsNdjson'>;
  /**
   * List the strikes of a player with the points that count, as a moderator.
   * `GET /v1/players/{id}/strikes`. Answers what past sanctions have added, what of it still counts, and which sanction that suggests. Nothing follows by itself: a moderator decides. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listStrikes: Method<'listStrikes'>;
  /**
   * Dismiss the strike of a sanction, as a moderator.
   * `POST /v1/sanctions/{id}/strike-dismissal`. Takes back the points that a sanction has added, once. The sanction itself stays as it is. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly dismissStrike: Method<'dismissStrike'>;
  /**
   * Approve or refuse a draft of an organizer on probation, as a moderator.
   * `POST /v1/moderation/tournaments/{id}/hosting-review`. An approved draft may be published as it is; a refused one may not, and its organizer reads the reason. A setting that changes needs another review: send the `settingsHash` of the queue, so that nothing is approved that you have not seen. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   * - `version_conflict` (409): Changed by somebody else meanwhile
   */
  readonly reviewHosting: Method<'reviewHosting'>;
  /**
   * Remove a sanctioned player from a running tournament, as a moderator.
   * `POST /v1/sanctions/{id}/removals`. Disqualifies the entry of the player at once: open matches are lost by forfeit, played ones stand. Send `dryRun` first: it lists what will happen and what cannot be undone. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `conflict_of_interest` (403): Who takes part in a tournament does not judge in it
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly removeEntrant: Method<'removeEntrant'>;
  /**
   * List whom a sanction has removed from running tournaments, as a moderator.
   * `GET /v1/sanctions/{id}/removals`. Lists the entries that the sanction has disqualified. After a revocation each says whether it plays again, or why nothing could be taken back. For the role `moderator`; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listRemovals: Method<'listRemovals'>;
  /**
   * List the rules that refuse acts beside sanctions, newest first.
   * `GET /v1/moderation/rules`. Lists rules with their state, also those that are off. Their trials say what they would refuse. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listRules: ListMethod<'listRules'>;
  /**
   * Declare a rule; it is off at first.
   * `POST /v1/moderation/rules`. Describes acts that are refused to players with certain sanctions or strikes. Its terms never change: to change them, declare another rule. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly declareRule: Method<'declareRule'>;
  /**
   * Switch a rule off, into shadow, or into force.
   * `PUT /v1/moderation/rules/{id}/state`. In shadow nothing is refused: a trial judges what is done from then on, and lists what the rule would have refused. A rule is enforced only from shadow, and then counts at the next act. For the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   * - `limit_reached` (409): Limit reached
   * - `version_conflict` (409): Changed by somebody else meanwhile
   */
  readonly switchRule: Method<'switchRule'>;
  /**
   * List the trials of a rule with their counts, newest first.
   * `GET /v1/moderation/rules/{id}/trials`. Each time in shadow is a trial, and each back-test. Acts are judged a minute or more after they were done, by what was known when they were done. An unknown rule has an empty list. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listTrials: ListMethod<'listTrials'>;
  /**
   * Try a rule on acts that were done between two times.
   * `POST /v1/moderation/rules/{id}/trials`. Starts a back-test, in whatever state the rule is; nothing is refused. The acts are judged in the background, piece by piece: read the list of trials until it has finished. For the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `limit_reached` (409): Limit reached
   */
  readonly startTrial: Method<'startTrial'>;
  /**
   * List what a rule would have refused in a trial.
   * `GET /v1/moderation/trials/{id}/refusals`. Lists acts with who did them, when, and the sanction that meets the rule. The first 10,000 are listed, for 90 days; the others are counted. An unknown trial has an empty list. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listTrialRefusals: ListMethod<'listTrialRefusals'>;
  /**
   * List the events of a tournament after a position, at most 500, oldest first.
   * `GET /v1/tournaments/{id}/events`. Answers what happened after `since`, in order and without a gap; ask again with `position`. With `wait` it answers as soon as there is an event, so that asking again and again follows the tournament. A socket sends the same events. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listEvents: Method<'listEvents'>;
  /**
   * List the events that name a match, after a position of its tournament, oldest first.
   * `GET /v1/matches/{id}/events`. Answers what happened to a match after `since`. Positions are those of the tournament: numbers between two events of a match belong to others, and `position` is how far the list has looked. With `wait` it answers as soon as there is such an event. A socket of the match sends the same events. Needs no token. Scope of API keys: `tournaments:read`. Limit: 1000 requests an hour for each player, 10000 for each API key; without a token 1200 a minute for each address.
   */
  readonly listMatchEvents: Method<'listMatchEvents'>;
  /**
   * Make a ticket that opens one socket as yourself, for 30 seconds.
   * `POST /v1/live/tickets`. Makes a ticket for the room of a tournament or of a match, for browsers, which send no token with a socket. It works once, in this room alone, and the socket ends when your token ends, unless a new ticket comes before. For everybody with a token. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `not_found` (404): Not found
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `misconfigured` (503): Server misconfigured
   */
  readonly createLiveTicket: Method<'createLiveTicket'>;
  /**
   * Start a backfill, or continue the unfinished one of the same scope.
   * `POST /v1/objects/backfills`. Copies what one store lacks from the other, in the background. A repeated request continues where the last one ended. For the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `backfill_disabled` (409): Backfills disabled
   * - `not_found` (404): Not found
   */
  readonly startBackfill: Method<'startBackfill'>;
  /**
   * Read the progress and the report of a backfill or a check.
   * `GET /v1/objects/runs/{id}`. Answers how many objects were processed, copied and failed so far. The report is complete when the state says so. For the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readRun: Method<'readRun'>;
  /**
   * Create a webhook: events are sent to its URL.
   * `POST /v1/webhooks`. Sends each event from now on to the URL, signed as Standard Webhooks says, and again until it is answered with 2xx. The signing key is in this answer only, and in the answer to the same request with the same key. For the role `organizer`; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `webhook_target_refused` (422): Nothing is sent to this URL
   * - `not_found` (404): Not found
   * - `limit_reached` (409): Limit reached
   * - `misconfigured` (503): Server misconfigured
   */
  readonly createWebhook: Method<'createWebhook'>;
  /**
   * List your webhooks, newest first.
   * `GET /v1/webhooks`. Lists the webhooks that the caller has made, also disabled ones. An administrator lists those of everybody with `owner=all`. For everybody with a token. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `forbidden` (403): Forbidden
   */
  readonly listWebhooks: ListMethod<'listWebhooks'>;
  /**
   * Read a webhook.
   * `GET /v1/webhooks/{id}`. Answers where it sends, what it selects, and whether it works. Its keys are not shown. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readWebhook: Method<'readWebhook'>;
  /**
   * Change a webhook, disable it, or enable it again.
   * `PATCH /v1/webhooks/{id}`. Changes the fields that are given. A webhook that is enabled again sends what still waits; a recovery queues what it missed meanwhile. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `webhook_target_refused` (422): Nothing is sent to this URL
   */
  readonly changeWebhook: Method<'changeWebhook'>;
  /**
   * Delete a webhook with its keys and deliveries.
   * `DELETE /v1/webhooks/{id}`. Ends it at once; a request that is on its way may still arrive. It cannot be undone. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly deleteWebhook: Method<'deleteWebhook'>;
  /**
   * Replace the signing key of a webhook.
   * `POST /v1/webhooks/{id}/secrets`. Makes a new key. Until the overlap ends each request has a signature of both keys, so that the receiver can change over; a third key ends at once. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `misconfigured` (503): Server misconfigured
   */
  readonly rotateWebhookSecret: Method<'rotateWebhookSecret'>;
  /**
   * Send a test to a webhook.
   * `POST /v1/webhooks/{id}/tests`. Queues a delivery of the type `webhook_test`, which is signed and tried as any other. Read the delivery to see what the receiver answered. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly testWebhook: Method<'testWebhook'>;
  /**
   * Queue what a webhook missed, since a time or after an event.
   * `POST /v1/webhooks/{id}/recoveries`. Looks at up to 5,000 past events and queues those that the webhook selects and did not get, also those of before it was made. A tournament that the webhook never gets is refused. While `next` is not null there are more; ask again with it. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly recoverWebhook: Method<'recoverWebhook'>;
  /**
   * List the deliveries to a webhook, newest first.
   * `GET /v1/webhooks/{id}/deliveries`. Lists what was queued in the last 30 days, each with its latest attempt. Older ones are removed. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly listWebhookDeliveries: ListMethod<'listWebhookDeliveries'>;
  /**
   * Read a delivery with its attempts and what the receiver answered.
   * `GET /v1/webhook-deliveries/{id}`. Answers the state of the delivery and its latest 50 attempts. The first kilobyte of each answer is kept as it came. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   */
  readonly readWebhookDelivery: Method<'readWebhookDelivery'>;
  /**
   * Send a delivery again.
   * `POST /v1/webhook-deliveries/{id}/resends`. Queues the delivery with all its attempts, also one that was delivered or has failed. It has the same `webhook-id`, so that a receiver may know it. For who made the webhook; the role `admin`. Limit: 1000 requests an hour for each player.
   *
   * Problems of its own:
   * - `state_conflict` (409): Not allowed in the current state
   */
  readonly resendWebhookDelivery: Method<'resendWebhookDelivery'>;
  /**
   * Whether the server runs.
   * `GET /healthz`. Answers 200 while the process serves requests. It asks no other system. Needs no token.
   *
   * Problems of its own:
   * - `invalid_request` (422): Invalid request
   */
  readonly readHealth: Method<'readHealth'>;
  /**
   * Whether the server can work: database, stores, circuit breakers and configuration.
   * `GET /readyz`. Asks the database and both stores, and says what is wrong with the configuration. 503 without the database or with a fault; a store that is down only shows, since the other one serves. Needs no token.
   *
   * Problems of its own:
   * - `invalid_request` (422): Invalid request
   */
  readonly readReadiness: Method<'readReadiness'>;
  /**
   * Metrics for Prometheus, with the token of METRICS_TOKEN.
   * `GET /metrics`. Answers counters and histograms in the text format of Prometheus. Labels are patterns of routes and never ids. For the operator, with the token of METRICS_TOKEN.
   *
   * Problems of its own:
   * - `invalid_request` (422): Invalid request
   * - `not_found` (404): Not found
   * - `unauthenticated` (401): Valid bearer token required
   */
  readonly readMetrics: Method<'readMetrics'>;
  /**
   * Verify a certificate by its code: JSON or a page, by Accept.
   * `GET /c/{code}`. Says whether the certificate is valid, revoked, suspended, replaced, expired or being made, with all that is printed on it. An unknown code is 404; every other verdict is 200. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   */
  readonly verifyCertificate: Method<'verifyCertificate'>;
  /**
   * The picture for links to a valid certificate.
   * `GET /c/{code}/preview.png`. Draws the image that networks show beside a link. A certificate that is not valid or is private has none. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   */
  readonly drawPreview: Method<'drawPreview'>;
  /**
   * A card with the present verdict, for frames on other sites.
   * `GET /c/{code}/embed`. Answers a small page for an `iframe`. It shows the verdict of the moment, so a revocation is visible there too. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   */
  readonly showEmbeddedCard: Method<'showEmbeddedCard'>;
  /**
   * Describe the card of a certificate page by oEmbed.
   * `GET /oembed`. Answers how to embed the card of a page, for sites that read oEmbed. The address has to be one of a certificate page. Needs no token. Limit: 120 a minute (`verification`) for each address.
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
   * `GET /api/tournaments/certificates/verify/{code}`. Answers the fields that older readers of printed links expect. Use `/c/{code}` for everything new. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unavailable` (503): Service unavailable
   * - `quota_exceeded` (429): Too many requests
   */
  readonly verifyPrintedLink: Method<'verifyPrintedLink'>;
  /**
   * Compare a PDF or PNG file, sent as the body or as the only file of a form, with the files that were issued.
   * `POST /v1/certificates/verify-file`. Compares the bytes with the files that were issued. `exact` has the verdict of its certificate; `altered` are other bytes with the code of a certificate. Needs no token. Limit: 120 a minute (`verification`) for each address.
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
   * `GET /v1/certificates/{id}/file`. Answers the file, or the part that `Range` asks for, and counts the download. A revoked certificate is 410 with its reason. For its holder; everybody on the roster of its team; the organizer of the tournament; the role `admin`.
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
   * `GET /v1/certificates/downloads/{link}`. Answers the file without a token, as long as the link is valid. Links are bound to one certificate and end by themselves. Needs no token.
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
   * Download a file of an export of certificates.
   * `GET /v1/certificate-exports/{id}/files/{number}`. Redirects to a signed address that is valid for 900 seconds and needs no token: of the object store where the file is one object there, else of this route with `link`, which answers the bytes, whole or a range of them. It is refused as soon as a certificate of the tournament has changed. For the organizer of the tournament; the role `admin`.
   *
   * Problems of its own:
   * - `unauthenticated` (401): Valid bearer token required
   * - `forbidden` (403): Forbidden
   * - `not_found` (404): Not found
   * - `invalid_request` (422): Invalid request
   * - `unavailable` (503): Service unavailable
   * - `export_outdated` (409): Export is outdated
   * - `export_not_ready` (409): Export not ready
   * - `link_not_valid` (403): Download link not valid
   * - `misconfigured` (503): Server misconfigured
   */
  readonly downloadCertificateExport: Method<'downloadCertificateExport'>;
  /**
   * Show the matches of a stage without storing anything.
   * `POST /v1/brackets/previews`. Builds the matches that a stage would begin with, for a number of entrants. Nothing is stored. Needs no token. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `quota_exceeded` (429): Too many requests
   * - `invalid_request` (422): Invalid request
   * - `malformed_json` (400): Malformed JSON
   * - `payload_too_large` (413): Request body too large
   * - `unsupported_media_type` (415): Media type not supported
   */
  readonly previewBracket: Method<'previewBracket'>;
  /**
   * Give a file as evidence for the result of a match, sent as the body or as the only file of a form. It is not scanned for viruses.
   * `POST /v1/matches/{id}/evidence/files`. A JPG, PNG, PDF or MP4 of at most 5 MB, judged by its content. One person gives at most ten pieces for a match. The same file again is the piece that is there. If no store takes it, send it again. Both sides, staff and moderators can read it. For the players of the match, those of a roster too; the organizer of the tournament; its co-organizers; its referees; the role `admin`. Limit: 120 a minute (`verification`) for each address.
   *
   * Problems of its own:
   * - `unauthenticated` (401): Valid bearer token required
   * - `not_found` (404): Not found
   * - `not_a_participant` (403): Only for entrants of the match, or for staff who may decide it
   * - `sanctioned` (403): Not allowed while a sanction is in force
   * - `match_not_open` (409): Match not open for results
   * - `limit_reached` (409): Limit reached
   * - `invalid_request` (422): Invalid request
   * - `payload_too_large` (413): Request body too large
   * - `unsupported_file` (415): File type not supported
   * - `unavailable` (503): Service unavailable
   */
  readonly giveEvidenceFile: Method<'giveEvidenceFile'>;
  /**
   * Download a file of evidence, whole or a range of it, as an entrant of the match or its staff.
   * `GET /v1/evidence/{id}/file`. An attachment. Others get the answer of an unknown id. Its hash is verified before the first byte is sent. For the players of the match, those of a roster too; the organizer of the tournament; its co-organizers; its referees; the role `moderator`; the role `admin`.
   *
   * Problems of its own:
   * - `unauthenticated` (401): Valid bearer token required
   * - `invalid_request` (422): Invalid request
   * - `unavailable` (503): Service unavailable
   * - `file_lost` (404): Certificate file missing from all object stores
   * - `file_damaged` (503): Certificate file damaged in all object stores
   */
  readonly downloadEvidence: Method<'downloadEvidence'>;
}
