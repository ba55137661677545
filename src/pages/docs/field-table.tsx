// Fields of a body, of an answer or of an event: name, kind, meaning. One column where the page is narrow.

import { inline } from './prose.tsx';
import type { Row } from './rows.ts';

interface TableProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  /** Most fields of an answer are always there: those that are not get the mark. */
  readonly isAnswer?: boolean;
}

export function FieldTable({ caption, rows, isAnswer = false }: TableProps) {
  if (rows.length === 0) return null;
  const markOf = ({ isRequired }: Row) => (isAnswer ? (isRequired ? '' : ' optional') : isRequired ? ' required' : '');
  return (
    <table>
      <caption>{caption}</caption>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              <code>{row.name}</code>
              <em>{markOf(row)}</em>
            </th>
            <td>{row.kind}</td>
            <td>{inline(row.note)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Sample({
  title,
  text,
  isOpen = false,
}: {
  readonly title: string;
  readonly text: string;
  readonly isOpen?: boolean;
}) {
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <pre>
        <code>{text}</code>
      </pre>
    </details>
  );
}
