// The parts of the API document: each operation is in one of them.

import type { RouteDefinition } from '../../http/route.ts';

export const tagDescriptions: Readonly<Record<string, string>> = {
  me: 'The caller.',
  'api-keys': 'Keys for servers.',
  players: 'Players and their roles.',
  tournaments: 'Create and run tournaments.',
  stages: 'Formats, rounds and standings.',
  registrations: 'Take part in a tournament.',
  'rating-lists': 'Ratings by the results of an organizer’s tournaments.',
  matches: 'Report and decide results; when, where and how matches are held.',
  series: 'Points over several tournaments.',
  teams: 'Enter tournaments together.',
  certificates: 'Issue, verify and manage certificates.',
  issuers: 'Who issues certificates.',
  wallets: 'Balances and histories.',
  transfers: 'Move coins.',
  credits: 'Coins from the treasury.',
  receipts: 'Coins that partners have sold, and what they compare with their books.',
  debits: 'Coins to the treasury.',
  batches: 'Many transfers, all or none.',
  holds: 'Reserve coins.',
  economy: 'Reports for finance.',
  sanctions: 'What keeps a player from acting, and appeals.',
  moderation: 'Reports, cases, and the audit trail.',
  objects: 'Object storage, for operators.',
  operations: 'State of the server, for operators.',
  live: 'Events while they happen.',
  webhooks: 'Events sent to other servers.',
  verification: 'Verify a certificate by its code or by its file.',
};

/** What lies below a tournament and has its own part. */
const partsOfTournament: Readonly<Record<string, string>> = {
  stages: 'stages',
  registrations: 'registrations',
  guests: 'registrations',
  imports: 'registrations',
  'invitation-codes': 'registrations',
  'allow-list': 'registrations',
  'check-ins': 'registrations',
  matches: 'matches',
  schedule: 'matches',
  'schedule-warnings': 'matches',
  'match-plan': 'matches',
  veto: 'matches',
  'referee-calls': 'matches',
  disputes: 'matches',
  certificates: 'certificates',
  'certificate-exports': 'certificates',
  'rating-list': 'rating-lists',
  events: 'live',
};

/** Roots without a part of their own. */
const partsOfRoots: Readonly<Record<string, string>> = {
  c: 'verification',
  api: 'verification',
  oembed: 'verification',
  sandbox: 'tournaments',
  brackets: 'stages',
  evidence: 'matches',
  disputes: 'matches',
  'referee-calls': 'matches',
  'certificate-exports': 'certificates',
  reports: 'moderation',
  'receipts.csv': 'receipts',
  'receipts.ndjson': 'receipts',
  'webhook-deliveries': 'webhooks',
};

/** By the first name in the path; below a tournament and the caller by the last one that has a part. */
export function tagOf({ path }: Pick<RouteDefinition, 'path'>): string {
  const [root = '', ...names] = path.split('/').filter((name) => !['', 'v1'].includes(name) && !name.startsWith(':'));
  if (root === 'tournaments') return names.map((name) => partsOfTournament[name]).findLast(Boolean) ?? root;
  if (root === 'me') return names.findLast((name) => name in tagDescriptions) ?? root;
  if (names.includes('verify-file')) return 'verification';
  return partsOfRoots[root] ?? (root in tagDescriptions ? root : 'operations');
}
