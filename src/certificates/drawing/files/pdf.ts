// Draws a layout as a tagged PDF (ISO 32000-1 §14.8): paragraphs, figures and links in reading order, with subset fonts. The bytes do not
// depend on time or environment.

import PDFDocument, { type StructureElement } from 'pdfkit';
import type { FaceName } from '../../../core/printable.ts';
import type { CertificateContent } from '../../certificate.ts';
import type { ImageItem, Item, Layout, PathItem, TextItem } from '../layout/layout-item.ts';
import type { Faces } from '../text/faces.ts';
import { type ClusterFont, createClusterFont } from './cluster-font.ts';
import type { LogoImage } from './logo-image.ts';
import { stretchesOf } from './pdf-text.ts';

export async function drawPdf(content: CertificateContent, layout: Layout, faces: Faces): Promise<Uint8Array> {
  const madeOn = new Date(`${content.endedOn}T00:00:00Z`);
  const document = new PDFDocument({
    size: [layout.widthPt, layout.heightPt],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: content.language,
    // The decoded font instead of its bytes: parsing it again would take half of the drawing time.
    font: faces.get('latin').outlines,
    info: {
      Title: `${content.printedName} · ${content.tournamentTitle}`,
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
  pen.decorate(() => document.rect(0, 0, layout.widthPt, layout.heightPt).fill(layout.paper));
  for (const item of layout.items) addItem(item, document, root, pen);
  root.end();
  document.end();
  return bytes;
}

type Pen = ReturnType<typeof createPen>;

function addItem(item: Item, document: PDFDocument, root: StructureElement, pen: Pen): void {
  if (item.kind === 'text') root.add(structureOf(item, document, pen));
  else if (item.kind === 'image') root.add(document.struct('Figure', { alt: item.alt }, () => pen.paint(item)));
  else if (item.alt === undefined) pen.decorate(() => pen.draw(item));
  else root.add(document.struct('Figure', { alt: item.alt }, () => pen.draw(item)));
}

function structureOf(item: TextItem, document: PDFDocument, pen: Pen): StructureElement {
  const { role, language: lang, url } = item;
  const paragraph = document.struct(role, { lang });
  const link = url === undefined ? null : document.struct('Link', { lang });
  pen.write(item, link ?? paragraph);
  if (url !== undefined && link !== null) {
    pen.link(item, url, link);
    link.end();
    paragraph.add(link);
  }
  paragraph.end();
  return paragraph;
}

function createPen(document: PDFDocument, layout: Layout, faces: Faces) {
  const fonts = new Map<FaceName, ClusterFont>();
  const fontOf = (name: FaceName): ClusterFont => {
    const known = fonts.get(name);
    if (known !== undefined) return known;
    document.font(faces.get(name).outlines);
    const font = createClusterFont(document, document._font);
    fonts.set(name, font);
    return font;
  };
  return {
    draw(item: PathItem) {
      document.save().transform(item.scale, 0, 0, item.scale, item.x, item.y);
      if (item.fill !== undefined) document.path(item.d).fill(item.fill);
      if (item.stroke !== undefined)
        document
          .lineWidth(item.strokeWidthPt ?? 1)
          .path(item.d)
          .stroke(item.stroke);
      document.restore();
    },
    decorate(draw: () => void) {
      document.markContent('Artifact', { type: 'Layout' });
      draw();
      document.endMarkedContent();
    },
    paint({ image, x, y, widthPt, heightPt }: ImageItem) {
      const name = embedImage(document, image);
      document.save().transform(widthPt, 0, 0, -heightPt, x, y + heightPt);
      document.addContent(`/${name} Do`);
      document.restore();
    },
    /** Marked content is inside the transform, because readers use the position at its end. It is not nested, because some readers lose the
     * text after a nested one. */
    write({ lines, color }: TextItem, element: StructureElement) {
      document.save().transform(1, 0, 0, -1, 0, layout.heightPt).fillColor(color);
      for (const line of lines) {
        document.addContent('BT');
        for (const { actualText, operators } of stretchesOf(line, layout.heightPt, fontOf)) {
          element.add(document.markStructureContent('Span', actualText === null ? {} : { actual: actualText }));
          document.addContent(operators).endMarkedContent();
        }
        document.addContent('ET');
      }
      document.restore();
    },
    link({ lines }: TextItem, url: string, structParent: StructureElement) {
      const left = Math.min(...lines.map(({ x }) => x));
      const right = Math.max(...lines.map(({ x, line }) => x + line.widthPt));
      const top = Math.min(...lines.map(({ y, line }) => y - line.sizePt));
      const bottom = Math.max(...lines.map(({ y, line }) => y + line.sizePt * 0.35));
      const Contents = new String(lines.map(({ line }) => line.text).join(' '));
      document.link(left, top, right - left, bottom - top, url, { structParent, Contents });
    },
  };
}

/** An image XObject (§8.9.5). @returns its resource name. */
function embedImage(document: PDFDocument, { widthPx, heightPx, rgb }: LogoImage): string {
  const name = 'Logo';
  const reference = document.ref({
    ...{ Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx },
    ...{ ColorSpace: 'DeviceRGB', BitsPerComponent: 8 },
  });
  document.page.xobjects[name] = reference;
  reference.end(rgb);
  return name;
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
