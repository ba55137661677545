// Opaque pixels as an image XObject (ISO 32000-1 §8.9.5).

import type PDFDocument from 'pdfkit';
import type { LogoImage } from './logo-image.ts';

/** @returns the name to draw it by. */
export function embedImage(document: PDFDocument, { widthPx, heightPx, rgb }: LogoImage): string {
  const name = 'Logo';
  const reference = document.ref({
    ...{ Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx },
    ...{ ColorSpace: 'DeviceRGB', BitsPerComponent: 8 },
  });
  document.page.xobjects[name] = reference;
  reference.end(rgb);
  return name;
}
