// The typefaces of certificates: EB Garamond for Latin, Greek and Cyrillic, Noto Serif Bengali for Bengali. Loaded when
// the first certificate is drawn, each file by a dynamic import, so that no other request pays for them.

import { create, type FontkitFont } from 'fontkit';
import { createHarfbuzz, type ShapingFont } from './harfbuzz.ts';

export const faceNames = ['latin', 'latinItalic', 'bengali'] as const;
export type FaceName = (typeof faceNames)[number];

export interface Face {
  readonly name: FaceName;
  readonly shaping: ShapingFont;
  /** For outlines and for subsetting. */
  readonly outlines: FontkitFont;
}

export type Faces = Readonly<Record<FaceName, Face>>;

let loading: Promise<Faces> | undefined;

/** Once an isolate. */
export function loadFaces(): Promise<Faces> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Faces> {
  const [wasm, latin, latinItalic, bengali] = await Promise.all([
    import('harfbuzzjs/dist/harfbuzz.wasm'),
    import('@expo-google-fonts/eb-garamond/400Regular/EBGaramond_400Regular.ttf'),
    import('@expo-google-fonts/eb-garamond/400Regular_Italic/EBGaramond_400Regular_Italic.ttf'),
    import('@expo-google-fonts/noto-serif-bengali/400Regular/NotoSerifBengali_400Regular.ttf'),
  ]);
  const harfbuzz = createHarfbuzz(wasm.default);
  const face = (name: FaceName, buffer: ArrayBuffer): Face => ({
    name,
    shaping: harfbuzz.createFont(buffer),
    outlines: create(new Uint8Array(buffer)),
  });
  return {
    latin: face('latin', latin.default),
    latinItalic: face('latinItalic', latinItalic.default),
    bengali: face('bengali', bengali.default),
  };
}
