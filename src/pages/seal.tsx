// The sign beside a verdict: a tick or a bar in a ring. Decoration: the heading says the same in words.

export function Seal({ isGood }: { readonly isGood: boolean }) {
  return (
    <svg
      viewBox="0 0 52 52"
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <circle cx="26" cy="26" r="24" stroke-width="1.5" />
      <circle cx="26" cy="26" r="20" stroke-width="0.75" />
      {isGood ? <path d="M16.500 27l6.500 6.500 13-14.500" /> : <path d="M26 15.500v13M26 35v.6" />}
    </svg>
  );
}
