import { getSystemErrorName } from 'node:util'

/** What a failure of the network, DNS or TLS means, and what to do: by the code that Node gives it. */
const meanings: Record<string, string> = {
  ENOTFOUND: 'there is no such name. Look for a typing error in the address.',
  EAI_AGAIN: 'DNS gave no answer about it. That passes by itself in most cases.',
  ECONNREFUSED: 'nothing takes connections there. Check that the service runs, and the port.',
  ECONNRESET: 'the other side broke the connection off.',
  EPIPE: 'the other side broke the connection off.',
  ETIMEDOUT: 'there was no answer in time. Check that a firewall lets us through.',
  ESOCKETTIMEDOUT: 'there was no answer in time. Check that a firewall lets us through.',
  EHOSTUNREACH: 'no way leads there from this machine. Check the network and the firewall.',
  ENETUNREACH: 'no way leads there from this machine. Check the network and the firewall.',
  EADDRNOTAVAIL: 'this machine has no free address to connect from.',
  EPROTO: 'the other side does not speak TLS as we do. Check the port, and http or https.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the other side does not speak TLS there. Check the port, and http or https.',
  CERT_HAS_EXPIRED: 'its certificate has expired and has to be renewed there.',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet. Check the clocks.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself. It needs one of a public authority.',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of an authority that nobody knows.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes without the one that signed it. Install the whole chain.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is of an authority that nobody knows.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name. Check the address.',
}

/**
 * Says a failure to reach somebody as a sentence: what happened, and what to do. Names where, as far as the failure
 * does; a failure that is unknown comes back in its own words.
 */
export function networkWords(error: Error): string {
  const first = error instanceof AggregateError ? error.errors.find(each => each instanceof Error) : undefined
  const failure: NodeJS.ErrnoException & Place = first ?? error
  const code = codeOf(failure)
  const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined
  if (meaning) return `${placeOf(failure)}${meaning}`
  if (code.startsWith('HPE_')) return 'what answers there does not speak HTTP. Check the port.'
  return error.message || code || 'it failed without a reason'
}

/** The code, or that of the system where a library has put one of its own in its place. */
function codeOf({ code = '', errno }: NodeJS.ErrnoException): string {
  if (Object.hasOwn(meanings, code) || errno === undefined || errno >= 0) return code
  return getSystemErrorName(errno)
}

type Place = { hostname?: string; address?: string; port?: number }

/** "hooks.example.com: ", or nothing. */
function placeOf({ hostname, address, port }: Place): string {
  const name = hostname ?? address
  if (!name) return ''
  return `${name}${port ? ` port ${port}` : ''}: `
}
