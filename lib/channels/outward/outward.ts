import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from '#lib/public-address.ts'
import { wordsIn } from '#lib/words/words.ts'
import {
  exchange,
  ForbiddenAddress,
  forbidden,
  type HttpAnswer,
  NoAnswer,
  type Outgoing,
} from './exchange.ts'

/** What came of a post. forbidden: the address may not be posted to. */
export type Posted =
  | HttpAnswer
  /** wasSent: there was a connection, so the other side may have it. */
  | { is: 'no-answer'; reason: string; wasSent: boolean }
  | { is: 'forbidden'; reason: string }

/** Posts to an absolute address. Never throws for what the other side or the network does. */
export type Post = (url: string, body: Outgoing['body'], headers: Outgoing['headers']) => Promise<Posted>

export type OutwardOptions = {
  /** Dangerous, for tests alone: posts may go to private addresses, and without TLS. */
  isPrivateAllowed?: boolean
  resolve?: LookupFunction
  connectMs?: number
  wholeMs?: number
}

/** Statuspage and Standard Webhooks both give an endpoint this long. */
const defaultWholeMs = 30_000
const defaultConnectMs = 10_000

/**
 * Posts to addresses that strangers gave us: by https, to the public Internet only, without following redirects.
 * The address is checked on what the name resolves to for the very socket that is used, so a name that changes its
 * mind in between gains nothing.
 */
export function outward(options: OutwardOptions = {}): Post {
  const { isPrivateAllowed = false, connectMs = defaultConnectMs, wholeMs = defaultWholeMs } = options
  const resolve: LookupFunction = options.resolve ?? lookup
  const conditions = {
    connectMs,
    wholeMs,
    lookup: isPrivateAllowed ? resolve : publicOnly(resolve),
    isAllowed: (address: string) => isPrivateAllowed || isPublicAddress(address),
  }
  return async (address, body, headers) => {
    try {
      const url = new URL(address)
      if (!isPrivateAllowed) checkUrl(url)
      return await exchange({ url, body, headers }, conditions)
    } catch (error) {
      if (error instanceof ForbiddenAddress) return { is: 'forbidden', reason: error.message }
      if (error instanceof NoAnswer) return { is: 'no-answer', reason: error.message, wasSent: error.wasSent }
      throw error
    }
  }
}

/** What can be said before the name is resolved. The URL parser has read 0x7f.1 and 2130706433 as 127.0.0.1 already. */
function checkUrl({ protocol, hostname }: URL): void {
  if (protocol !== 'https:') throw new ForbiddenAddress(wordsIn('en')('channels.onlyHttps'))
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw forbidden(host)
}

/** The same resolver without the addresses that are not public; where none is left, it fails. */
function publicOnly(resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const open = (found as LookupAddress[]).filter(({ address }) => isPublicAddress(address))
      const [first] = open
      if (!first) return callback(forbidden(hostname), [])
      if (options.all) callback(null, open)
      else callback(null, first.address, first.family)
    })
  }
}
