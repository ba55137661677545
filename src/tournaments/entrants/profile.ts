// What is known of an entrant besides the name: labels that a seeding may keep apart, and a rating that it may order by.

export const clubLengthMax = 80;
export const ratingMin = 1;
export const ratingMax = 9999;

/** Labels by which a seeding keeps entrants apart. Equal text is one label. */
export const entrantLabels = ['club', 'country'] as const;
export type EntrantLabel = (typeof entrantLabels)[number];

export interface EntrantProfile {
  readonly club: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** By the organizer; higher is better. */
  readonly rating: number | null;
}

/** An absent field stays as it is. */
export type ProfileChange = { readonly [K in keyof EntrantProfile]?: EntrantProfile[K] | undefined };
