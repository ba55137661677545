// Colours of certificates: paper, ink, a metal colour for the place, and the tournament's accent colour, darkened until it is readable on
// the paper.

import type { CertificateType } from '../certificate.ts';

export interface Colors {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  /** For the QR code: lighter than ink, dark enough for cameras. */
  readonly code: string;
  /** For coloured text and the outer line of the frame. */
  readonly accent: string;
  /** Gold, silver, bronze, or the accent; for the laurel and the inner lines. */
  readonly metal: string;
  /** Fine lines on or beside the metal. */
  readonly metalLight: string;
}

export const paper = '#fffdf7';
const metals: Readonly<Record<CertificateType, string>> = {
  winner: '#9a7420',
  runner_up: '#667079',
  third_place: '#955c36',
  participant: '#2f5d4a',
};
const lightMetals: Readonly<Record<CertificateType, string>> = {
  winner: '#d9bc72',
  runner_up: '#c4cbd1',
  third_place: '#ddb296',
  participant: '#a9c3b6',
};
/** WCAG 2.2, 1.4.3, for text of any size. */
const contrastMin = 4.5;

/** `accent` as `#rrggbb`, or null for the metal itself. */
export function colorsOf(type: CertificateType, accent: string | null): Colors {
  const own = readable(accent ?? metals[type]);
  const metal = type === 'participant' ? own : metals[type];
  return { paper, ink: '#211e1a', soft: '#6a6256', code: '#3b352c', accent: own, metal, metalLight: lightMetals[type] };
}

/** The same hue, darkened until the contrast is sufficient. */
function readable(color: string): string {
  let channels = channelsOf(color);
  while (contrastOnPaper(channels) < contrastMin) channels = channels.map((value) => Math.floor(value * 0.94));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/** WCAG 2.2, contrast ratio. */
export function contrastOnPaper(channels: readonly number[]): number {
  return (luminance(channelsOf(paper)) + 0.05) / (luminance(channels) + 0.05);
}

function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
