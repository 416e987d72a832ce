import { describe, expect, it } from 'vitest'
import { networkWords } from '#lib/network-words.ts'

const failure = (code: string, facts: Record<string, unknown> = {}) =>
  Object.assign(new Error(`internal words ${code}`), { code }, facts)

describe('a failure of the network', () => {
  it.each([
    [
      failure('ENOTFOUND', { hostname: 'hooks.exmaple.com' }),
      'hooks.exmaple.com: there is no such name. Look for a typing error in the address.',
    ],
    [
      failure('ECONNREFUSED', { address: '192.0.2.1', port: 443 }),
      '192.0.2.1 port 443: nothing takes connections there. Check that the service runs, and the port.',
    ],
    [
      failure('ESOCKET', { errno: -111, address: '127.0.0.1', port: 25 }),
      '127.0.0.1 port 25: nothing takes connections there. Check that the service runs, and the port.',
    ],
    [failure('CERT_HAS_EXPIRED'), 'its certificate has expired and has to be renewed there.'],
    [failure('HPE_INVALID_CONSTANT'), 'what answers there does not speak HTTP. Check the port.'],
    [
      new AggregateError([failure('ECONNREFUSED', { address: '::1', port: 9 })], ''),
      '::1 port 9: nothing takes connections there. Check that the service runs, and the port.',
    ],
    [new Error('no connection within 10000 ms'), 'no connection within 10000 ms'],
    [failure('toString'), 'internal words toString'],
  ])('%s is a sentence that says what to do', (error, sentence) => {
    expect(networkWords(error)).toBe(sentence)
  })
})
