// A layout as a picture: the same glyphs as outlines, rasterized by resvg.

import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Faces } from './faces.ts';
import type { Item, Layout } from './layout-item.ts';
import { encodePng } from './png-file.ts';

export const pngWidthPx = 1920;
/** What the Open Graph protocol's readers crop least: 1200×630. */
export const cardWidthPx = 1200;

let ready: Promise<void> | undefined;

/** Once an isolate. */
function loadResvg(): Promise<void> {
  ready ??= import('@resvg/resvg-wasm/index_bg.wasm').then((wasm) => initWasm(wasm.default));
  return ready;
}

export async function drawPng(layout: Layout, faces: Faces, widthPx: number): Promise<Uint8Array> {
  await loadResvg();
  const picture = new Resvg(toSvg(layout, faces), {
    fitTo: { mode: 'width', value: widthPx },
    font: { loadSystemFonts: false },
  });
  const rendered = picture.render();
  const { width, height, pixels: rgba } = rendered;
  // WebAssembly memory is freed by hand, or it grows with every picture.
  rendered.free();
  picture.free();
  return encodePng({ width, height, rgba }, layout.link.url);
}

export function toSvg({ widthPt, heightPt, paper, items }: Layout, faces: Faces): string {
  const size = `width="${widthPt}" height="${heightPt}" viewBox="0 0 ${widthPt} ${heightPt}"`;
  const drawn = items.map((item) => drawItem(item, faces)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="${paper}"/>${drawn}</svg>`;
}

function drawItem(item: Item, faces: Faces): string {
  if (item.kind === 'path') {
    const stroke =
      item.stroke === undefined ? '' : ` stroke="${item.stroke}" stroke-width="${item.strokeWidthPt ?? 1}"`;
    return `<path transform="translate(${item.x} ${item.y}) scale(${item.scale})" d="${item.d}" fill="${item.fill ?? 'none'}"${stroke}/>`;
  }
  const glyphs = item.line.clusters.flatMap((cluster) => {
    const { outlines } = faces[cluster.face];
    const scale = item.line.sizePt / outlines.unitsPerEm;
    return cluster.glyphs.map((glyph) => {
      const d = outlines.getGlyph(glyph.id).path.toSVG();
      const at = `translate(${item.x + cluster.x + glyph.x * scale} ${item.y - glyph.y * scale})`;
      return d === '' ? '' : `<path transform="${at} scale(${scale} ${-scale})" d="${d}"/>`;
    });
  });
  return `<g fill="${item.color}">${glyphs.join('')}</g>`;
}
