// Double elimination: in which order the losers of a winners' round drop into the losers' bracket, so that two who have met meet again
// as late as can be. A function of the padded size only.

/**
 * The losers' bracket has 2^(k − r) lines when the losers of winners' round r drop, k rounds in all; the loser of match m goes to line
 * m XOR mask. Bit j of the mask, counted from the top, is the parity of the j lowest bits of r − 1. Round 1 is natural, round 2
 * reversed, round 3 reversed in each half, round 4 has its halves swapped, and so on.
 *
 * The masks of rounds r and s agree in their first bits exactly as far as r − 1 and s − 1 agree in their lowest bits. So rounds that
 * follow each other drop into different halves, every second into different quarters, and so on. For sizes up to 256 a search over all
 * masks finds nothing better; see docs/decisions/0015-drop-order-by-masks.md.
 */
export function dropMask(round: number, roundCount: number): number {
  let mask = 0;
  let parity = 0;
  for (let bit = 0; bit < roundCount - round; bit += 1) {
    parity ^= ((round - 1) >> bit) & 1;
    mask = mask * 2 + parity;
  }
  return mask;
}

/**
 * The earliest losers' round in which two who met in winners' round `round` can meet again, for the given masks by round. A second loss
 * in round s drops a player onto a line that meets the line of the first loser d levels later.
 */
export function earliestRematch(round: number, masks: readonly number[]): number {
  const roundCount = masks.length;
  let earliest = 2 * roundCount - 2;
  for (let second = round + 1; second < roundCount; second += 1) {
    const difference = ((masks[round - 1] ?? 0) >> (second - round)) ^ (masks[second - 1] ?? 0);
    const levels = 32 - Math.clz32(difference);
    earliest = Math.min(earliest, levels === 0 ? 2 * second - 2 : 2 * (second + levels) - 3);
  }
  return earliest;
}
