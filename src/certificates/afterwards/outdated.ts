// What becomes of an entrant's newest certificate when the ranks change after the end.

import { type CertificateState, type CertificateType, certificateTypeForRank } from '../certificate.ts';

interface Certified {
  readonly state: CertificateState;
  readonly type: CertificateType;
  readonly place: number;
  readonly isPlaceShared: boolean;
  readonly rank: number;
  readonly isRankShared: boolean;
}

/** null: it stays as it is. */
export function judgeOutdated(one: Certified, isDisqualified: boolean): 'revoked' | 'replaced' | null {
  if (one.state === 'revoked') return null;
  if (isDisqualified) return 'revoked';
  const isRight =
    one.place === one.rank && one.isPlaceShared === one.isRankShared && one.type === certificateTypeForRank(one.rank);
  if (isRight) return null;
  if (one.state === 'pending' || one.state === 'active') return 'replaced';
  return one.state === 'suspended' ? 'revoked' : null;
}
