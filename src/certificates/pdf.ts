// A layout as a tagged PDF (ISO 32000-1 §14.8): glyphs exactly where shaping put them, each line with the text it stands
// for (ActualText), subset fonts, and no bytes that depend on when or where it was made.

import PDFDocument, { type EmbeddedFont } from 'pdfkit';
import type { CertificateContent } from './certificate.ts';
import type { FaceName, Faces } from './faces.ts';
import type { Item, Layout, PathItem, TextItem } from './layout.ts';

export async function drawPdf(content: CertificateContent, layout: Layout, faces: Faces): Promise<Uint8Array> {
  const madeOn = new Date(`${content.endedOn}T00:00:00Z`);
  const document = new PDFDocument({
    size: [layout.widthPt, layout.heightPt],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: content.language,
    font: faces.latin.bytes,
    info: {
      Title: `${content.displayName} · ${content.tournamentTitle}`,
      Author: content.issuer,
      Creator: 'Laurel',
      Producer: 'Laurel',
      CreationDate: madeOn,
      ModDate: madeOn,
    },
  });
  const bytes = collect(document);
  const pen = createPen(document, layout, faces);
  const root = document.struct('Document', { lang: content.language });
  document.addStructure(root);
  document.markContent('Artifact', { type: 'Layout' });
  document.rect(0, 0, layout.widthPt, layout.heightPt).fill(layout.paper);
  document.endMarkedContent();
  for (const item of layout.items) {
    if (item.kind === 'text') root.add(document.struct(item.role, { lang: item.language }, () => pen.write(item)));
    else if (item.alt !== undefined) root.add(document.struct('Figure', { alt: item.alt }, () => pen.draw(item)));
    else pen.decorate(item);
  }
  root.end();
  const { x, y, widthPt, heightPt, url } = layout.link;
  document.link(x, y, widthPt, heightPt, url);
  document.end();
  return bytes;
}

function createPen(document: PDFDocument, layout: Layout, faces: Faces) {
  const fonts = new Map<FaceName, IncludedFont>();
  const fontOf = (name: FaceName): IncludedFont => {
    const known = fonts.get(name);
    if (known !== undefined) return known;
    document.font(faces[name].bytes);
    const font = includeFont(document, document._font);
    fonts.set(name, font);
    return font;
  };
  const draw = (item: PathItem) => {
    document.save().transform(item.scale, 0, 0, item.scale, item.x, item.y);
    if (item.fill !== undefined) document.path(item.d).fill(item.fill);
    if (item.stroke !== undefined)
      document
        .lineWidth(item.strokeWidthPt ?? 1)
        .path(item.d)
        .stroke(item.stroke);
    document.restore();
  };
  return {
    draw,
    decorate(item: Item) {
      document.markContent('Artifact', { type: 'Layout' });
      if (item.kind === 'path') draw(item);
      document.endMarkedContent();
    },
    write(item: TextItem) {
      document.markContent('Span', { actual: item.line.text });
      document.save().transform(1, 0, 0, -1, 0, layout.heightPt).fillColor(item.color);
      document.addContent(textOperators(item, layout.heightPt, fontOf));
      document.restore();
      document.endMarkedContent();
    },
  };
}

interface IncludedFont {
  readonly id: string;
  /** Adds a glyph that stands for `text` to the subset. */
  readonly include: (glyphId: number, text: string) => { readonly code: string; readonly widthEm: number };
}

/**
 * The same outline standing for different text gets a code of its own each time, so that ToUnicode (§9.10.3) gives back the
 * exact text also to readers that do not know ActualText.
 */
function includeFont(document: PDFDocument, font: EmbeddedFont): IncludedFont {
  document.page.fonts[font.id] ??= font.ref();
  const codes = new Map<string, number>();
  return {
    id: font.id,
    include(glyphId, text) {
      const key = `${glyphId} ${text}`;
      const known = codes.get(key);
      const code = known ?? font.subset.glyphs.push(glyphId) - 1;
      if (known === undefined) {
        codes.set(key, code);
        font.widths[code] = Math.round(font.font.getGlyph(glyphId).advanceWidth * font.scale);
        font.unicode[code] = Array.from(text, (character) => character.codePointAt(0) ?? 0);
      }
      return { code: code.toString(16).padStart(4, '0'), widthEm: (font.widths[code] ?? 0) / 1000 };
    },
  };
}

/** One array (TJ, §9.4.3) for each stretch of one face on one height; its numbers move the pen where shaping wants it. */
function textOperators(
  { line, x, y }: TextItem,
  pageHeightPt: number,
  fontOf: (name: FaceName) => IncludedFont,
): string {
  const parts: string[] = ['BT'];
  let stretch: { face: FaceName; y: number; penPt: number; shown: string } | null = null;
  const flush = () => stretch !== null && parts.push(`[${stretch.shown}] TJ`);
  for (const glyph of line.glyphs) {
    const font = fontOf(glyph.face);
    if (stretch === null || stretch.face !== glyph.face || stretch.y !== glyph.y) {
      flush();
      if (stretch?.face !== glyph.face) parts.push(`/${font.id} ${decimal(line.sizePt)} Tf`);
      parts.push(`1 0 0 1 ${decimal(x + glyph.x)} ${decimal(pageHeightPt - y - glyph.y)} Tm`);
      stretch = { face: glyph.face, y: glyph.y, penPt: glyph.x, shown: '' };
    }
    const { code, widthEm } = font.include(glyph.id, glyph.text);
    const backEm = Math.round(((stretch.penPt - glyph.x) / line.sizePt) * 1000);
    stretch.shown += backEm === 0 ? `<${code}>` : `${backEm} <${code}>`;
    stretch.penPt += (widthEm - backEm / 1000) * line.sizePt;
  }
  flush();
  return [...parts, 'ET'].join('\n');
}

function decimal(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function collect(document: PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(concatenate(chunks)));
  });
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
