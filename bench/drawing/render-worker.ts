// A Worker that draws on request. `?step=…&count=…` is for `bench/drawing/render.ts`, which measures from outside because the clock inside
// workerd does not advance during CPU work. `/draw?as=pdf|png|card` and `/lines` are for tests.

import type { CertificateContent, Logo } from '../../src/certificates/certificate.ts';
import { drawPdf } from '../../src/certificates/drawing/files/pdf.ts';
import { drawPng, pngWidthPx } from '../../src/certificates/drawing/files/png.ts';
import { layOut } from '../../src/certificates/drawing/layout/layout.ts';
import {
  a4WidthPt,
  type Layout,
  screenWidthPt,
  type TextItem,
} from '../../src/certificates/drawing/layout/layout-item.ts';
import { drawCard, facesOf, renderCertificate } from '../../src/certificates/drawing/render-certificate.ts';
import { type Faces, loadFaces } from '../../src/certificates/drawing/text/faces.ts';
import { shapeLine } from '../../src/certificates/drawing/text/shaping.ts';

const content: CertificateContent = {
  type: 'winner',
  language: 'bn',
  printedName: 'মোহাম্মদ আব্দুর রহমান',
  isTeam: false,
  teamName: null,
  tournamentTitle: 'Dhaka Open Rapid 2026',
  place: 1,
  isPlaceShared: false,
  entrantCount: 8,
  endedOn: '2026-11-24',
  issuer: 'Dhaka Chess League',
  issuerSite: null,
  logo: null,
  signatory: null,
  accentColor: null,
  code: '7K2M9QXA0B1CD3EF',
  verificationUrl: 'https://laurel.example/c/7K2M-9QXA-0B1C-D3EF',
};

interface Task {
  readonly named: CertificateContent;
  readonly a4: Layout;
  readonly screen: Layout;
  readonly faces: Faces;
}

/** The steps; `whole` does all the drawing work of one certificate. @returns a count of bytes or items. */
const steps: Readonly<Record<string, (task: Task) => number | Promise<number>>> = {
  shape: ({ named, faces }) => shapeLine(named.printedName, { sizePt: 41 }, faces).clusters.length,
  layout: ({ named, faces }) => layOut(named, { widthPt: a4WidthPt, logo: null }, faces).items.length,
  pdf: async ({ named, a4, faces }) => (await drawPdf(named, a4, faces)).length,
  png: async ({ screen, faces }) => (await drawPng(screen, faces, pngWidthPx)).length,
  whole: async ({ named }) => {
    const { pdf, png } = await renderCertificate(named);
    // Yields, as the queue does while it waits for the stores, so that the bench can measure memory.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return pdf.length + png.length;
  },
};

/** Bytes are sent as base64. */
function logoOf(sent: Sent['logo']): Logo | null {
  return sent ? { ...sent, bytes: new Uint8Array(Buffer.from(sent.bytes, 'base64')) } : null;
}

type Sent = Partial<Omit<CertificateContent, 'logo'>> & {
  readonly logo?: { readonly contentType: Logo['contentType']; readonly bytes: string };
};

async function drawOne(fields: Sent, as: string | null): Promise<Response> {
  const certificate = { ...content, ...fields, logo: logoOf(fields.logo) };
  if (as === 'card') return new Response(await drawCard(certificate));
  const { pdf, png } = await renderCertificate(certificate);
  return new Response((as === 'png' ? png : pdf) as Uint8Array<ArrayBuffer>);
}

const leadingPt = 20;

/** All lines of text on one page. */
async function drawLines(lines: readonly string[]): Promise<Response> {
  const faces = await loadFaces(lines.join(' '));
  const items = lines.map((text, index): TextItem => {
    const line = shapeLine(text, { sizePt: 12 }, faces);
    const placed = { line, x: 20, y: (index + 1) * leadingPt, endsAtSpace: false };
    return { kind: 'text', role: 'P', lines: [placed], color: '#000000', language: 'bn' };
  });
  const size = { widthPt: a4WidthPt, heightPt: (lines.length + 2) * leadingPt };
  const layout = { ...size, paper: '#ffffff', items, verificationUrl: content.verificationUrl };
  return new Response((await drawPdf(content, layout, faces)) as Uint8Array<ArrayBuffer>);
}

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/draw') return drawOne(await request.json(), searchParams.get('as'));
    if (pathname === '/lines') return drawLines(await request.json());
    const step = steps[searchParams.get('step') ?? ''];
    const faces = await facesOf(content);
    const layouts = {
      a4: layOut(content, { widthPt: a4WidthPt, logo: null }, faces),
      screen: layOut(content, { widthPt: screenWidthPt, logo: null }, faces),
    };
    let size = 0;
    for (let done = 0; done < Number(searchParams.get('count')); done += 1) {
      const named = { ...content, printedName: `${content.printedName} ${done}` };
      size = (await step?.({ named, ...layouts, faces })) ?? 0;
    }
    return Response.json({ size });
  },
};
