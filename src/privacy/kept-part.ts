// What is kept of a player, by part.

/** In the order of the export. */
export const keptParts = [
  'profile',
  'subjects',
  'roles',
  'teams',
  'registrations',
  'rosters',
  'matches',
  'results',
  'evidence',
  'placements',
  'ratings',
  'organized_tournaments',
  'organized_series',
  'staff_roles',
  'line_ups',
  'referee_calls',
  'disputes',
  'wallets',
  'ledger_entries',
  'holds',
  'owed_payments',
  'certificates',
  'issuer_profile',
  'sanctions',
  'appeals',
  'reports',
  'rule_trials',
  'webhooks',
  'api_keys',
  'audit',
  'acts',
] as const;
export type KeptPart = (typeof keptParts)[number];

/** Shown where an erased name was. */
export const erasedName = 'Erased player';
