// The parts of the API document: each operation is in one of them.

import type { RouteDefinition } from '../../http/route.ts';

export const tagDescriptions: Readonly<Record<string, string>> = {
  me: 'The caller.',
  players: 'Players and their roles.',
  tournaments: 'Create and run tournaments.',
  registrations: 'Take part in a tournament.',
  'rating-lists': 'Ratings by the results of an organizer’s tournaments.',
  matches: 'Report and decide results.',
  teams: 'Enter together.',
  certificates: 'Issue, verify and manage certificates.',
  issuers: 'Who issues certificates.',
  wallets: 'Balances and histories.',
  transfers: 'Move coins.',
  credits: 'Coins from the treasury.',
  debits: 'Coins to the treasury.',
  batches: 'Many transfers, all or none.',
  holds: 'Reserve coins.',
  economy: 'Reports for finance.',
  moderation: 'The audit trail.',
  objects: 'Object storage, for operators.',
  operations: 'State of the server, for operators.',
  live: 'Events while they happen.',
  verification: 'Verify a certificate by its code or by its file.',
};

/** The last part of the path that is a known tag: entrants of a tournament are registrations. */
export function tagOf({ path, limit }: Pick<RouteDefinition, 'path' | 'limit'>): string {
  if (limit === 'verification') return 'verification';
  return path.split('/').findLast((part) => part in tagDescriptions) ?? 'operations';
}
