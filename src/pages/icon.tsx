// The icon of a verdict. Each state has its own shape, so that colour is not needed to distinguish them. The icon is decorative: the
// heading says the same in words.

export type IconKind =
  | 'valid'
  | 'revoked'
  | 'suspended'
  | 'superseded'
  | 'expired'
  | 'pending'
  | 'needs_printed_name'
  | 'altered'
  | 'unknown'
  | 'hidden'
  | 'other'
  | 'notice';

/** Around (26, 26), inside a ring of radius 20. */
const shapes: Readonly<Record<IconKind, string>> = {
  // A tick.
  valid: 'M16.500 27l6.500 6.500 13-14.500',
  // A cross.
  revoked: 'M18.500 18.500l15 15M33.500 18.500l-15 15',
  // Two bars: paused.
  suspended: 'M21 17.500v17M31 17.500v17',
  // An arrow to the next one.
  superseded: 'M15 26h21M28.500 18.500l7.500 7.500-7.500 7.500',
  // The hands of a clock.
  expired: 'M26 14.500v11.500l7.500 5',
  // Three dots.
  pending: 'M17 26h.01M26 26h.01M35 26h.01',
  // A pencil.
  needs_printed_name: 'M17 35l1.500-6.500 13-13 5 5-13 13zM28 19l5 5',
  // Not equal.
  altered: 'M17 22h18M17 30h18M31 15.500l-10 21',
  // A question mark.
  unknown: 'M20.500 20.800a5.600 5.600 0 1 1 8.200 5c-1.900 1-2.700 2-2.700 4M26 36h.01',
  // A lock.
  hidden: 'M18.500 25h15v10.500h-15zM21.500 25v-3.500a4.500 4.500 0 0 1 9 0v3.500',
  // Two sheets.
  other: 'M18 21.500h11v14H18zM22.500 17h11.500v14',
  // An exclamation mark.
  notice: 'M26 15.500v13M26 36h.01',
};

export function Icon({ kind }: { readonly kind: IconKind }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 52 52"
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <circle cx="26" cy="26" r="24" stroke-width="1.5" />
      {kind === 'valid' ? <circle cx="26" cy="26" r="20.500" stroke-width="0.75" /> : null}
      <path d={shapes[kind]} stroke-width={kind === 'pending' ? '4' : '2.5'} />
    </svg>
  );
}
