// Draws a layout as a picture: glyphs as outlines, rasterized by resvg.

import type { Item, Layout, PathItem, TextItem } from '../layout/layout-item.ts';
import type { Faces } from '../text/faces.ts';
import { encodePng, encodeTrueColor } from './png-file.ts';
import { rasterize } from './rasterize.ts';

export const pngWidthPx = 1920;
/** 1200×630: the size that readers of Open Graph crop least. */
export const cardWidthPx = 1200;

export async function drawPng(layout: Layout, faces: Faces, widthPx: number): Promise<Uint8Array> {
  const pixels = await rasterize(toSvg(layout, faces), widthPx);
  const hasLogo = layout.items.some(({ kind }) => kind === 'image');
  return hasLogo ? encodeTrueColor(pixels, layout.verificationUrl) : encodePng(pixels, layout.verificationUrl);
}

export function toSvg({ widthPt, heightPt, paper, items }: Layout, faces: Faces): string {
  const size = `width="${widthPt}" height="${heightPt}" viewBox="0 0 ${widthPt} ${heightPt}"`;
  const drawn = items.map((item) => drawItem(item, faces)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="${paper}"/>${drawn}</svg>`;
}

function drawItem(item: Item, faces: Faces): string {
  if (item.kind === 'text') return drawText(item, faces);
  if (item.kind === 'path') return drawPath(item);
  const { x, y, widthPt, heightPt, image } = item;
  const place = `x="${x}" y="${y}" width="${widthPt}" height="${heightPt}"`;
  return `<image ${place} href="data:image/png;base64,${Buffer.from(image.png).toString('base64')}"/>`;
}

function drawPath({ x, y, scale, d, fill, stroke, strokeWidthPt }: PathItem): string {
  const line = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${strokeWidthPt ?? 1}"`;
  return `<path transform="translate(${x} ${y}) scale(${scale})" d="${d}" fill="${fill ?? 'none'}"${line}/>`;
}

function drawText({ lines, color }: TextItem, faces: Faces): string {
  const glyphs = lines.flatMap(({ line, x, y }) =>
    line.clusters.flatMap((cluster) => {
      const { outlines } = faces.get(cluster.face);
      const scale = line.sizePt / outlines.unitsPerEm;
      return cluster.glyphs.map((glyph) => {
        const d = outlines.getGlyph(glyph.id).path.toSVG();
        const at = `translate(${x + cluster.x + glyph.x * scale} ${y - glyph.y * scale})`;
        return d === '' ? '' : `<path transform="${at} scale(${scale} ${-scale})" d="${d}"/>`;
      });
    }),
  );
  return `<g fill="${color}">${glyphs.join('')}</g>`;
}
