// The layout of a certificate with any content: nothing overlaps, leaves its frame or is left out.

import { deflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-wasm';
import fc from 'fast-check';
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { type CertificateContent, certificateTypes } from '../../../src/certificates/certificate.ts';
import { drawLogo, type LogoImage } from '../../../src/certificates/drawing/files/logo-image.ts';
import { toSvg } from '../../../src/certificates/drawing/files/png.ts';
import { frame, frameInsetPt } from '../../../src/certificates/drawing/layout/frame.ts';
import { layOut } from '../../../src/certificates/drawing/layout/layout.ts';
import { layOutCard } from '../../../src/certificates/drawing/layout/layout-card.ts';
import {
  a4WidthPt,
  type Item,
  type Layout,
  screenWidthPt,
} from '../../../src/certificates/drawing/layout/layout-item.ts';
import { colorsOf, paper } from '../../../src/certificates/drawing/palette.ts';
import { qrPath, quietZoneModules } from '../../../src/certificates/drawing/qr.ts';
import { renderCertificate } from '../../../src/certificates/drawing/render-certificate.ts';
import { loadFaces } from '../../../src/certificates/drawing/text/faces.ts';
import { inkGapMinPt } from '../../../src/certificates/drawing/text/ink.ts';
import { aCertificate } from '../../support/certificates/certificate.ts';
import { contents, drawable } from '../../support/certificates/certificate-contents.ts';
import { aPng } from '../../support/certificates/logo.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const faces = await loadFaces('ক');
// Loads resvg. Its bounding boxes are the oracle below.
await renderCertificate(aCertificate());

const logos = await Promise.all(
  ['0 0 90 30', '0 0 30 90', '0 0 30 30'].map((box) => {
    const vector = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><path d="M0 0h90v90H0z"/></svg>`;
    return drawLogo({ contentType: 'image/svg+xml', bytes: new TextEncoder().encode(vector) }, paper);
  }),
);
const anyLogo = fc.option(fc.constantFrom(...logos));

interface Box {
  readonly name: string;
  readonly isDecoration: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The bounding boxes of resvg: one for each line of text and each shape, without the frame. */
function boxesOf(layout: Layout, content: CertificateContent): Box[] {
  const framed = frame(content.type, { ...layout, colors: colorsOf(content.type, null) }).length;
  const single = layout.items
    .slice(framed)
    .flatMap((item): Item[] =>
      item.kind === 'text' ? item.lines.map((line) => ({ ...item, lines: [line] })) : [item],
    );
  return single.flatMap((item) => {
    const picture = new Resvg(toSvg({ ...layout, items: [item] }, faces).replace(/<rect[^>]*>/, ''));
    const box = picture.getBBox();
    picture.free();
    if (box === undefined) return [];
    const name = item.kind === 'text' ? (item.lines[0]?.line.text ?? '') : item.kind;
    const isDecoration = item.kind === 'path' && item.alt === undefined;
    const { x, y, width, height } = box;
    return [{ name, isDecoration, left: x, right: x + width, top: y, bottom: y + height }];
  });
}

/** Some bounding boxes of curves use the control points. */
const tolerancePt = 0.1;
const distance = (a: Box, b: Box) => Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);

function tooClose(boxes: readonly Box[]): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => !(a.isDecoration && b.isDecoration) && distance(a, b) < inkGapMinPt - tolerancePt)
      .map((b) => `${a.name} | ${b.name}: ${distance(a, b).toFixed(2)}`),
  );
}

const textsOf = ({ items }: Layout) =>
  items.flatMap((item) => (item.kind === 'text' ? [item.lines.map(({ line }) => line.text).join(' ')] : []));

describe('a certificate with any content', () => {
  it.each([
    [
      'A4',
      (content: CertificateContent, logo: LogoImage | null) => layOut(content, { widthPt: a4WidthPt, logo }, faces),
    ],
    [
      '16:9',
      (content: CertificateContent, logo: LogoImage | null) => layOut(content, { widthPt: screenWidthPt, logo }, faces),
    ],
    ['the preview image', (content: CertificateContent) => layOutCard(content, faces)],
  ] as const)('keeps all ink inside of the frame and at the minimal distance, on %s', (_, draw) => {
    fc.assert(
      fc.property(contents, anyLogo, (content, logo) => {
        const layout = draw(content, logo);
        const boxes = boxesOf(layout, content);
        for (const box of boxes.filter(({ isDecoration }) => !isDecoration)) {
          expect(box.left, box.name).toBeGreaterThan(frameInsetPt);
          expect(box.right, box.name).toBeLessThan(layout.widthPt - frameInsetPt);
          expect(box.top, box.name).toBeGreaterThan(frameInsetPt);
          expect(box.bottom, box.name).toBeLessThan(layout.heightPt - frameInsetPt + 2);
        }
        expect(tooClose(boxes)).toEqual([]);
      }),
      { numRuns: caseCount({ usual: 25, nightly: 400 }) },
    );
  });

  it('keeps the quiet zone of the QR code free', () => {
    fc.assert(
      fc.property(contents, fc.constantFrom(a4WidthPt, screenWidthPt), (content, widthPt) => {
        const layout = layOut(content, { widthPt, logo: null }, faces);
        const [qr] = layout.items.filter((item) => item.kind === 'path' && item.alt !== undefined);
        const { size } = qrPath(content.verificationUrl);
        const code = boxesOf(layout, content).find(({ name, isDecoration }) => name === 'path' && !isDecoration) as Box;
        const quietPt = ((code.right - code.left) / size) * quietZoneModules;
        const others = boxesOf({ ...layout, items: layout.items.filter((item) => item !== qr) }, content);
        expect(Math.min(...others.map((other) => distance(code, other)))).toBeGreaterThanOrEqual(quietPt - tolerancePt);
      }),
      { numRuns: caseCount({ usual: 10, nightly: 150 }) },
    );
  });

  it('prints a name that fits at 54 points on paper', () => {
    for (const type of certificateTypes) {
      const { items } = layOut(aCertificate({ type }), { widthPt: a4WidthPt, logo: null }, faces);
      const sizes = items.flatMap((item) => (item.kind === 'text' ? item.lines.map(({ line }) => line) : []));
      expect(sizes.find(({ text }) => text === 'Ada Lovelace')?.sizePt).toBe(54);
      expect(Math.max(...sizes.filter(({ text }) => text !== 'Ada Lovelace').map(({ sizePt }) => sizePt))).toBeLessThan(
        27,
      );
    }
  });

  it('has a signature line only if there is a signatory', () => {
    const textsWith = (signatory: CertificateContent['signatory']) =>
      layOut(aCertificate({ signatory }), { widthPt: a4WidthPt, logo: null }, faces);
    const plain = textsWith(null);
    const signed = textsWith({ name: 'Farida Rahman', office: 'President' });
    expect(textsOf(signed).filter((text) => !textsOf(plain).includes(text))).toEqual(['Farida Rahman', 'President']);
    expect(signed.items.length - plain.items.length).toBe(3);
  });

  it('shows every field, in both files', () => {
    const content = aCertificate({
      ...{ type: 'runner_up', place: 2, language: 'bn', printedName: 'সাকিব', issuerSite: 'dhakachess.org' },
      teamName: 'পদ্মা',
      signatory: { name: 'Farida Rahman', office: null },
    });
    for (const widthPt of [a4WidthPt, screenWidthPt]) {
      expect(textsOf(layOut(content, { widthPt, logo: null }, faces))).toEqual([
        'Dhaka Chess Club',
        'dhakachess.org',
        'কৃতিত্বের সনদ',
        'রানার-আপ',
        'Autumn Open-এ',
        '৮টি দলের মধ্যে দ্বিতীয় স্থান অর্জন করায়',
        'পদ্মা দলের সদস্য',
        'সাকিব',
        '-কে এই সনদ প্রদান করা হলো',
        'Farida Rahman',
        'তারিখ',
        '২৪ নভেম্বর ২০২৬',
        'যাচাই করুন: laurel.test/c/7K2M-9QXA-0B1C-D3EF',
      ]);
    }
  });

  it('is printed without its emoji', async () => {
    const fields = { issuer: 'Dhaka Chess Club', tournamentTitle: 'Autumn Open' };
    const plain = await renderCertificate(aCertificate(fields));
    const decorated = aCertificate({
      printedName: 'Ada 🎉 Lovelace',
      issuer: '🏆 Dhaka Chess Club',
      tournamentTitle: 'Autumn Open 🇧🇩',
    });
    expect(await renderCertificate(decorated)).toEqual(plain);
  });

  it('contains the organizer’s logo in both files, deterministically and below 200 kB', async () => {
    const noise = Uint8Array.from({ length: 600 * (1 + 600 * 3) }, (_, index) =>
      index % 1801 === 0 ? 0 : Math.imul(index, 2654435761) >>> 24,
    );
    const vector =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path fill="#a3195b" d="M0 0h90v30H0z"/></svg>';
    const plain = await renderCertificate(aCertificate());
    for (const logo of [
      { contentType: 'image/svg+xml', bytes: new TextEncoder().encode(vector) },
      { contentType: 'image/png', bytes: aPng({ width: 600, height: 600, color: 2, data: deflateSync(noise) }) },
    ] as const) {
      const files = await renderCertificate(aCertificate({ logo }));
      expect(await renderCertificate(aCertificate({ logo }))).toEqual(files);
      expect(files.pdf.length).toBeLessThan(200_000);
      expect(files.pdf.length).toBeGreaterThan(plain.pdf.length);
      expect(files.png).not.toEqual(plain.png);
    }
  });

  it('shows a logo with its colors and aspect ratio on the paper color', async () => {
    const vector =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path fill="#a3195b" d="M0 0h45v30H0z"/></svg>';
    const image = await drawLogo({ contentType: 'image/svg+xml', bytes: new TextEncoder().encode(vector) }, paper);
    const colorAt = (x: number) => [...image.rgb.subarray(x * 3, x * 3 + 3)];
    expect(image.widthPt / image.heightPt).toBeCloseTo(3);
    expect([colorAt(3), colorAt(image.widthPx - 3)]).toEqual([
      [0xa3, 0x19, 0x5b],
      [0xff, 0xfd, 0xf7],
    ]);
  });

  it('is not drawn if a letter has no glyph', async () => {
    for (const field of ['printedName', 'tournamentTitle', 'issuer'] as const) {
      await expect(renderCertificate(aCertificate({ [field]: 'محمد' })), field).rejects.toThrow('invariant');
    }
  });

  it('has the same bytes for the same content and other bytes for other content', async () => {
    const first = await renderCertificate(aCertificate());
    const other = await renderCertificate(aCertificate({ printedName: 'Ada Lovelacf', language: 'bn' }));
    expect(await renderCertificate(aCertificate())).toEqual(first);
    expect(other.pdf).not.toEqual(first.pdf);
    expect(other.png).not.toEqual(first.png);
  });

  it('is smaller than 200 kB as a PDF, even with the maximum of different letters', async () => {
    const glyphs = (first: number, count: number) =>
      Array.from({ length: count }, (_, index) => String.fromCodePoint(first + index))
        .filter(drawable)
        .join('');
    const content = aCertificate({
      printedName: glyphs(0x995, 30) + glyphs(0xc0, 20),
      tournamentTitle: glyphs(0x391, 17) + glyphs(0x410, 64) + glyphs(0x100, 39),
      issuer: glyphs(0x41, 26) + glyphs(0x61, 26) + glyphs(0x1e00, 28),
    });
    expect((await renderCertificate(content)).pdf.length).toBeLessThan(200_000);
  });

  it('has a QR code with its verification URL at every size', async () => {
    await renderCertificate(aCertificate());
    const content = aCertificate();
    for (const [widthPt, widthPx] of [
      [screenWidthPt, 1920],
      [screenWidthPt, 960],
      [a4WidthPt, 2480],
    ] as const) {
      const picture = new Resvg(toSvg(layOut(content, { widthPt, logo: null }, faces), faces), {
        fitTo: { mode: 'width', value: widthPx },
      }).render();
      const found = jsqr(new Uint8ClampedArray(picture.pixels), picture.width, picture.height);
      expect(found?.data).toBe(content.verificationUrl);
    }
  });
});
