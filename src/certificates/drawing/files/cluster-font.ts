// A subset font in which every cluster of text is one glyph: a conjunct and its signs become a composite glyph (OpenType `glyf`,
// composite glyph description). So PDF readers that support ToUnicode (ISO 32000-1 §9.10.3) extract the exact text in every script.

import type PDFDocument from 'pdfkit';
import type { EmbeddedFont, Subset } from 'pdfkit';
import type { Cluster } from '../text/shaping.ts';

export interface ClusterFont {
  readonly id: string;
  /** Adds a cluster to the subset. `codes`: four hexadecimal digits per character of its text. */
  readonly include: (cluster: Cluster) => { readonly codes: string; readonly widthEm: number };
}

type Parts = Cluster['glyphs'];

export function createClusterFont(document: PDFDocument, font: EmbeddedFont): ClusterFont {
  document.page.fonts[font.id] ??= font.ref();
  const composites: Parts[] = [];
  const known = new Map<string, number>();
  addComposites(font, composites);
  const blank: Parts = [{ id: font.font.glyphForCodePoint(0x20).id, x: 0, y: 0 }];

  function codeFor(parts: Parts, advance: number, text: string): string {
    const key = JSON.stringify([parts, advance, text]);
    let code = known.get(key);
    if (code === undefined) {
      code = font.subset.glyphs.push(sourceOf(parts, composites)) - 1;
      known.set(key, code);
      font.widths[code] = Math.round(advance * font.scale);
      font.unicode[code] = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    }
    return code.toString(16).padStart(4, '0');
  }

  return {
    id: font.id,
    // A ligature has one code for all of its letters. A cluster with marks or joiners has one code per character: the first code has the
    // outline, the others are empty and without width. Some readers treat a longer text with a combining mark as a mark and misplace it.
    // Joiners share a code with the next character, because the same readers omit single joiners.
    include({ glyphs, text, advance }) {
      const widthEm = Math.round(advance * font.scale) / 1000;
      if (isLigature(text)) return { codes: codeFor(glyphs, advance, text), widthEm };
      const [first, ...rest] = text.match(/\p{Cf}*\P{Cf}/gu) ?? [];
      if (first === undefined) return { codes: '', widthEm: 0 };
      const codes = codeFor(glyphs, advance, first) + rest.map((character) => codeFor(blank, 0, character)).join('');
      return { codes, widthEm };
    },
  };
}

/** Several letters, without marks or joiners. */
export function isLigature(text: string): boolean {
  return /^[^\p{M}\p{Cf}]+$/u.test(text);
}

/** A glyph of the face, or a composite, which has a negative number. */
function sourceOf(glyphs: Parts, composites: Parts[]): number {
  const [only] = glyphs;
  if (glyphs.length === 1 && only !== undefined && only.x === 0 && only.y === 0) return only.id;
  return -composites.push(glyphs);
}

/** Makes the subset write the composite glyphs. */
function addComposites(font: EmbeddedFont, composites: readonly Parts[]): void {
  const { subset } = font;
  const addGlyph = subset._addGlyph.bind(subset);
  subset._addGlyph = (source) =>
    source >= 0 ? addGlyph(source) : addComposite(font, subset, composites[-source - 1] ?? []);
}

const argumentsAreWords = 0x0001;
const argumentsAreOffsets = 0x0002;
const moreComponents = 0x0020;
const headerBytes = 10;
const componentBytes = 8;

function addComposite(font: EmbeddedFont, subset: Subset, parts: Parts): number {
  const box = boxOf(font, parts);
  const bytes = new Uint8Array(headerBytes + parts.length * componentBytes);
  const view = new DataView(bytes.buffer);
  [-1, box.left, box.bottom, box.right, box.top].forEach((value, index) => {
    view.setInt16(index * 2, value);
  });
  for (const [index, part] of parts.entries()) {
    const at = headerBytes + index * componentBytes;
    const isLast = index === parts.length - 1;
    view.setUint16(at, argumentsAreWords | argumentsAreOffsets | (isLast ? 0 : moreComponents));
    view.setUint16(at + 2, subset.includeGlyph(part.id));
    view.setInt16(at + 4, part.x);
    view.setInt16(at + 6, part.y);
  }
  subset.glyf.push(bytes);
  subset.loca.offsets.push(subset.offset);
  // The left side bearing must equal the left edge: otherwise rasterizers shift the outline.
  subset.hmtx.metrics.push({ advance: box.right, bearing: box.left });
  subset.offset += bytes.length;
  return subset.glyf.length - 1;
}

function boxOf(font: EmbeddedFont, parts: Parts) {
  const boxes = parts.map(({ id, x, y }) => {
    const { minX, minY, maxX, maxY } = font.font.getGlyph(id).bbox;
    const isEmpty = !Number.isFinite(minX);
    return isEmpty
      ? { left: 0, bottom: 0, right: 0, top: 0 }
      : { left: minX + x, bottom: minY + y, right: maxX + x, top: maxY + y };
  });
  const edge = (pick: (...values: number[]) => number, side: 'left' | 'bottom' | 'right' | 'top') =>
    Math.round(pick(...boxes.map((box) => box[side])));
  return {
    left: edge(Math.min, 'left'),
    bottom: edge(Math.min, 'bottom'),
    right: Math.max(0, edge(Math.max, 'right')),
    top: edge(Math.max, 'top'),
  };
}
