import { later } from '#lib/rules/time/time.ts'

/** So long before its end the owners are reminded of it. */
export const endReminderDays = 14
/** So long the secret before may work beside the new one. */
export const longestOverlapDays = 7

/** Requests in a minute: where nothing else is said, and the most that can be allowed. */
export const usualPerMinute = 600
export const mostPerMinute = 60_000

/** More networks than this are a firewall's work. */
export const mostNetworks = 50

/** In how many seconds a key may send one request again, given how many it has left; at least 1. */
export function retrySeconds(perMinute: number, left: number): number {
  return Math.max(1, Math.ceil(((1 - left) * 60) / perMinute))
}

/** What the headers RateLimit-Policy and RateLimit say (draft-ietf-httpapi-ratelimit-headers-10). left: after this request. */
export function rateHeaders(perMinute: number, left: number): Record<string, string> {
  const whole = Math.floor(Math.max(0, left))
  const fullSeconds = Math.ceil(((perMinute - Math.max(0, left)) * 60) / perMinute)
  return {
    'ratelimit-policy': `"key";q=${perMinute};w=60`,
    ratelimit: `"key";r=${whole};t=${fullSeconds}`,
  }
}

/** When the owners are to be reminded that a key ends; null: it was made to end sooner than that. */
export function endReminderAt(madeAt: Date, expiresAt: Date): Date | null {
  const at = later(expiresAt, -endReminderDays * 86_400)
  return at > madeAt ? at : null
}
