// Rasterizes SVG by resvg, which loads no files and no URLs.

import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Pixels } from './png-file.ts';

let ready: Promise<void> | undefined;

/** Loaded once per isolate. */
function loadResvg(): Promise<void> {
  ready ??= import('@resvg/resvg-wasm/index_bg.wasm').then((wasm) => initWasm(wasm.default));
  return ready;
}

/** In SVG units. @throws if resvg cannot read the SVG. */
export async function measure(svg: string): Promise<{ readonly width: number; readonly height: number }> {
  await loadResvg();
  const picture = new Resvg(svg, { font: { loadSystemFonts: false } });
  const { width, height } = picture;
  picture.free();
  return { width, height };
}

/** @throws if resvg cannot read the SVG. */
export async function rasterize(svg: string, widthPx: number, background?: string): Promise<Pixels> {
  await loadResvg();
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: widthPx },
    font: { loadSystemFonts: false },
    ...(background === undefined ? {} : { background }),
  });
  const rendered = picture.render();
  const { width, height, pixels: rgba } = rendered;
  // WebAssembly memory must be freed explicitly.
  rendered.free();
  picture.free();
  return { width, height, rgba };
}
