import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/app/configuration/config.ts';
import { unprintableReason } from '../../../src/core/public-url.ts';

describe('a public URL', () => {
  it.each([
    'https://laurel.net',
    'https://verify.laurel.net:8443',
    'https://laurel.net/verify',
    'https://10.laurel.net',
    'https://127.laurel.org',
    'https://8.8.8.8',
    'https://172.32.0.1',
    'https://[2606:4700::1111]',
    'https://localhost.laurel.net',
    'https://223.255.255.255',
    'https://laurel.example.org',
    'https://xn--45be.net',
  ])('%s may be printed', (url) => {
    expect(unprintableReason(url)).toBeNull();
  });

  it.each([
    'http://laurel.net',
    'http://localhost:8787',
    'https://localhost',
    'https://LOCALHOST.',
    'https://api.localhost',
    'https://laurel',
    'https://laurel.local',
    'https://laurel.internal',
    'https://router.lan',
    'https://127.0.0.1',
    'https://127.1',
    'https://0x7f.1',
    'https://2130706433',
    'https://0.0.0.0',
    'https://10.1.2.3',
    'https://172.16.0.1',
    'https://172.31.255.255',
    'https://192.168.1.1',
    'https://169.254.1.1',
    'https://100.64.0.1',
    'https://[::1]',
    'https://[::]',
    'https://[fd00::1]',
    'https://[fe80::1]',
    'https://[::ffff:10.0.0.1]',
    'https://user:secret@laurel.net',
    'https://laurel.net?x=1',
    'https://laurel.net#f',
    'https://laurel.net/?',
    'https://laurel.invalid',
    'https://laurel.localdomain',
    'https://laurel.home',
    'https://laurel.example',
    'https://192.0.2.1',
    'https://198.18.0.1',
    'https://198.51.100.7',
    'https://203.0.113.7',
    'https://224.0.0.1',
    'https://255.255.255.255',
    'https://[2001:db8::1]',
    'https://[ff02::1]',
  ])('%s may not be printed', (url) => {
    expect(unprintableReason(url)).not.toBeNull();
  });
});

describe('the configuration outside of development', () => {
  const bindings = {
    PUBLIC_URL: 'http://localhost:8787',
    DATABASE_URL: 'postgres://laurel:hidden@db/laurel',
    JWT_SECRET: 'x'.repeat(32),
  };

  it.each(['staging', 'production', undefined])(
    '(%s) has an issuing fault if other people cannot open PUBLIC_URL',
    (name) => {
      const { issuingFault } = readConfig({ ...bindings, ...(name === undefined ? {} : { LAUREL_ENV: name }) });
      expect(issuingFault?.variable).toBe('PUBLIC_URL');
    },
  );

  it('has no fault with a public URL, nor in development', () => {
    expect(readConfig({ ...bindings, LAUREL_ENV: 'development' }).issuingFault).toBeNull();
    expect(readConfig({ ...bindings, PUBLIC_URL: 'https://laurel.net' }).issuingFault).toBeNull();
  });
});
