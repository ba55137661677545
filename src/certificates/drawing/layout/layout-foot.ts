// The foot of a certificate: signature and date on one side, the QR code on the other, the address below.

import { invariant } from '../../../core/errors.ts';
import { qrPath, quietZoneModules } from '../qr.ts';
import { date, type Setting, signing, verification } from './layout-blocks.ts';
import { a4WidthPt, type Item } from './layout-item.ts';
import { type Block, type Column, type Stacked, stack } from './stack.ts';

export interface FootArea {
  readonly left: number;
  readonly right: number;
  /** The baseline of the lowest line. */
  readonly bottomPt: number;
  /** For the address. */
  readonly align: 'left' | 'center';
  /** The right limit of signature and date. */
  readonly signingRight: number;
}

/** Large enough that the QR code of a long address is readable in a print at 100 dpi. Pictures are printed smaller than drawn. */
export function qrSizeOf(widthPt: number): number {
  return widthPt > a4WidthPt ? 98 : 80;
}

const columnGapPt = 26;
const dateWidthPt = 112;
const signingWidthMaxPt = 190;
/** Above the signature line. */
const signingSpacePt = 30;

export function foot(setting: Setting, area: FootArea): Stacked {
  const { faces, content, colors } = setting;
  const qrSizePt = qrSizeOf(setting.widthPt);
  const { left, right, bottomPt, align, signingRight } = area;
  const place = (blocks: readonly Block[], column: Omit<Column, 'topPt' | 'anchor'>) => {
    const stacked = stack(blocks, { ...column, topPt: 0, anchor: 'bottom' }, faces);
    invariant(stacked !== null, 'the foot fits on the page');
    return stacked;
  };
  const addressWidthPt = right - left - (align === 'left' ? qrSizePt + columnGapPt : 0);
  const addressX = align === 'left' ? left : (left + right) / 2;
  const address = place(verification(setting, addressWidthPt), { x: addressX, align, bottomPt });
  const rowBottomPt = address.topPt - (align === 'left' ? 22 : 15);
  const signingWidthPt = Math.min(signingWidthMaxPt, signingRight - left - dateWidthPt - columnGapPt);
  const isSigned = content.signatory !== null;
  const dateX = isSigned ? left + signingWidthPt + columnGapPt : left;
  const at = { align: 'left', bottomPt: rowBottomPt } as const;
  const signed = isSigned ? [place(signing(setting, signingWidthPt), { ...at, x: left })] : [];
  const dated = place(date(setting, dateWidthPt), { ...at, x: dateX });
  const qrBottomPt = align === 'left' ? bottomPt : rowBottomPt;
  const { size, path } = qrPath(content.verificationUrl);
  const modulePt = qrSizePt / size;
  const qr: Item = {
    ...{ kind: 'path', d: path, x: right - qrSizePt, y: qrBottomPt - qrSizePt, scale: modulePt, fill: colors.code },
    alt: `QR code: ${content.verificationUrl}`,
  };
  const tops = [
    qrBottomPt - qrSizePt - quietZoneModules * modulePt,
    ...signed.map(({ topPt }) => topPt - signingSpacePt),
  ];
  return {
    items: [...signed.flatMap(({ items }) => items), ...dated.items, ...address.items, qr],
    topPt: Math.min(dated.topPt, ...tops),
  };
}
