// The catalogue of reasons for sanctions: titles, default lengths, how long an appeal must wait, and the points of strikes.

interface Reason {
  readonly title: { readonly en: string; readonly bn: string };
  /** The length in days of a sanction that names no end. null: for ever. */
  readonly defaultDays: number | null;
  /** An appeal may be sent this many days after the sanction at the earliest. */
  readonly appealAfterDays: number;
  /** What a sanction adds to the strikes of its player; 0 for none. */
  readonly strikePoints: number;
  /** How long the points count. */
  readonly strikeDays: number;
}

export const sanctionReasons = {
  cheating: {
    title: { en: 'Cheating', bn: 'প্রতারণা' },
    defaultDays: 365,
    appealAfterDays: 0,
    strikePoints: 6,
    strikeDays: 730,
  },
  match_fixing: {
    title: { en: 'Match fixing', bn: 'ম্যাচ পাতানো' },
    defaultDays: null,
    appealAfterDays: 0,
    strikePoints: 12,
    strikeDays: 1825,
  },
  multiple_accounts: {
    title: { en: 'Several accounts', bn: 'একাধিক অ্যাকাউন্ট' },
    defaultDays: 90,
    appealAfterDays: 0,
    strikePoints: 3,
    strikeDays: 365,
  },
  impersonation: {
    title: { en: 'Impersonation', bn: 'ছদ্মপরিচয়' },
    defaultDays: 180,
    appealAfterDays: 0,
    strikePoints: 4,
    strikeDays: 365,
  },
  fraud: {
    title: { en: 'Fraud', bn: 'জালিয়াতি' },
    defaultDays: null,
    appealAfterDays: 0,
    strikePoints: 12,
    strikeDays: 1825,
  },
  harassment: {
    title: { en: 'Harassment', bn: 'হয়রানি' },
    defaultDays: 30,
    appealAfterDays: 0,
    strikePoints: 4,
    strikeDays: 365,
  },
  hate_speech: {
    title: { en: 'Hate speech', bn: 'বিদ্বেষমূলক বক্তব্য' },
    defaultDays: 180,
    appealAfterDays: 0,
    strikePoints: 5,
    strikeDays: 730,
  },
  unsporting_conduct: {
    title: { en: 'Unsporting conduct', bn: 'খেলোয়াড়সুলভ নয় এমন আচরণ' },
    defaultDays: 14,
    appealAfterDays: 1,
    strikePoints: 2,
    strikeDays: 180,
  },
  no_shows: {
    title: { en: 'Repeated no-shows', bn: 'বারবার অনুপস্থিতি' },
    defaultDays: 7,
    appealAfterDays: 1,
    strikePoints: 1,
    strikeDays: 90,
  },
  rule_breach: {
    title: { en: 'Breach of the rules', bn: 'নিয়ম ভঙ্গ' },
    defaultDays: 14,
    appealAfterDays: 0,
    strikePoints: 1,
    strikeDays: 180,
  },
  other: { title: { en: 'Other', bn: 'অন্যান্য' }, defaultDays: 7, appealAfterDays: 0, strikePoints: 0, strikeDays: 0 },
} as const satisfies Readonly<Record<string, Reason>>;

export type SanctionReason = keyof typeof sanctionReasons;
export const sanctionReasonCodes = Object.keys(sanctionReasons) as [SanctionReason, ...SanctionReason[]];

/** The catalogue with its general type. */
export const reasonOf = (code: SanctionReason): Reason => sanctionReasons[code];
