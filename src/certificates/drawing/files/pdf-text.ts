// Content stream operators (ISO 32000-1 §9.4) for a line of text, with the glyph positions of shaping.

import type { FaceName } from '../../../core/printable.ts';
import type { PlacedLine } from '../layout/layout-item.ts';
import type { Cluster } from '../text/shaping.ts';
import { type ClusterFont, isLigature } from './cluster-font.ts';

/** A part of a line: plain letters and spaces, or one word that needs ActualText. */
export interface Stretch {
  readonly actualText: string | null;
  readonly operators: string;
}

/** `fontOf` returns the subset font of a face, to which clusters are added. */
export function stretchesOf(
  { line, x, y, endsAtSpace }: PlacedLine,
  pageHeightPt: number,
  fontOf: (name: FaceName) => ClusterFont,
): Stretch[] {
  const clusters = endsAtSpace ? [...line.clusters, spaceAfter(line.clusters, line.widthPt)] : line.clusters;
  let face: FaceName | null = null;
  const show = (some: readonly Cluster[]): string => {
    const parts: string[] = [];
    let penPt = 0;
    for (const [index, cluster] of some.entries()) {
      const font = fontOf(cluster.face);
      if (index === 0 || cluster.face !== face) {
        const select = cluster.face === face ? '' : `/${font.id} ${decimal(line.sizePt)} Tf `;
        const place = `1 0 0 1 ${decimal(x + cluster.x)} ${decimal(pageHeightPt - y)} Tm`;
        parts.push(`${index === 0 ? '' : '] TJ\n'}${select}${place} [`);
        [face, penPt] = [cluster.face, cluster.x];
      }
      const { codes, widthEm } = font.include(cluster);
      // Numbers in the TJ array adjust the position.
      const backEm = Math.round(((penPt - cluster.x) / line.sizePt) * 1000);
      parts.push(backEm === 0 ? `<${codes}>` : `${backEm} <${codes}>`);
      penPt += (widthEm - backEm / 1000) * line.sizePt;
    }
    return `${parts.join('')}] TJ`;
  };
  return groupClusters(clusters).map((some) => ({
    actualText: some.every(isPlain) ? null : some.map(({ text }) => text).join(''),
    operators: show(some),
  }));
}

/** An invisible space: without it, readers would join the last word and the first word of the next line. */
function spaceAfter(clusters: readonly Cluster[], x: number): Cluster {
  const last = clusters.at(-1);
  return { face: last?.face ?? 'latin', text: ' ', x, glyphs: [], advance: 0 };
}

/** A word with a cluster that is not plain forms its own group; the rest between them is one group. */
function groupClusters(clusters: readonly Cluster[]): Cluster[][] {
  const words: Cluster[][] = [];
  for (const cluster of clusters) {
    const last = words.at(-1);
    if (last !== undefined && isSpace(cluster) === last.every(isSpace)) last.push(cluster);
    else words.push([cluster]);
  }
  const groups: Cluster[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (last?.every(isPlain) && word.every(isPlain)) last.push(...word);
    else groups.push(word);
  }
  return groups;
}

function isSpace({ text }: Cluster): boolean {
  return text.trim() === '';
}

/** Every reader extracts its text by the font's ToUnicode table. */
function isPlain({ text }: Cluster): boolean {
  return isLigature(text);
}

function decimal(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
