import { z } from 'zod'
import { channelFacts } from '#lib/rules/destinations/channels/channels.ts'
import type { ChannelFacts } from './channel-facts.ts'
import { type ChannelName, type DestinationConfig, factsOf } from './destination.ts'

/** A destination as its owner asks for it. */
export type DestinationAsked = {
  channel: ChannelName
  address: string
  /** What its owner calls it; empty: nothing. */
  label: string
  /** null: a secret that is ours to make. */
  config: DestinationConfig | null
}

/** browser: what a browser handed out is no address of a push service, or has no keys. */
export type DestinationProblem = 'channel' | 'address' | 'browser' | 'label' | 'token'

const Label = z
  .string()
  .trim()
  .max(40)
  .regex(/^[^\p{Cc}]*$/u)

/** Reads the form. isPlainAllowed: in tests, addresses without TLS and of any host pass. */
export function readDestinationForm(
  fields: Readonly<Record<string, string>>,
  isPlainAllowed: boolean,
  among: Readonly<Record<string, ChannelFacts>> = channelFacts,
): ({ is: 'destination' } & DestinationAsked) | { is: 'wrong'; problem: DestinationProblem } {
  const channel = z.enum(Object.keys(among) as ChannelName[]).safeParse(fields.channel).data
  const facts = channel && among[channel]
  if (!facts) return { is: 'wrong', problem: 'channel' }
  const address = readAddressAs(facts.address, fields.address ?? '', isPlainAllowed)
  const config = readConfig(facts, fields)
  if (facts.isByScript && (!address || config === 'wrong')) return { is: 'wrong', problem: 'browser' }
  if (!address) return { is: 'wrong', problem: 'address' }
  const label = Label.safeParse(fields.label ?? '')
  if (!label.success) return { is: 'wrong', problem: 'label' }
  if (config === 'wrong') return { is: 'wrong', problem: 'token' }
  return {
    is: 'destination',
    channel,
    address,
    label: label.data,
    config,
  }
}

/** What the form says that a channel needs besides an address; null: that is ours to make. */
function readConfig(
  { config, configIn, makesSecret }: ChannelFacts,
  fields: Readonly<Record<string, string>>,
): DestinationConfig | null | 'wrong' {
  if (makesSecret) return null
  const read = config.safeParse(configIn?.(fields) ?? {})
  return read.success ? (read.data as DestinationConfig) : 'wrong'
}

const mostAddress = 2000

/** The address in one form, so that the same is known again; null: the channel has no such address. */
export function readAddress(channel: ChannelName, text: string, isPlainAllowed: boolean): string | null {
  return readAddressAs(factsOf(channel).address, text, isPlainAllowed)
}

function readAddressAs(form: ChannelFacts['address'], text: string, isPlainAllowed: boolean): string | null {
  const given = text.trim()
  if (given.length === 0 || given.length > mostAddress) return null
  if (form.is === 'name') return form.read(given)
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url || url.username || url.password) return null
  url.hash = ''
  if (isPlainAllowed && url.protocol === 'http:') return url.href
  if (url.protocol !== 'https:') return null
  return form.places.some(place => place.test(`${url.host}${url.pathname}`)) ? url.href : null
}

/** An address that its owner knows again, and from which nobody could send: secrets end in "…". */
export function shownAddress(channel: ChannelName, address: string): string {
  const form = factsOf(channel).address
  if (form.is === 'name') return form.shown(address)
  const { host, pathname } = new URL(address)
  // What stands for an address says nothing of its path: see db/keys/destination.
  const isStandIn = /\/~[\w-]{22}$/.test(pathname)
  return `${host}${isStandIn ? '/…' : (form.shownPath?.(pathname) ?? '/…')}`
}
