// The ink of a line of text: the extent of its outlines, which may exceed advance widths and font metrics.

import type { Faces } from './faces.ts';
import type { ShapedLine } from './shaping.ts';

/** In points from the start of the baseline; all but `right` may be negative. */
export interface Ink {
  readonly left: number;
  readonly right: number;
  readonly above: number;
  readonly below: number;
}

/** SVG path data around the start of the baseline. */
export function outlineOf(line: ShapedLine, faces: Faces): string {
  const paths = line.clusters.flatMap((cluster) => {
    const { outlines } = faces.get(cluster.face);
    const scale = line.sizePt / outlines.unitsPerEm;
    return cluster.glyphs.map(({ id, x, y }) =>
      outlines
        .getGlyph(id)
        .path.scale(scale, -scale)
        .translate(cluster.x + x * scale, -y * scale)
        .toSVG(),
    );
  });
  return paths.join('');
}

/** The minimum distance between the ink of two items, and of two lines of a paragraph. */
export const inkGapMinPt = 4;

export function inkOf(line: ShapedLine, faces: Faces): Ink {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [above, below] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const cluster of line.clusters) {
    const { outlines } = faces.get(cluster.face);
    const scale = line.sizePt / outlines.unitsPerEm;
    for (const glyph of cluster.glyphs) {
      const { minX, minY, maxX, maxY } = outlines.getGlyph(glyph.id).bbox;
      if (!Number.isFinite(minX) || (minX === maxX && minY === maxY)) continue;
      left = Math.min(left, cluster.x + (glyph.x + minX) * scale);
      right = Math.max(right, cluster.x + (glyph.x + maxX) * scale);
      above = Math.max(above, (glyph.y + maxY) * scale);
      below = Math.max(below, -(glyph.y + minY) * scale);
    }
  }
  return right < left ? { left: 0, right: 0, above: 0, below: 0 } : { left, right, above, below };
}
