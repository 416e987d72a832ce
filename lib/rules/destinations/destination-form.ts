import { z } from 'zod'
import { type ChannelName, channelNames, configs } from './destination.ts'

/** A destination as its owner asks for it; the webhook's secret is ours to make. */
export type DestinationAsked = {
  channel: ChannelName
  address: string
  /** What its owner calls it; empty: nothing. */
  label: string
  /** ntfy only: for a protected topic. */
  token: string | null
  /** Web Push only. */
  keys: { p256dh: string; auth: string } | null
}

/** browser: what a browser handed out is no address of a push service, or has no keys. */
export type DestinationProblem = 'channel' | 'address' | 'browser' | 'label' | 'token'

const Label = z
  .string()
  .trim()
  .max(40)
  .regex(/^[^\p{Cc}]*$/u)
const Token = z.string().regex(/^[\x21-\x7e]{0,100}$/)

/** Reads the form. isPlainAllowed: in tests, addresses without TLS and of any host pass. */
export function readDestinationForm(
  fields: Readonly<Record<string, string>>,
  isPlainAllowed: boolean,
): ({ is: 'destination' } & DestinationAsked) | { is: 'wrong'; problem: DestinationProblem } {
  const channel = z.enum(channelNames).safeParse(fields.channel)
  if (!channel.success) return { is: 'wrong', problem: 'channel' }
  const address = readAddress(channel.data, fields.address ?? '', isPlainAllowed)
  const keys = configs['web-push'].safeParse({ p256dh: fields.p256dh, auth: fields.auth })
  if (channel.data === 'web-push' && !(address && keys.success)) return { is: 'wrong', problem: 'browser' }
  if (!address) return { is: 'wrong', problem: 'address' }
  const label = Label.safeParse(fields.label ?? '')
  if (!label.success) return { is: 'wrong', problem: 'label' }
  const token = Token.safeParse(fields.secret ?? '')
  if (!token.success) return { is: 'wrong', problem: 'token' }
  return {
    is: 'destination',
    channel: channel.data,
    address,
    label: label.data,
    token: token.data || null,
    keys: keys.data ?? null,
  }
}

const mostAddress = 2000

/** The address in one form, so that the same is known again; null: the channel has no such address. */
export function readAddress(channel: ChannelName, text: string, isPlainAllowed: boolean): string | null {
  const given = text.trim()
  if (given.length === 0 || given.length > mostAddress) return null
  if (channel === 'sms') return readNumber(given)
  if (channel === 'telegram') return /^(-?\d{1,20}|@[A-Za-z]\w{3,31})$/.test(given) ? given : null
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url || url.username || url.password) return null
  url.hash = ''
  if (isPlainAllowed && url.protocol === 'http:') return url.href
  if (url.protocol !== 'https:') return null
  return places[channel].some(place => place.test(`${url.host}${url.pathname}`)) ? url.href : null
}

/** Host and path that addresses of a channel have. */
const places: Record<Exclude<ChannelName, 'sms' | 'telegram'>, readonly RegExp[]> = {
  webhook: [/^/],
  slack: [/^hooks\.slack(-gov)?\.com\/(services|workflows|triggers)\/./],
  discord: [/^((ptb|canary)\.)?discord(app)?\.com\/api\/(v\d+\/)?webhooks\/\d+\/[\w-]+$/],
  // Workflows moved from the first to the second in November 2025; Azure Logic Apps stay at the first.
  teams: [
    /^[\w.-]+\.logic\.azure\.com\/(workflows|powerautomate)\/./,
    /^[\w.-]+\.environment\.api\.powerplatform\.com\/powerautomate\/./,
  ],
  ntfy: [/^[^/]+\/[\w-]{1,64}$/],
  // No code proves a browser, so anybody could name any address: only those of the browsers' own services are taken.
  'web-push': [
    /^fcm\.googleapis\.com\/./,
    /^[\w-]+\.push\.services\.mozilla\.com\/./,
    /^[\w-]+\.notify\.windows\.com\/./,
    /^[\w-]+\.push\.apple\.com\/./,
  ],
}

/** E.164: "+49 170 1234567" is "+491701234567". */
function readNumber(text: string): string | null {
  const number = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null
}

/** An address that its owner knows again, and from which nobody could send: secrets end in "…". */
export function shownAddress(channel: ChannelName, address: string): string {
  if (channel === 'telegram') return address
  if (channel === 'sms') return `${address.slice(0, 4)}…${address.slice(-3)}`
  const { host, pathname } = new URL(address)
  // What stands for an address says nothing of its path: see db/keys/destination.
  if (/\/~[\w-]{22}$/.test(pathname)) return `${host}/…`
  if (channel === 'ntfy') return `${host}${pathname.slice(0, 4)}…`
  return channel === 'webhook'
    ? `${host}${pathname.slice(0, 24)}${pathname.length > 24 ? '…' : ''}`
    : `${host}/…`
}
