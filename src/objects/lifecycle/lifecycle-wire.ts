// Lifecycle rules in the XML of S3 (Amazon S3 API reference: LifecycleConfiguration). Pure.

import type { LifecycleFound, LifecycleRule } from './lifecycle.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function writeLifecycle(rules: readonly LifecycleRule[]): string {
  return `<LifecycleConfiguration xmlns="${namespace}">${rules.map(writeRule).join('')}</LifecycleConfiguration>`;
}

function writeRule(rule: LifecycleRule): string {
  const days = (element: string, inner: string, value: number | null) =>
    value === null ? '' : `<${element}><${inner}>${value}</${inner}></${element}>`;
  const transitions = rule.transitions.map(
    (step) => `<Transition><Days>${step.days}</Days><StorageClass>${step.storageClass}</StorageClass></Transition>`,
  );
  return [
    `<Rule><ID>${rule.id}</ID><Filter><Prefix>${rule.prefix}</Prefix></Filter>`,
    `<Status>${rule.isEnabled ? 'Enabled' : 'Disabled'}</Status>`,
    ...transitions,
    days('Expiration', 'Days', rule.expirationDays),
    days('NoncurrentVersionExpiration', 'NoncurrentDays', rule.noncurrentDays),
    days('AbortIncompleteMultipartUpload', 'DaysAfterInitiation', rule.abortMultipartDays),
    '</Rule>',
  ].join('');
}

/** The elements of Laurel's rules. Any other element in a bucket is a difference. */
const known: Readonly<Record<string, readonly string[]>> = {
  ID: [],
  Prefix: [],
  Status: [],
  Filter: ['Prefix'],
  Transition: ['Days', 'StorageClass'],
  Expiration: ['Days'],
  NoncurrentVersionExpiration: ['NoncurrentDays'],
  AbortIncompleteMultipartUpload: ['DaysAfterInitiation'],
};

/** Also reads rules that Laurel did not write. @returns null if the text is not a lifecycle configuration. */
export function readLifecycle(xml: string): LifecycleFound | null {
  const root = readXml(xml);
  if (root?.name !== 'LifecycleConfiguration') return null;
  const rules = root.children.filter(({ name }) => name === 'Rule');
  const others = root.children.filter(({ name }) => name !== 'Rule').map(({ name }) => name);
  return { rules: rules.map(readRule), unread: others };
}

function readRule(rule: XmlElement): LifecycleRule {
  return {
    id: textOf(rule, 'ID') ?? '',
    // The older form: a prefix in the rule itself, which Amazon still accepts.
    prefix: textOf(rule, 'Filter', 'Prefix') ?? textOf(rule, 'Prefix') ?? '',
    isEnabled: textOf(rule, 'Status') === 'Enabled',
    transitions: childrenOf(rule, 'Transition').map((step) => ({
      days: Number(textOf(step, 'Days') ?? Number.NaN),
      storageClass: textOf(step, 'StorageClass') ?? '',
    })),
    expirationDays: daysIn(rule, 'Expiration', 'Days'),
    noncurrentDays: daysIn(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays'),
    abortMultipartDays: daysIn(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation'),
    unread: unreadIn(rule),
  };
}

/** Unknown elements, and repeated elements of which only one is read. */
function unreadIn(rule: XmlElement): string[] {
  const names = rule.children.map(({ name }) => name);
  const repeated = names.filter((name, index) => name !== 'Transition' && names.indexOf(name) !== index);
  const unknown = rule.children.flatMap(({ name, children }) => {
    const inner = known[name];
    if (inner === undefined) return [name];
    const strange = children.filter((child, index) => {
      return !inner.includes(child.name) || children.findIndex((other) => other.name === child.name) !== index;
    });
    return strange.map((child) => `${name}/${child.name}`);
  });
  return [...new Set([...unknown, ...repeated])];
}

function daysIn(rule: XmlElement, element: string, inner: string): number | null {
  const [found] = childrenOf(rule, element);
  // NaN for an element without days, such as a date: it differs from an absent element.
  return found === undefined ? null : Number(textOf(found, inner) ?? Number.NaN);
}

function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child) => child.name === name);
}

function textOf(element: XmlElement, ...path: readonly string[]): string | null {
  const found = path.reduce<XmlElement | undefined>(
    (inner, name) => (inner === undefined ? undefined : childrenOf(inner, name)[0]),
    element,
  );
  return found?.text.trim() ?? null;
}
