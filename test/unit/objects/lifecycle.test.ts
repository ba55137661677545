import { describe, expect, it } from 'vitest';
import {
  compareRules,
  faultsOf,
  type LifecycleRule,
  lifecycleRules,
} from '../../../src/objects/lifecycle/lifecycle.ts';
import { readLifecycle, writeLifecycle } from '../../../src/objects/lifecycle/lifecycle-wire.ts';

const [cooling] = lifecycleRules.s3 as readonly [LifecycleRule];

describe('lifecycle rules', () => {
  it('of Laurel are valid, and are read as they were written', () => {
    for (const side of ['s3', 'r2'] as const) {
      expect(faultsOf(side, lifecycleRules[side])).toEqual([]);
      expect(readLifecycle(writeLifecycle(lifecycleRules[side]))).toEqual({ rules: lifecycleRules[side], unread: [] });
    }
  });

  it('of Laurel are exactly these', () => {
    const steps = cooling.transitions.map(({ days, storageClass }) => `${storageClass} at ${days}`);
    expect([steps, cooling.noncurrentDays]).toEqual([['STANDARD_IA at 30', 'GLACIER_IR at 365'], 30]);
    expect(lifecycleRules.s3.find(({ prefix }) => prefix === '_temp/')?.expirationDays).toBe(7);
    expect(lifecycleRules.s3.find(({ abortMultipartDays }) => abortMultipartDays !== null)?.abortMultipartDays).toBe(7);
    expect(lifecycleRules.r2).toEqual([]);
  });

  it.each<[string, Partial<LifecycleRule>, RegExp]>([
    ['delete certificates', { expirationDays: 3650 }, /would delete certificates/],
    ['delete everything', { prefix: '', expirationDays: 3650 }, /would delete certificates/],
    [
      'move objects to an archive class',
      { transitions: [{ days: 90, storageClass: 'DEEP_ARCHIVE' }] },
      /does not allow immediate reads/,
    ],
    [
      'move objects to a class that needs a restore',
      { transitions: [{ days: 90, storageClass: 'GLACIER' }] },
      /does not allow immediate reads/,
    ],
    ['move objects too early', { transitions: [{ days: 7, storageClass: 'STANDARD_IA' }] }, /the minimum is 30/],
    [
      'have transitions in descending order',
      {
        transitions: [
          { days: 60, storageClass: 'STANDARD_IA' },
          { days: 45, storageClass: 'GLACIER_IR' },
        ],
      },
      /not in ascending order/,
    ],
    ['have half days', { noncurrentDays: 0.5 }, /not a positive integer/],
    ['have no action', { transitions: [], noncurrentDays: null }, /has no action/],
  ])('may not %s', (_, change, sentence) => {
    expect(faultsOf('s3', [{ ...cooling, ...change }]).join(' ')).toMatch(sentence);
  });

  it('on R2 may have neither versions nor Glacier, and ids are unique', () => {
    expect(faultsOf('r2', lifecycleRules.s3).join(' ')).toMatch(/STANDARD_IA, which costs more on R2.*versions/);
    expect(faultsOf('s3', [cooling, cooling])).toEqual(['Two rules have the id pdf-cools.']);
  });

  it('of a bucket are compared: missing, different, unknown', () => {
    const found = [
      { ...cooling, isEnabled: false },
      { ...cooling, id: 'not-listed' },
    ];
    expect(compareRules([cooling, { ...cooling, id: 'new' }], { rules: found, unread: [] })).toEqual([
      { id: 'pdf-cools', kind: 'different' },
      { id: 'new', kind: 'missing' },
      { id: 'not-listed', kind: 'unknown' },
    ]);
    expect(compareRules([cooling], { rules: [cooling], unread: [] })).toEqual([]);
    // A second rule with the same id, and NaN.
    expect(compareRules([cooling], { rules: [cooling, cooling], unread: [] })).toHaveLength(1);
    const dated = { ...cooling, expirationDays: Number.NaN };
    expect(compareRules([cooling], { rules: [dated], unread: [] })).toHaveLength(1);
  });
});

describe('a configuration read from a bucket', () => {
  it.each([
    ['', 'nothing'],
    ['<LifecycleConfiguration><Rule></LifecycleConfiguration>', 'an element left open'],
    ['<Error><Code>X</Code></Error>', 'an error'],
    ['<html><body>hello</body></html>', 'a page'],
  ])('is none when it is %s (%s)', (xml) => expect(readLifecycle(xml)).toBeNull());

  it('is read with any namespace, comments, empty elements and order', () => {
    const xml = `<?xml version="1.0"?><LifecycleConfiguration xmlns="http://x/>"><!-- <Rule> --><Rule><Status>Enabled</Status>
      <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>
      <Filter/><ID>a &amp; b</ID></Rule></LifecycleConfiguration>`;
    const rule = { id: 'a & b', prefix: '', isEnabled: true, abortMultipartDays: 7, unread: [] };
    expect(readLifecycle(xml)).toMatchObject({ rules: [rule], unread: [] });
  });

  it('lists elements that Laurel does not use', () => {
    const rule = `<Rule><ID>x</ID><Filter><Prefix>x/</Prefix></Filter><Novelty/><Expiration><Days>1</Days><Hours>2</Hours></Expiration></Rule>`;
    expect(readLifecycle(`<LifecycleConfiguration>${rule}<Extra/></LifecycleConfiguration>`)).toMatchObject({
      rules: [{ unread: ['Novelty', 'Expiration/Hours'] }],
      unread: ['Extra'],
    });
  });
});
