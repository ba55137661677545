// Loads the drawing code on first use.

import type { CardRenderer, CertificateRenderer } from '../certificates/certificate.ts';
import type { ExportPorts } from '../certificates/exports/make-export.ts';

/** Fonts, HarfBuzz and the image code are large. Routes that do not draw must not load them. */
export const renderLazily: CertificateRenderer = async (content) => {
  const { renderCertificate } = await import('../certificates/drawing/render-certificate.ts');
  return renderCertificate(content);
};

export const drawCardLazily: CardRenderer = async (content) => {
  const { drawCard } = await import('../certificates/drawing/render-certificate.ts');
  return drawCard(content);
};

export const mergeLazily: ExportPorts['mergePdfs'] = async (documents) => {
  const { mergePdfs } = await import('../certificates/exports/files/merge-pdfs.ts');
  return mergePdfs(documents);
};
