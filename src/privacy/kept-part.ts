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
  'organized_tournaments',
  'organized_series',
  'staff_roles',
  'wallets',
  'ledger_entries',
  'holds',
  'owed_payments',
  'certificates',
  'issuer_profile',
  'sanctions',
  'appeals',
  'audit',
  'acts',
] as const;
export type KeptPart = (typeof keptParts)[number];

/** Shown where an erased name was. */
export const erasedName = 'Erased player';
