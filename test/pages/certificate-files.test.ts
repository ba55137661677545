// Certificate files drawn in workerd and read by other programs: pdf.js and two decoders of QR codes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import { BinaryBitmap, DecodeHintType, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from '@zxing/library';
import jsqr from 'jsqr';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DrawingWorker, startDrawingWorker } from '../../bench/drawing/drawing-worker.ts';
import { mergePdfs } from '../../src/certificates/exports/files/merge-pdfs.ts';

let worker: DrawingWorker;

beforeAll(async () => {
  worker = await startDrawingWorker();
});

afterAll(() => worker?.stop());

const draw = async (path: string, body: unknown) => {
  const response = await fetch(worker.url + path, { method: 'POST', body: JSON.stringify(body) });
  return new Uint8Array(await response.arrayBuffer());
};
const openPdf = (data: Uint8Array) => getDocument({ data, disableFontFace: true, verbosity: 0 }).promise;

describe('text copied from a PDF', () => {
  it('equals the drawn text, for every word of the list', async () => {
    const words = Object.keys(
      JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/shaped-hashes.json'), 'utf8')),
    );
    const differing: string[] = [];
    for (let start = 0; start < words.length; start += 500) {
      const batch = words.slice(start, start + 500);
      const page = await (await openPdf(await draw('lines', batch))).getPage(1);
      const { items } = await page.getTextContent();
      const read = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      const lines = read.split('\n');
      differing.push(...batch.filter((word, index) => lines[index] !== word));
    }
    expect(words.length).toBeGreaterThan(5_000);
    expect(differing).toEqual([]);
  });
});

interface CameraView {
  readonly scale?: number;
  readonly isGrey?: boolean;
  readonly degrees?: number;
  /** The whole page, not only its lower right part. */
  readonly isWhole?: boolean;
}

/** What a camera over the code sees: the page scaled, rotated about its middle, on a white background. */
function photograph(picture: Canvas | Awaited<ReturnType<typeof loadImage>>, options: CameraView) {
  const { scale = 1, isGrey = false, degrees = 0, isWhole = false } = options;
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const [left, top] = isWhole ? [0, 0] : [Math.round(width * 0.6), Math.round(height / 2)];
  const canvas = createCanvas(width - left, height - top);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (isGrey) context.filter = 'grayscale(1)';
  context.translate(width / 2 - left, height / 2 - top);
  context.rotate((degrees * Math.PI) / 180);
  context.drawImage(picture as Canvas, -width / 2, -height / 2, width, height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

type Photo = ReturnType<typeof photograph>;

function readByZxing({ data, width, height }: Photo): string {
  const luminance = new Uint8ClampedArray(width * height);
  for (let index = 0; index < luminance.length; index += 1) {
    const at = index * 4;
    luminance[index] = ((data[at] ?? 0) * 299 + (data[at + 1] ?? 0) * 587 + (data[at + 2] ?? 0) * 114) / 1000;
  }
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(luminance, width, height)));
  return new QRCodeReader().decode(bitmap, new Map([[DecodeHintType.TRY_HARDER, true]])).getText();
}

const readByJsqr = ({ data, width, height }: Photo) => jsqr(data as unknown as Uint8ClampedArray, width, height)?.data;

const pointsPerInch = 72;

async function rasterize(pdf: Uint8Array, dpi: number, number = 1): Promise<Canvas> {
  const page = await (await openPdf(pdf.slice())).getPage(number);
  const viewport = page.getViewport({ scale: dpi / pointsPerInch });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: canvas as never, canvasContext: canvas.getContext('2d') as never, viewport }).promise;
  return canvas;
}

