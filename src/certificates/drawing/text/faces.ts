// The typefaces of certificates. A font file is loaded by a dynamic import when a text first needs it, so that other requests do not load
// it.

import { create, type FontkitFont } from 'fontkit';
import { invariant } from '../../../core/errors.ts';
import { covers, type FaceName } from '../../../core/printable.ts';
import { createHarfbuzz, type Harfbuzz, type ShapingFont } from './harfbuzz.ts';

interface FaceFile {
  /** ISO 15924 and BCP 47, for shaping. */
  readonly script: string;
  readonly language: string;
  readonly load: () => Promise<{ readonly default: ArrayBuffer }>;
}

export const faceFiles: Readonly<Record<FaceName, FaceFile>> = {
  latin: {
    script: 'Latn',
    language: 'en',
    load: () => import('@expo-google-fonts/eb-garamond/400Regular/EBGaramond_400Regular.ttf'),
  },
  latinItalic: {
    script: 'Latn',
    language: 'en',
    load: () => import('@expo-google-fonts/eb-garamond/400Regular_Italic/EBGaramond_400Regular_Italic.ttf'),
  },
  bengali: {
    script: 'Beng',
    language: 'bn',
    load: () => import('@expo-google-fonts/noto-serif-bengali/400Regular/NotoSerifBengali_400Regular.ttf'),
  },
};

export interface Face {
  readonly name: FaceName;
  readonly script: string;
  readonly language: string;
  readonly shaping: ShapingFont;
  /** For outlines and for subsetting. */
  readonly outlines: FontkitFont;
}

export interface Faces {
  /** Only loaded faces. */
  readonly get: (name: FaceName) => Face;
}

/** Loaded once per isolate. */
let harfbuzz: Promise<Harfbuzz> | undefined;
const loading = new Map<FaceName, Promise<Face>>();

/** The faces that `text` needs, and always the two Latin faces, for labels and addresses. */
export async function loadFaces(text: string): Promise<Faces> {
  const needed: FaceName[] = ['latin', 'latinItalic', ...(covers('latin', text) ? [] : (['bengali'] as const))];
  const loaded = new Map<FaceName, Face>();
  for (const face of await Promise.all(needed.map(loadFace))) loaded.set(face.name, face);
  return {
    get(name) {
      const face = loaded.get(name);
      invariant(face !== undefined, `face ${name} is loaded`);
      return face;
    },
  };
}

function loadFace(name: FaceName): Promise<Face> {
  const known = loading.get(name) ?? startLoading(name);
  loading.set(name, known);
  return known;
}

async function startLoading(name: FaceName): Promise<Face> {
  harfbuzz ??= import('harfbuzzjs/dist/harfbuzz.wasm').then((wasm) => createHarfbuzz(wasm.default));
  const { script, language, load } = faceFiles[name];
  const [{ createFont }, { default: buffer }] = await Promise.all([harfbuzz, load()]);
  return { name, script, language, shaping: createFont(buffer), outlines: create(new Uint8Array(buffer)) };
}
