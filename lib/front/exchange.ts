import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Incoming } from '#lib/body/incoming.ts'
import type { IntakeAnswer } from '#lib/body/intake-answer.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { AgedPages } from './aged/aged-pages.ts'
import type { BrandHosts } from './brands/brand-hosts.ts'
import type { BuiltSite } from './built-site.ts'
import type { Gate } from './gate/gate.ts'
import type { KnownPages } from './known-pages.ts'
import type { LiveStream } from './live/live-stream.ts'
import type { RenderedAnswer } from './page.ts'
import type { PageCache } from './page-cache.ts'
import type { ProxyWatch } from './proxy-watch.ts'
import type { ShutPage } from './refuse-page.ts'
import type { RenderQueue } from './rendering/render-queue.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** Where public pages come from. */
export type Pages = Pick<PageCache, 'peek' | 'get' | 'invalidate' | 'close'>

/** Answers what a tool or an agent sends, whatever that is. */
export type Intake = (request: Incoming, now: Date) => IntakeAnswer | Promise<IntakeAnswer>

/** Who answers at an address where tools and agents send; null: nobody. */
export type FindIntake = (path: string) => Intake | null

/** What requests are answered with. */
export type Parts = {
  pages: Pages
  /** Gives turns to what is made for one reader, in one line with the pages. */
  queue: RenderQueue
  live: LiveStream
  gate: Gate
  /** Whose site a host name is; left out: every one is the hoster's own. */
  brands?: BrandHosts
  known: KnownPages
  /** Kept pages, while nothing new is known; left out: they are sent as they are. */
  aged?: Pick<AgedPages, 'formOf'>
  built: BuiltSite
  watch: Pick<ProxyWatch, 'note'>
  trustedProxies: number
  /** sender: who asked, as X-Forwarded-For says it; left out where the page is for everybody. */
  render: (url: string, sender?: string) => Promise<RenderedAnswer>
  /** Whether whoever sends these headers is signed in at the desk. */
  isStaff: (headers: Headers) => Promise<boolean>
  /** Why a page of the desk does not open to whoever sends these headers; null: it may be asked for. */
  shutPage?: (url: string, headers: Headers) => Promise<ShutPage | null>
  findIntake: FindIntake
  next: Handler
}

/** A request, and what it is answered with. */
export type Exchange = {
  /** In which it is answered, and what stands before the address in its language: the request itself has it no more. */
  language: Language
  prefix: string
  request: IncomingMessage
  response: ServerResponse
  parts: Parts
  /** The page for what there is not, at a brand's; left out: the hoster's own. */
  lost?: { key: string; path: string }
}
