// Draws both files of a certificate. Import it lazily: everything large hangs on this module.

import type { CardRenderer, CertificateRenderer } from './certificate.ts';
import { loadFaces } from './faces.ts';
import { layOut } from './layout.ts';
import { layOutCard } from './layout-card.ts';
import { a4WidthPt, screenWidthPt } from './layout-item.ts';
import { drawPdf } from './pdf.ts';
import { cardWidthPx, drawPng, pngWidthPx } from './png.ts';

export const renderCertificate: CertificateRenderer = async (content) => {
  const faces = await loadFaces();
  const pdf = await drawPdf(content, layOut(content, a4WidthPt, faces), faces);
  const png = await drawPng(layOut(content, screenWidthPt, faces), faces, pngWidthPx);
  return { pdf, png };
};

export const drawCard: CardRenderer = async (content) => {
  const faces = await loadFaces();
  return (await drawPng(layOutCard(content, faces), faces, cardWidthPx)) as Uint8Array<ArrayBuffer>;
};
