// Colours of certificates: warm paper, dark ink, and one accent for each kind.

import type { CertificateType } from './certificate.ts';

export interface Colors {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
}

const accents: Readonly<Record<CertificateType, string>> = {
  winner: '#9a7420',
  runner_up: '#667079',
  third_place: '#955c36',
  participant: '#2f5d4a',
};

export function colorsOf(type: CertificateType): Colors {
  return { paper: '#fffdf7', ink: '#211e1a', soft: '#6a6256', line: '#c9bfab', accent: accents[type] };
}
