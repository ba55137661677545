// Drawing, loaded when the first certificate is drawn.

import type { CardRenderer, CertificateRenderer } from '../../certificates/certificate.ts';

/** Fonts, HarfBuzz and the image code are large: loaded when the first certificate is drawn, never by a hot route. */
export const renderLazily: CertificateRenderer = async (content) => {
  const { renderCertificate } = await import('../../certificates/drawing/render-certificate.ts');
  return renderCertificate(content);
};

export const drawCardLazily: CardRenderer = async (content) => {
  const { drawCard } = await import('../../certificates/drawing/render-certificate.ts');
  return drawCard(content);
};
