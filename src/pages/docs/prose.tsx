// Descriptions of the API document as HTML: paragraphs, lists, code and bold text. No other Markdown is used there.

import type { Child } from 'hono/jsx';

export function Prose({ text }: { readonly text: string }) {
  const blocks = text.split(/\n{2,}/);
  return (
    <>
      {blocks.map((block) => {
        const lines = block.split('\n');
        if (!lines.every((line) => line.startsWith('- '))) return <p>{inline(block)}</p>;
        return (
          <ul>
            {lines.map((line) => (
              <li>{inline(line.slice(2))}</li>
            ))}
          </ul>
        );
      })}
    </>
  );
}

export function inline(text: string): Child[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`')) return <code>{part.slice(1, -1)}</code>;
    return part.startsWith('**') ? <strong>{part.slice(2, -2)}</strong> : part;
  });
}
