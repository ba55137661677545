import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { unprintableReason } from '../../src/core/public-url.ts';

describe('a public URL', () => {
  it.each([
    'https://laurel.example',
    'https://verify.laurel.example:8443',
    'https://laurel.example/verify',
    'https://10.example',
    'https://127.example.org',
    'https://8.8.8.8',
    'https://172.32.0.1',
    'https://[2606:4700::1111]',
    'https://localhost.example',
    'https://xn--45be.example',
  ])('%s may be printed', (url) => {
    expect(unprintableReason(url)).toBeNull();
  });

  it.each([
    'http://laurel.example',
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
    'https://user:secret@laurel.example',
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
    expect(readConfig({ ...bindings, PUBLIC_URL: 'https://laurel.example' }).issuingFault).toBeNull();
  });
});
