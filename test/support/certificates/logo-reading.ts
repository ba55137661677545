// Reads a file as a logo: its problem, or its drawing.

import { drawLogo } from '../../../src/certificates/drawing/files/logo-image.ts';
import { readLogo } from '../../../src/certificates/issuers/logo-file.ts';

const bytesOf = (file: string | Uint8Array) =>
  new Uint8Array(typeof file === 'string' ? new TextEncoder().encode(file) : file);
export const problemOf = async (file: string | Uint8Array) => {
  const verdict = await readLogo(bytesOf(file));
  return 'problem' in verdict ? verdict.problem : null;
};
export const draw = async (file: string | Uint8Array) => {
  const verdict = await readLogo(bytesOf(file));
  return 'logo' in verdict ? drawLogo(verdict.logo, '#ffffff') : null;
};
