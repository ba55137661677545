// Draws both files of a certificate. Import it lazily: it loads fonts and WebAssembly.

import { printable } from '../../core/printable.ts';
import type { CardRenderer, CertificateContent, CertificateRenderer } from '../certificate.ts';
import { drawLogo } from './files/logo-image.ts';
import { drawPdf } from './files/pdf.ts';
import { cardWidthPx, drawPng, pngWidthPx } from './files/png.ts';
import { layOut } from './layout/layout.ts';
import { layOutCard } from './layout/layout-card.ts';
import { a4WidthPt, screenWidthPt } from './layout/layout-item.ts';
import { paper } from './palette.ts';
import { type Faces, loadFaces } from './text/faces.ts';
import { headingText } from './wording.ts';

export const renderCertificate: CertificateRenderer = async (given) => {
  const content = withoutEmoji(given);
  const faces = await facesOf(content);
  const logo = content.logo === null ? null : await drawLogo(content.logo, paper);
  const pdf = await drawPdf(content, layOut(content, { widthPt: a4WidthPt, logo }, faces), faces);
  const png = await drawPng(layOut(content, { widthPt: screenWidthPt, logo }, faces), faces, pngWidthPx);
  return { pdf, png };
};

export const drawCard: CardRenderer = async (given) => {
  const content = withoutEmoji(given);
  const faces = await facesOf(content);
  return (await drawPng(layOutCard(content, faces), faces, cardWidthPx)) as Uint8Array<ArrayBuffer>;
};

/** The texts without emoji, as printed. */
function withoutEmoji(content: CertificateContent): CertificateContent {
  const { printedName, tournamentTitle, issuer, issuerSite, signatory } = content;
  return {
    ...content,
    printedName: printable(printedName),
    tournamentTitle: printable(tournamentTitle),
    issuer: printable(issuer),
    issuerSite: issuerSite === null ? null : printable(issuerSite),
    signatory: signatory && {
      name: printable(signatory.name),
      office: signatory.office === null ? null : printable(signatory.office),
    },
  };
}

export function facesOf(content: CertificateContent): Promise<Faces> {
  const { printedName, tournamentTitle, issuer, issuerSite, signatory, type, language } = content;
  const texts = [printedName, tournamentTitle, issuer, issuerSite, signatory?.name, signatory?.office];
  return loadFaces([...texts, headingText(type, language)].join(' '));
}
