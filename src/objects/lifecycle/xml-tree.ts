// A parser for the XML of S3. Pure. Attributes, comments and processing instructions are skipped; S3 sends no CDATA sections and no
// DTDs.

import { decodeEntities } from '../stores/s3-wire.ts';

export interface XmlElement {
  readonly name: string;
  /** Without the text of the children. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const tokens = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<(\/?)([\w.:-]+)(?:"[^"]*"|'[^']*'|[^'">])*?(\/?)>|([^<]+)/g;

/** The root element; null if the document is not well-formed. */
export function readXml(xml: string): XmlElement | null {
  const top = { name: '', text: '', children: [] as XmlElement[] };
  const open = [top];
  for (const [, closing, name, empty, text] of xml.matchAll(tokens)) {
    const current = open.at(-1);
    if (current === undefined) return null;
    if (text !== undefined) current.text += decodeEntities(text);
    if (name === undefined) continue;
    if (closing === '/') {
      if (current.name !== name) return null;
      open.pop();
      continue;
    }
    const element = { name, text: '', children: [] as XmlElement[] };
    current.children.push(element);
    if (empty !== '/') open.push(element);
  }
  const [root] = top.children;
  return open.length === 1 && top.children.length === 1 && root !== undefined ? root : null;
}
