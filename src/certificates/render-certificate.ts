// Draws both files of a certificate. Import it lazily: everything large hangs on this module.

import type { CertificateRenderer } from './certificate.ts';
import { loadFaces } from './faces.ts';
import { layOut } from './layout.ts';
import { a4WidthPt, screenWidthPt } from './layout-item.ts';
import { drawPdf } from './pdf.ts';
import { drawPng } from './png.ts';

export const renderCertificate: CertificateRenderer = async (content) => {
  const faces = await loadFaces();
  const pdf = await drawPdf(content, layOut(content, a4WidthPt, faces), faces);
  const png = await drawPng(layOut(content, screenWidthPt, faces), faces);
  return { pdf, png };
};
