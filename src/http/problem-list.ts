// Every problem that Laurel answers: status, title, and what to do. No other module chooses the status of an error.

import type { RefusalCode } from '../core/errors.ts';

export type ProblemCode = RefusalCode | 'unavailable' | 'internal_error';

export interface Problem {
  readonly status: number;
  readonly title: string;
  /** What the caller can do. */
  readonly advice: string;
}

const list: Readonly<Record<ProblemCode, readonly [status: number, title: string, advice: string]>> = {
  invalid_request: [422, 'Invalid request', 'Correct the fields that `errors` names, and send the request again.'],
  malformed_json: [400, 'Malformed JSON', 'Send one JSON object in UTF-8.'],
  payload_too_large: [413, 'Request body too large', 'Send at most the size that `facts.maxBytes` names.'],
  unsupported_media_type: [415, 'Media type not supported', 'Send a type of `facts.takes`, without Content-Encoding.'],
  not_found: [
    404,
    'Not found',
    'Check the URL and the id. Drafts and private records exist only for those who may read them.',
  ],
  method_not_allowed: [405, 'Method not allowed', 'Use a method that the Allow header names.'],
  quota_exceeded: [429, 'Too many requests', 'Wait for the time in Retry-After. RateLimit-Policy names the limits.'],
  unauthenticated: [
    401,
    'Valid bearer token required',
    'Send `Authorization: Bearer` with a valid token; sign in again if it has expired.',
  ],
  forbidden: [403, 'Forbidden', 'Use a token of somebody who may do this; `facts` say who (`needs`) or why not.'],
  insufficient_scope: [403, 'Not within the reach of the API key', 'Use a key that has what `facts.needs` names.'],
  sanctioned: [
    403,
    'Not allowed while a sanction is in force',
    'Wait until the sanction ends, or appeal. The facts say until when it is in force; to a shop they name the buyer only.',
  ],
  reporter_muted: [
    403,
    'Reports are not taken from this player now',
    'Wait until `facts.endsAt`; null is without an end. Reports that were sent before are handled.',
  ],
  too_many_reports: [
    409,
    'Too many reports within one day',
    'Wait until `facts.retryAt`. `facts.limit` says how many reports a day one player may send.',
  ],
  case_leased: [
    409,
    'Another moderator works on this case',
    'Wait until `facts.leaseEndsAt`, or until the moderator releases the case.',
  ],
  version_conflict: [
    409,
    'Changed by somebody else meanwhile',
    'Read it again, and send the act with its present `version` or `settingsHash`; `facts.version` is the present version.',
  ],
  origin_not_allowed: [403, 'Origin not allowed', 'Ask the operator to add the origin to CORS_ORIGINS.'],
  idempotency_mismatch: [
    422,
    'Idempotency key reused with a different body',
    'Use a new key for a new request. A key belongs to the body it was first sent with.',
  ],
  idempotency_in_flight: [
    409,
    'Request with this idempotency key still in progress',
    'Send the same request again after the time in Retry-After.',
  ],
  idempotency_key_required: [
    400,
    'Idempotency-Key header of 1 to 255 characters required',
    'Send one Idempotency-Key of 1 to 255 characters without commas; keep it for retries.',
  ],
  precondition_failed: [
    412,
    'Changed since it was read',
    'Read the resource again, and send the request with its new ETag in If-Match.',
  ],
  state_conflict: [
    409,
    'Not allowed in the current state',
    'Read the resource again; the facts name the present state and what is allowed.',
  ],
  limit_reached: [409, 'Limit reached', 'At most `facts.limit` of `facts.kind`. Remove or end one first, if possible.'],
  registration_not_open: [
    409,
    'Registration not open',
    'The facts name the state, or the time at which registration opens or closed. Nobody registers after the start.',
  ],
  check_in_not_open: [
    409,
    'Check-in not open',
    'The facts say when check-in opens or closed, until when it could be undone, or why there is none.',
  ],
  offer_not_open: [409, 'No open offer of a place', 'The offer was answered or has ended. Wait for another one.'],
  tournament_full: [
    409,
    'Tournament full',
    'All places are taken, and nobody more can wait for one. Try again when a place is free.',
  ],
  already_registered: [
    409,
    'Player already registered',
    'A player takes part once. Cancel the earlier registration to change it.',
  ],
  claim_code_not_valid: [
    404,
    'Claim code not valid',
    'Check the code. It may have been used, or staff have made another one: ask them for a new one.',
  ],
  not_on_list: [403, 'Not on the allow list', 'Ask the organizer to add the players that `facts.players` names.'],
  invitation_required: [
    403,
    'Invitation code required',
    'Ask the organizer for an invitation code, and send it as `invitationCode`.',
  ],
  invitation_not_valid: [
    403,
    'Invitation code not valid',
    'Check the code; `facts.reason` says whether it is unknown, expired, withdrawn or used up. Ask the organizer for another one.',
  ],
  roster_incomplete: [
    409,
    'Wrong number of players in the roster',
    'Send `facts.needs` to `facts.atMost` players; they must be members of the team.',
  ],
  team_full: [409, 'Team full', 'The team has its largest number of members.'],
  not_enough_entrants: [
    409,
    'Not enough entrants to start',
    'Before the start: open registration again, or change `entrantsMin` or the stages to fit. A later stage: change its plan, or drop it.',
  ],
  not_seeded: [409, 'Entrants not seeded', 'Seed the entrants, or start the tournament without.'],
  not_a_participant: [
    403,
    'Only for entrants of the match, or for staff who may decide it',
    'Use a token of an entrant of the match, for a team of its captain. Staff decide a result: `POST /v1/matches/:id/decisions`.',
  ],
  own_report: [
    403,
    'A report must be answered by another entrant',
    'Another entrant confirms or contests it, or staff decide. To correct it, report again.',
  ],
  match_not_open: [
    409,
    'Match not open for results',
    'The facts name the state of the match and of the tournament, and say why nothing can be reported.',
  ],
  matches_affected: [
    409,
    'Later matches depend on this result',
    'Send `dryRun` to see which matches lose their results, then `cascade` to reset them.',
  ],
  double_booked: [
    409,
    'Station or entrant is booked at this time',
    'Choose another time or station; the facts name the other matches and what both would occupy.',
  ],
  conflict_of_interest: [
    403,
    'Who takes part in a tournament does not judge in it',
    'Somebody who does not play in this tournament must act; in cases and sanctions somebody who does not run it either.',
  ],
  draw_not_allowed: [
    422,
    'Draw not allowed in this format',
    'One side must have the higher score. In a lobby, a place from which somebody goes on cannot be shared.',
  ],
  unknown_tie_break: [422, 'Unknown tie-break', 'Use a code that the documentation lists.'],
  tie_break_not_allowed: [
    422,
    'Tie-break not allowed in this event',
    'Choose another tie-break; the facts say why this one is not allowed.',
  ],
  matches_open: [409, 'Unfinished matches remain', 'Complete the matches that the facts name, then ask again.'],
  round_not_pairable: [
    409,
    'No legal next round',
    'The facts say what blocks it, and which request goes on: fewer byes, or the end of the stage.',
  ],
  bye_not_allowed: [
    409,
    'Bye not allowed',
    'A bye is for a round that is not paired yet and not the last one, and each entrant may ask for a limited number.',
  ],
  late_entry_closed: [409, 'No late entry', 'The facts say why nobody can enter this stage any more.'],
  tournament_not_completed: [409, 'Tournament not completed', 'Complete the tournament first.'],
  review_required: [
    409,
    'Placements not approved',
    'A winner won mostly by forfeit. Review the matches, then approve the placements, or reopen the tournament.',
  ],
  misconfigured: [
    503,
    'Server misconfigured',
    'The operator must change the variable that the facts name. The request may be repeated then.',
  ],
  certificate_revoked: [410, 'Certificate revoked', 'A revoked certificate stays revoked. A new one may be issued.'],
  certificate_suspended: [409, 'Certificate suspended', 'Wait until the suspension is lifted.'],
  certificate_replaced: [410, 'Certificate replaced', 'Use the certificate that replaced it.'],
  successor_valid: [
    409,
    'Certificate replaced by a certificate that is not revoked',
    'Revoke the replacement too, with `cascade`.',
  ],
  replacement_identical: [
    409,
    'Replacement identical to the current certificate',
    'Change the name, the spelling or the language.',
  ],
  issuer_required: [
    422,
    'No issuer to print on the certificates',
    'Send `printedIssuer`, or set an issuer profile. `issuer` of the tournament counts only when it was set before its end.',
  ],
  unprintable_text: [
    422,
    'Title or issuer cannot be printed; send the printed spelling',
    'Send `printedTitle` or `printedIssuer` in characters that can be printed.',
  ],
  not_placed: [
    409,
    'Only confirmed entrants with a final placement receive a certificate',
    'Only entrants with a final placement receive a certificate.',
  ],
  invalid_file: [422, 'File breaks its format', 'Correct the file at the line and column that the facts name.'],
  not_exportable: [409, 'File format cannot hold this', 'Choose another format; the facts name the field.'],
  unsupported_format: [501, 'Format not supported', 'Ask for a format that `facts.accepts` names.'],
  unsupported_file: [415, 'File type not supported', 'Send a file of a kind that the facts name.'],
  file_lost: [
    404,
    'Certificate file missing from all object stores',
    'The operator must restore the file. The record is still verified.',
  ],
  file_damaged: [
    503,
    'Certificate file damaged in all object stores',
    'Try again later. The operator has been told by the log.',
  ],
  nothing_to_export: [409, 'No certificate to export', 'Issue certificates, and wait until they are drawn.'],
  export_not_ready: [409, 'Export not ready', 'Read the export until its state is `finished`.'],
  export_outdated: [409, 'Export is outdated', 'Certificates have changed since. Ask for a new export.'],
  certificate_not_ready: [409, 'Certificate not ready', 'The certificate is being drawn. Try again in some seconds.'],
  needs_printed_name: [
    409,
    'Certificate waits for a printed name',
    'The holder or the organizer must send a spelling that can be printed.',
  ],
  link_not_valid: [
    403,
    'Download link not valid',
    'The link has expired or is not complete. Ask for a new one with `POST /v1/certificates/:id/download-links`.',
  ],
  ticket_not_valid: [401, 'Ticket not valid', 'Ask for a new one with `POST /v1/live/tickets`.'],
  reference_conflict: [409, 'Reference of another sale', 'Read its receipt. Another sale needs another reference.'],
  invalid_amount: [
    422,
    'Amount must be a positive whole number of coins',
    'Send a positive whole number of coins within the bounds that the facts name.',
  ],
  insufficient_funds: [
    409,
    'Insufficient funds',
    'Add coins to the wallet, or release holds. With a token and without a condition the facts name what is needed and available.',
  ],
  escrow_short: [
    409,
    'Insufficient funds in the tournament escrow',
    "Transfer coins to the tournament's escrow wallet, then repeat the request.",
  ],
  wallet_frozen: [409, 'Wallet frozen', 'Finance or a moderator must lift the freeze.'],
  wallet_closed: [409, 'Wallet closed', 'Only finance can open it again.'],
  same_wallet: [422, 'Source and destination wallets are the same', 'Name two different wallets.'],
  wallet_not_found: [404, 'Wallet not found', 'Check the ids; a player may have no wallet. Facts name it if known.'],
  hold_expired: [409, 'Hold expired', 'Open a new hold.'],
  hold_closed: [409, 'Hold already captured or released', 'The hold was captured or released; read it to see how.'],
  object_deleted: [410, 'File deleted permanently', 'The file was deleted on request and cannot be restored.'],
  object_held: [409, 'File under legal hold', 'The file is under legal hold and cannot be deleted.'],
  backfill_disabled: [409, 'Backfills disabled', 'Set CERT_S3_BACKFILL_ENABLED to start a backfill.'],
  webhook_target_refused: [422, 'Nothing is sent to this URL', 'Use https and a name with public addresses only.'],
  unavailable: [
    503,
    'Service unavailable',
    'Try again after the time in Retry-After. Nothing is lost; use the same Idempotency-Key.',
  ],
  internal_error: [
    500,
    'Internal server error',
    'Report the request id to the operator. A retry with the same Idempotency-Key is safe.',
  ],
};

export const problemCodes = Object.keys(list) as ProblemCode[];

export function describeProblem(code: ProblemCode): Problem {
  const [status, title, advice] = list[code];
  return { status, title, advice };
}
