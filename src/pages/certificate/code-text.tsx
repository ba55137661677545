// A code, or an address with one, that may wrap after its hyphens and slashes, however narrow the screen.

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
