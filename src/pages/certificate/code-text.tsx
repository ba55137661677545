// A code, or an address with a code, that may wrap after hyphens and slashes.

export function CodeText({ text }: { readonly text: string }) {
  const parts = text.split(/(?<=[-/])/);
  return (
    <span class="code" lang="en" translate="no">
      {parts.map((part) => (
        <>
          {part}
          <wbr />
        </>
      ))}
    </span>
  );
}
