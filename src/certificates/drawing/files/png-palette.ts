// The palette of a picture with few colours: paper, inks, and intermediate colours at the edges of letters.

const paletteSizeMax = 256;

export interface Palette {
  /** RGB, three bytes per colour. */
  readonly palette: Uint8Array;
  /** For each given colour its index in the palette. */
  readonly places: Uint8Array;
}

/**
 * `colors`: RGBA as little-endian numbers; `counts`: pixels per colour. The palette has up to 256 colours. If there are more, the rarest are
 * replaced by the nearest colour.
 */
export function choosePalette(colors: readonly number[], counts: readonly number[]): Palette {
  const byCount = colors.map((_, index) => index).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const frequent = byCount.slice(0, paletteSizeMax);
  const palette = new Uint8Array(frequent.flatMap((index) => channelsOf(colors[index] ?? 0)));
  const places = new Uint8Array(colors.length);
  for (const [place, index] of frequent.entries()) places[index] = place;
  for (const index of byCount.slice(paletteSizeMax)) places[index] = nearest(palette, channelsOf(colors[index] ?? 0));
  return { palette, places };
}

function channelsOf(color: number): [number, number, number] {
  return [color & 0xff, (color >> 8) & 0xff, (color >> 16) & 0xff];
}

function nearest(palette: Uint8Array, [red, green, blue]: readonly [number, number, number]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let at = 0; at < palette.length; at += 3) {
    const distance =
      ((palette[at] ?? 0) - red) ** 2 + ((palette[at + 1] ?? 0) - green) ** 2 + ((palette[at + 2] ?? 0) - blue) ** 2;
    if (distance < least) [best, least] = [at / 3, distance];
  }
  return best;
}