describe.each([
  ['a winner', { type: 'winner' }, 'https://laurel.example'],
  [
    'a participant, with a long URL',
    { type: 'participant', language: 'en', accentColor: '#1d3f8a' },
    'https://certificates.league-of-players.example.org/verification',
  ],
])('the QR code of %s', (_, fields, publicUrl) => {
  const address = `${publicUrl}/c/7K2M-9QXA-0B1C-D3EF`;
  let [pdf, png] = [new Uint8Array(), new Uint8Array()];
  const conditions: CameraView[] = [
    { isGrey: false, degrees: 0 },
    { isGrey: true, degrees: 0 },
    { isGrey: true, degrees: 5 },
    { isGrey: false, degrees: -5 },
  ];
  const conditionsAt = (dpi: number) => (dpi === 100 ? [...conditions, { isWhole: true }] : conditions);

  beforeAll(async () => {
    const content = { ...fields, verificationUrl: address };
    [pdf, png] = [await draw('draw?as=pdf', content), await draw('draw?as=png', content)];
  });

  it.each([100, 150, 300])(
    'is read by two decoders from the PDF at %i dpi, in colour, in grey and rotated',
    async (dpi) => {
      const picture = await rasterize(pdf.slice(), dpi);
      for (const condition of conditionsAt(dpi)) {
        const photo = photograph(picture, condition);
        expect([readByJsqr(photo), readByZxing(photo)], JSON.stringify(condition)).toEqual([address, address]);
      }
    },
  );

  it.each([100, 150, 300])('is read by two decoders from the PNG printed on A4 at %i dpi', async (dpi) => {
    const picture = await loadImage(Buffer.from(png));
    const a4WidthInch = 11.69;
    for (const condition of conditionsAt(dpi)) {
      const photo = photograph(picture, { ...condition, scale: (dpi * a4WidthInch) / picture.width });
      expect([readByJsqr(photo), readByZxing(photo)], JSON.stringify(condition)).toEqual([address, address]);
    }
  });
});

const longNames = {
  en: { printedName: 'Maximiliana Wolfeschlegel von Hohenbergy Quijgpy', issuer: 'Dhaka Chess Club' },
  bn: { printedName: 'শ্রীযুক্তা বিশ্বজিৎ ভট্টাচার্য কৃষ্ণমূর্তি রায়চৌধুরী', issuer: 'ঢাকা দাবা লীগ' },
} as const;
const title = 'The Very Long International Autumn Open Championship of Rapid and Blitz Chess, Dhaka 2026';

