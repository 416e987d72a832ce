import { Agent, get } from 'node:http'

/** Another network than that of the reader and the scanner. */
const stranger = '127.0.66.6'

/** Asks for ever new addresses at an even pace, whether they are answered or not, until it is stopped. */
export class Flood {
  private readonly statuses = new Map<number, number>()
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 400 })
  private readonly timer: NodeJS.Timeout
  private readonly beganAt = performance.now()
  private sent = 0

  private readonly siteUrl: string
  private readonly perSecond: number
  private readonly addressOf: (i: number) => string

  constructor(siteUrl: string, perSecond: number, addressOf: (i: number) => string) {
    this.siteUrl = siteUrl
    this.perSecond = perSecond
    this.addressOf = addressOf
    this.timer = setInterval(() => this.sendDue(), 20)
  }

  /** Ends it. Returns how many answers there were of each status. */
  async stop(): Promise<string> {
    clearInterval(this.timer)
    this.agent.destroy()
    const each = [...this.statuses].sort(([a], [b]) => a - b)
    return each.map(([status, count]) => `${count} × ${status}`).join(', ')
  }

  private sendDue(): void {
    const due = Math.floor(((performance.now() - this.beganAt) / 1000) * this.perSecond)
    for (; this.sent < due; this.sent++) this.send(this.addressOf(this.sent))
  }

  private send(path: string): void {
    const asked = get(this.siteUrl + path, { agent: this.agent, localAddress: stranger }, response => {
      const status = response.statusCode ?? 0
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1)
      response.resume()
    })
    asked.once('error', () => {})
  }
}
