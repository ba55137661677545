// Lifecycle rules as S3 writes them down (Amazon S3 API reference: LifecycleConfiguration). Pure.

import type { LifecycleRule } from './lifecycle.ts';
import { readText } from './s3-wire.ts';

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

/** Also of rules that others wrote: a filter by prefix, by the older element, or by several things at once. */
export function readLifecycle(xml: string): LifecycleRule[] {
  return elements(xml, 'Rule').map((rule) => ({
    id: readText(rule, 'ID') ?? '',
    prefix: readText(rule, 'Prefix') ?? '',
    isEnabled: readText(rule, 'Status') === 'Enabled',
    transitions: elements(rule, 'Transition').map((step) => ({
      days: Number(readText(step, 'Days') ?? Number.NaN),
      storageClass: readText(step, 'StorageClass') ?? '',
    })),
    expirationDays: daysIn(rule, 'Expiration', 'Days'),
    noncurrentDays: daysIn(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays'),
    abortMultipartDays: daysIn(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation'),
  }));
}

function daysIn(rule: string, element: string, inner: string): number | null {
  const [found] = elements(rule, element);
  // A date, or a marker to be removed, is no number of days: told apart from nothing at all.
  return found === undefined ? null : Number(readText(found, inner) ?? Number.NaN);
}

function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1] ?? '');
}
