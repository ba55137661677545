// SVG to pixels by resvg, which reads no files and no addresses.

import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Pixels } from './png-file.ts';

let ready: Promise<void> | undefined;

/** Once an isolate. */
function loadResvg(): Promise<void> {
  ready ??= import('@resvg/resvg-wasm/index_bg.wasm').then((wasm) => initWasm(wasm.default));
  return ready;
}

/** In units of its own. @throws when it is no SVG that resvg can read. */
export async function measure(svg: string): Promise<{ readonly width: number; readonly height: number }> {
  await loadResvg();
  const picture = new Resvg(svg, { font: { loadSystemFonts: false } });
  const { width, height } = picture;
  picture.free();
  return { width, height };
}

/** @throws when it is no SVG that resvg can read. */
export async function rasterize(svg: string, widthPx: number, background?: string): Promise<Pixels> {
  await loadResvg();
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: widthPx },
    font: { loadSystemFonts: false },
    ...(background === undefined ? {} : { background }),
  });
  const rendered = picture.render();
  const { width, height, pixels: rgba } = rendered;
  // WebAssembly memory is freed by hand, or it grows with every picture.
  rendered.free();
  picture.free();
  return { width, height, rgba };
}
