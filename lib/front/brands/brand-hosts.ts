import { faultOf, logFault } from '#lib/faults/fault.ts'
import type { RequestHead } from '#lib/processes/wire/whole-answer.ts'
import { isPublicAddress } from '#lib/public-address.ts'
import { isPublicName } from '#lib/public-name.ts'
import { hostOfHeader } from '#lib/rules/brands/brand.ts'

/** A brand by its addresses. pages: of each of its servers, at the hoster's own site and at the brand's. */
export type PlacedBrand = {
  id: string
  host: string
  isRetired: boolean
  pages: ReadonlyMap<string, string>
  files: readonly string[]
}

/** A brand with the pages of its servers, as the brand calls them. */
export type ShownBrand = PlacedBrand & { shown: ReadonlySet<string> }

/** What is asked for at a host. unknown: nobody's site. unsure: it is not known whose. */
export type HostPlace =
  | { is: 'own' }
  | { is: 'brand'; brand: ShownBrand }
  | { is: 'unknown' }
  | { is: 'unsure' }

type Options = {
  /** Reads where all brands are. */
  read: () => Promise<readonly PlacedBrand[]>
  /** The hoster's own host. */
  ownHost: string
  trustedProxies: number
  /** Says to whoever runs it what is asked for and answered by nothing. */
  say: (line: string) => void
}

const own: HostPlace = { is: 'own' }

/** Names of nobody that the log tells of. */
const mostSaid = 20
const retryMs = 1_000

/** Pages of a brand are made at this address, for which nobody outside can ask, and change together. */
const brandsBase = '/at/'

export function brandBase(id: string): string {
  return brandsBase + id
}

/** Whether an address inside is of a brand. */
export function isOfBrand(url: string): boolean {
  return url.startsWith(brandsBase)
}

/** The address at its brand's host of what is made at an address inside. */
export function ownPathOf(key: string): string {
  const end = key.indexOf('/', brandsBase.length)
  return end < 0 ? '/' : key.slice(end)
}

/**
 * Knows whose site a host name is. Without brands every host is the hoster's own, as it always was. With one, a name of the
 * public Internet that is neither theirs nor a brand's is nobody's, also that of a brand that is retired: whoever follows an
 * old address learns nothing. Names and addresses of a network of one's own, which no reader uses, stay the hoster's.
 */
export class BrandHosts {
  private byHost: ReadonlyMap<string, ShownBrand> = new Map()
  private isSure = false
  private readonly said = new Set<string>()
  private readonly options: Options
  private reading: Promise<boolean> | undefined

  constructor(options: Options) {
    this.options = options
  }

  /**
   * Whose site is asked for. What a proxy says of the host counts where the request itself comes to no site's: whoever sends that
   * header past a cache in front would else put one site's page into another's place.
   */
  placeOf({ headers }: Pick<RequestHead, 'headers'>): HostPlace {
    if (this.isSure && this.byHost.size === 0) return own
    const host = hostOfHeader(headers.host)
    if (host === null || this.isOfSite(host) || this.options.trustedProxies === 0)
      return this.placeOfHost(host)
    const forwarded = headers['x-forwarded-host']
    return this.placeOfHost(forwarded === undefined ? host : hostOfHeader(String(forwarded)))
  }

  /** What changes at brands with these pages of the hoster's own: where they are made, and their own paths. */
  touchedBy(paths: readonly string[]): { id: string; base: string; paths: string[] }[] {
    const isAll = paths.includes('*')
    return [...this.byHost.values()].flatMap(({ id, isRetired, pages }) => {
      const changed = isAll ? [...pages.values()] : paths.flatMap(path => pages.get(path) ?? [])
      if (isRetired || (changed.length === 0 && !isAll)) return []
      return [{ id, base: brandBase(id), paths: ['/', ...changed] }]
    })
  }

  /**
   * Reads anew where all brands are. Returns false when it failed: then nobody but the hoster's own readers is served. While the
   * database is away what was known stays, and is read again.
   */
  async readAgain(): Promise<boolean> {
    const before = this.reading
    // One that has begun already may have read before the last change.
    if (before) await before
    this.reading ??= this.load().finally(() => {
      this.reading = undefined
    })
    return this.reading
  }

  private isOfSite(host: string): boolean {
    return host === this.options.ownHost || this.byHost.has(host)
  }

  private placeOfHost(host: string | null): HostPlace {
    if (host === null || host === this.options.ownHost) return own
    if (!this.isSure) return { is: 'unsure' }
    const brand = this.byHost.get(host)
    if (brand && !brand.isRetired) return { is: 'brand', brand }
    if (!brand && !isPublicName(host) && !isPublicAddress(host)) return own
    this.sayUnknown(host)
    return { is: 'unknown' }
  }

  /** So that whoever forgot a name finds out; a stranger invents no more than a few. */
  private sayUnknown(host: string): void {
    if (this.said.size >= mostSaid || this.said.has(host)) return
    this.said.add(host)
    this.options.say(`${host} is neither in SITE_URL nor a brand's: who reads there is answered 421`)
  }

  private async load(): Promise<boolean> {
    try {
      const all = await this.options.read()
      this.byHost = new Map(all.map(brand => [brand.host, shownBy(brand)]))
      this.isSure = true
    } catch (error) {
      if (this.isSure) logFault('it cannot be read which brands there are', error)
      this.isSure &&= faultOf(error) === 'away'
      if (this.isSure) setTimeout(() => void this.readAgain(), retryMs).unref()
    }
    return this.isSure
  }
}

/** Made once, and not for each request. */
export function shownBy(brand: PlacedBrand): ShownBrand {
  return { ...brand, shown: new Set(brand.pages.values()) }
}
