// Draws certificates on request, for `bench/render.ts` to time from outside: the clock inside workerd stands still.

import type { CertificateContent } from '../src/certificates/certificate.ts';
import { loadFaces } from '../src/certificates/faces.ts';
import { layOut } from '../src/certificates/layout.ts';
import { a4WidthPt, screenWidthPt } from '../src/certificates/layout-item.ts';
import { drawPdf } from '../src/certificates/pdf.ts';
import { drawPng, pngWidthPx } from '../src/certificates/png.ts';

const content: CertificateContent = {
  type: 'winner',
  language: 'bn',
  displayName: 'মোহাম্মদ আব্দুর রহমান',
  tournamentTitle: 'Dhaka Open Rapid 2026',
  place: 1,
  entrantCount: 8,
  endedOn: '2026-11-24',
  issuer: 'Dhaka Chess League',
  accentColor: null,
  code: '7K2M9QXA0B1CD3EF',
  verificationUrl: 'https://laurel.example/c/7K2M-9QXA-0B1C-D3EF',
};

export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const faces = await loadFaces();
    let sizeBytes = 0;
    for (let done = 0; done < Number(searchParams.get('count')); done += 1) {
      const named = { ...content, displayName: `${content.displayName} ${done}` };
      const step = searchParams.get('step');
      if (step === 'layout') sizeBytes = layOut(named, a4WidthPt, faces).items.length;
      if (step === 'pdf') sizeBytes = (await drawPdf(named, layOut(named, a4WidthPt, faces), faces)).length;
      if (step === 'png') sizeBytes = (await drawPng(layOut(named, screenWidthPt, faces), faces, pngWidthPx)).length;
    }
    return Response.json({ sizeBytes });
  },
};
