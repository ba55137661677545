// FIDE's rating tables (B.02, 8.1): rating difference for a share of the points, and the share to expect from a difference.

/** Rating difference for 50 %, 51 %, … 100 %. */
const differences = [
  0, 7, 14, 21, 29, 36, 43, 50, 57, 65, 72, 80, 87, 95, 102, 110, 117, 125, 133, 141, 149, 158, 166, 175, 184, 193, 202,
  211, 220, 230, 240, 251, 262, 273, 284, 296, 309, 322, 336, 351, 366, 383, 401, 422, 444, 470, 501, 538, 589, 677,
  800,
];

/** Largest rating difference from which the stronger can expect 50 %, 51 %, … 99 %. */
const expectedUpTo = [
  3, 10, 17, 25, 32, 39, 46, 53, 61, 68, 76, 83, 91, 98, 106, 113, 121, 129, 137, 145, 153, 162, 170, 179, 188, 197,
  206, 215, 225, 235, 245, 256, 267, 278, 290, 302, 315, 328, 344, 357, 374, 391, 411, 432, 456, 484, 517, 559, 619,
  735,
];

export const ratingDifferenceMax = 800;

export function ratingDifference(percent: number): number {
  return percent >= 50 ? (differences[percent - 50] ?? ratingDifferenceMax) : -ratingDifference(100 - percent);
}

/** Percent that a player can expect in a game. */
export function expectedPercent(own: number, opponent: number): number {
  const difference = own - opponent;
  if (difference < 0) return 100 - expectedPercent(opponent, own);
  const index = expectedUpTo.findIndex((limit) => difference <= limit);
  return index < 0 ? 100 : 50 + index;
}
