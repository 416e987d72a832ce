import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { RequestHead } from '#lib/processes/wire/whole-answer.ts'
import { isPublicAddress } from '#lib/public-address.ts'
import { plainAddress } from './forwarded.ts'

/** What was not seen for this long is over. */
const rememberedMs = 24 * 3600_000
/** A stranger from the Internet may send the header too; a proxy there sends it for many. */
const leastClients = 5
const mostPeers = 50

/** Somebody who sends as a proxy does, and when. */
export type SeenProxy = { peer: string; atMs: number }

type Options = {
  trustedProxies: number
  host: string
  port: number
  say: (line: string) => void
  /** Tells the other processes of this machine what was seen for the first time. */
  tell?: (seen: SeenProxy) => void
  nowMs?: () => number
  /** The addresses of this machine. */
  ownAddresses?: () => string[]
}

/** Notices when the trust in proxies does not fit what comes in, says it once, and tells the desk as long as it is so. */
export class ProxyWatch {
  private readonly options: Required<Options>
  private readonly clients = new Map<string, Set<string>>()
  private seen: SeenProxy | null = null

  constructor(options: Options) {
    this.options = { nowMs: Date.now, ownAddresses, tell: () => {}, ...options }
    const open = this.openDoor()
    if (open) options.say(open)
  }

  /** Looks at a request as it came. */
  note({ headers, socket }: Pick<RequestHead, 'headers' | 'socket'>): void {
    const said = headers['x-forwarded-for']
    if (said === undefined || this.options.trustedProxies > 0) return
    const peer = plainAddress(socket.remoteAddress ?? '')
    if (isOurs(headers, peer)) return
    if (isPublicAddress(peer) && !this.isBusy(peer, plainAddress(String(said).split(',').at(-1) ?? '')))
      return
    const isNew = this.seen === null
    this.seen = { peer, atMs: this.options.nowMs() }
    if (!isNew) return
    this.options.say(untrusted(peer))
    this.options.tell(this.seen)
  }

  /** Learns what another process of this machine has seen, and said. */
  noteSeen(seen: SeenProxy): void {
    this.seen = seen
  }

  /** What is not as it should be, in sentences for staff. */
  warnings(): string[] {
    const { nowMs, ownAddresses, host } = this.options
    const isRecent = this.seen !== null && nowMs() - this.seen.atMs < rememberedMs
    const open = this.openDoor()
    // A machine without a public address, such as a container, is reached by who is near it alone.
    const isReached = !isWildcard(host) || ownAddresses().some(isPublicAddress)
    return [
      ...(isRecent && this.seen ? [untrusted(this.seen.peer)] : []),
      ...(open && isReached ? [open] : []),
    ]
  }

  private isBusy(peer: string, client: string): boolean {
    const clients = this.clients.get(peer) ?? new Set()
    if (clients.size < leastClients) clients.add(client)
    if (this.clients.size < mostPeers) this.clients.set(peer, clients)
    return clients.size >= leastClients
  }

  private openDoor(): string | null {
    const { trustedProxies, host, port } = this.options
    if (trustedProxies === 0 || !(isWildcard(host) || isPublicAddress(host))) return null
    return `TRUSTED_PROXIES is ${trustedProxies} and HOST is ${host}: whoever reaches port ${port} past the proxy can pass for any address. Set HOST=127.0.0.1, or let a firewall admit the proxy alone.`
  }
}

/** Next fetches the page that a form of the desk leads to, from ourselves, with the headers of who sent the form. */
function isOurs(headers: RequestHead['headers'], peer: string): boolean {
  const isNear = peer === '::1' || peer.startsWith('127.')
  return isNear && (headers.rsc !== undefined || headers['x-action-forwarded'] !== undefined)
}

function untrusted(peer: string): string {
  return `${peer || 'A proxy'} sends X-Forwarded-For as a proxy does, but TRUSTED_PROXIES is 0: so all readers behind it count as one address, and one of them can use up the turns of all. Set TRUSTED_PROXIES to the number of proxies that stand in a row, most often 1, and start again.`
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || (isIP(host) === 6 && /^[0:]+$/.test(host))
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap(each => (each ?? []).map(({ address }) => address))
}
