// SVG to pixels by resvg, which reads no files and no addresses.

import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Pixels } from './png-file.ts';

let ready: Promise<void> | undefined;

/** Once an isolate. */
function loadResvg(): Promise<void> {
  ready ??= import('@resvg/resvg-wasm/index_bg.wasm').then((wasm) => initWasm(wasm.default));
  return ready;
}

/** @throws when it is no SVG that resvg can read. */
export async function rasterize(svg: string, widthPx: number): Promise<Pixels> {
  await loadResvg();
  const picture = new Resvg(svg, { fitTo: { mode: 'width', value: widthPx }, font: { loadSystemFonts: false } });
  const rendered = picture.render();
  const { width, height, pixels: rgba } = rendered;
  // WebAssembly memory is freed by hand, or it grows with every picture.
  rendered.free();
  picture.free();
  return { width, height, rgba };
}
