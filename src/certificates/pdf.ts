// A layout as a tagged PDF (ISO 32000-1 §14.8): glyphs exactly where shaping put them, each line with the text it stands
// for (ActualText), subset fonts, and no bytes that depend on when or where it was made.

import PDFDocument from 'pdfkit';
import type { CertificateContent } from './certificate.ts';
import { type ClusterFont, createClusterFont } from './cluster-font.ts';
import type { FaceName, Faces } from './faces.ts';
import type { Item, Layout, PathItem, TextItem } from './layout-item.ts';

export async function drawPdf(content: CertificateContent, layout: Layout, faces: Faces): Promise<Uint8Array> {
  const madeOn = new Date(`${content.endedOn}T00:00:00Z`);
  const document = new PDFDocument({
    size: [layout.widthPt, layout.heightPt],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: content.language,
    // The decoded font, not its bytes: reading its tables again costs half of the drawing.
    font: faces.latin.outlines,
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
  const fonts = new Map<FaceName, ClusterFont>();
  const fontOf = (name: FaceName): ClusterFont => {
    const known = fonts.get(name);
    if (known !== undefined) return known;
    document.font(faces[name].outlines);
    const font = createClusterFont(document, document._font);
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

/** One array (TJ, §9.4.3) for each stretch of one face; its numbers move the pen where shaping wants it. */
function textOperators(
  { line, x, y }: TextItem,
  pageHeightPt: number,
  fontOf: (name: FaceName) => ClusterFont,
): string {
  const parts: string[] = [];
  let face: FaceName | null = null;
  let penPt = 0;
  for (const cluster of line.clusters) {
    const font = fontOf(cluster.face);
    if (cluster.face !== face) {
      const place = `1 0 0 1 ${decimal(x + cluster.x)} ${decimal(pageHeightPt - y)} Tm`;
      parts.push(`${face === null ? 'BT' : '] TJ'}\n/${font.id} ${decimal(line.sizePt)} Tf ${place} [`);
      [face, penPt] = [cluster.face, cluster.x];
    }
    const { codes, widthEm } = font.include(cluster);
    const backEm = Math.round(((penPt - cluster.x) / line.sizePt) * 1000);
    parts.push(backEm === 0 ? `<${codes}>` : `${backEm} <${codes}>`);
    penPt += (widthEm - backEm / 1000) * line.sizePt;
  }
  return face === null ? '' : `${parts.join('')}] TJ\nET`;
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