describe.each(['en', 'bn'] as const)('the text of a PDF in %s', (language) => {
  const signatory = { name: 'Farida Rahman', office: 'President' };
  let pdf = new Uint8Array();

  beforeAll(async () => {
    const fields = { ...longNames[language], language, type: 'runner_up', place: 2, tournamentTitle: title, signatory };
    pdf = await draw('draw?as=pdf', fields);
  });

  it('has the position of its drawn letters: each word begins and ends with them, upright', async () => {
    const scale = 3;
    const picture = (await rasterize(pdf.slice(), scale * pointsPerInch)).getContext('2d');
    const page = await (await openPdf(pdf.slice())).getPage(1);
    const { items } = await page.getTextContent();
    const [, , , pageHeightPt = 0] = page.view;
    const words = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
    expect(words.length).toBeGreaterThan(10);
    for (const { str, transform, width } of words) {
      const [a = 0, b, c, d = 0, x = 0, y = 0] = transform as number[];
      expect(
        [b, c, a, d].map((value) => Math.sign(value ?? 0)),
        str,
      ).toEqual([0, 0, 1, 1]);
      const [left, top] = [Math.floor((x - d * 0.1) * scale), Math.floor((pageHeightPt - y - d * 0.95) * scale)];
      const [columns, rows] = [Math.ceil((width + d * 0.2) * scale), Math.ceil(d * 1.25 * scale)];
      const { data } = picture.getImageData(left, top, columns, rows);
      const inked = Array.from({ length: columns }, (_, column) => column).filter((column) =>
        Array.from({ length: rows }, (_, row) => (row * columns + column) * 4).some((at) => (data[at] ?? 255) < 190),
      );
      // The tolerance covers side bearings and the slant of an italic.
      const tolerancePx = d * 0.15 * scale;
      expect(Math.abs((inked[0] ?? 0) - d * 0.1 * scale), str).toBeLessThan(tolerancePx);
      expect(Math.abs((inked.at(-1) ?? 0) - (width + d * 0.1) * scale), str).toBeLessThan(tolerancePx);
    }
  });

  it('has marked content that is not nested, inside of the transform of its text', async () => {
    const page = await (await openPdf(pdf.slice())).getPage(1);
    const { fnArray, argsArray } = await page.getOperatorList();
    const flips: number[] = [1];
    const marks: { isText: boolean; flip: number }[] = [];
    const textMarks: [depth: number, flip: number][] = [];
    for (const [index, operator] of fnArray.entries()) {
      if (operator === OPS.save) flips.push(flips.at(-1) ?? 1);
      if (operator === OPS.restore) flips.pop();
      if (operator === OPS.transform) flips.push((flips.pop() ?? 1) * Math.sign(argsArray[index][3]));
      if (operator === OPS.beginMarkedContent || operator === OPS.beginMarkedContentProps) {
        marks.push({ isText: false, flip: flips.at(-1) ?? 1 });
      }
      if (operator === OPS.showText) marks.splice(-1, 1, { isText: true, flip: marks.at(-1)?.flip ?? 0 });
      if (operator !== OPS.endMarkedContent) continue;
      const depth = marks.length;
      const mark = marks.pop();
      if (mark?.isText) textMarks.push([depth, mark.flip], [depth, flips.at(-1) ?? 0]);
    }
    expect(textMarks.length).toBeGreaterThan(20);
    expect(new Set(textMarks.map(String))).toEqual(new Set(['1,1']));
  });

  it('is tagged by paragraph, in reading order, labels before values, the URL as a link', async () => {
    const page = await (await openPdf(pdf.slice())).getPage(1);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const textOf = new Map<string, string>();
    let id = '';
    for (const item of items) {
      if ('id' in item && item.id) id = item.id;
      if ('str' in item) textOf.set(id, (textOf.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
    }
    interface Node {
      readonly role?: string;
      readonly type?: string;
      readonly id?: string;
      readonly children?: readonly Node[];
    }
    const words = (node: Node): string => (node.children ?? []).map(words).join('') + (textOf.get(node.id ?? '') ?? '');
    const [root] = ((await page.getStructTree()) as Node).children ?? [];
    const paragraphs = (root?.children ?? []).map((node) => [node.role, words(node).trim()]);
    const { printedName, issuer } = longNames[language];
    const address = 'laurel.example/c/7K2M-9QXA-0B1C-D3EF';
    const signed = [
      ['P', 'Farida Rahman'],
      ['P', 'President'],
    ];
    expect(paragraphs).toEqual(
      language === 'en'
        ? [
            ['P', issuer],
            ['H1', 'Certificate of Achievement'],
            ['P', 'RUNNER-UP'],
            ['P', 'is awarded to'],
            ['P', printedName],
            ['P', 'for second place among 8 entrants in'],
            ['P', title],
            ...signed,
            ['P', 'Date'],
            ['P', '24 November 2026'],
            ['P', `Verify at ${address}`],
            ['Figure', ''],
          ]
        : [
            ['P', issuer],
            ['H1', 'কৃতিত্বের সনদ'],
            ['P', 'রানার-আপ'],
            ['P', `${title}-এ`],
            ['P', '৮ জন প্রতিযোগীর মধ্যে দ্বিতীয় স্থান অর্জন করায়'],
            ['P', printedName],
            ['P', '-কে এই সনদ প্রদান করা হলো'],
            ...signed,
            ['P', 'তারিখ'],
            ['P', '২৪ নভেম্বর ২০২৬'],
            ['P', `যাচাই করুন: ${address}`],
            ['Figure', ''],
          ],
    );
    expect(JSON.stringify(root)).toContain('"role":"Link"');
  });
});

it('a merged PDF has a page for each certificate, and every page looks and reads as in its own file', async () => {
  const names = ['Ada Lovelace', 'সাকিব', 'Ben'];
  const signatory = { name: 'Farida Rahman', office: 'President' };
  const files = await Promise.all(
    names.map((printedName, index) =>
      draw('draw?as=pdf', { ...{ printedName, signatory, place: index + 1, teamName: index === 1 ? 'পদ্মা' : null } }),
    ),
  );
  const merged = await mergePdfs(files);
  expect(await mergePdfs(files)).toEqual(merged);
  const whole = await openPdf(merged.slice());
  expect(whole.numPages).toBe(names.length);
  const pixelsOf = (canvas: Canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const textOf = async (pdf: Uint8Array, number: number) => {
    const { items } = await (await (await openPdf(pdf.slice())).getPage(number)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join(' ');
  };
  for (const [index, file] of files.entries()) {
    const [alone, page] = [await rasterize(file, pointsPerInch), await rasterize(merged, pointsPerInch, index + 1)];
    expect(Buffer.compare(Buffer.from(pixelsOf(page)), Buffer.from(pixelsOf(alone)))).toBe(0);
    expect(await textOf(merged, index + 1)).toBe(await textOf(file, 1));
    expect(await textOf(file, 1)).toContain(index === 0 ? 'Ada Lovelace' : '');
  }
});
