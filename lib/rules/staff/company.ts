import { z } from 'zod'
import { Email } from '#lib/rules/subscribers/email.ts'
import { type DeskRole, roles } from './role.ts'

/** What an identity provider says of somebody, of which only this is read. */
export const CompanyClaims = z.looseObject({
  iss: z.string().min(1).max(512),
  sub: z.string().min(1).max(255),
  email: z.string().max(320).optional().catch(undefined),
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])
    .optional()
    .catch(undefined),
  name: z.string().max(500).optional().catch(undefined),
  amr: z.array(z.string()).max(20).optional().catch(undefined),
})
export type CompanyClaims = z.infer<typeof CompanyClaims>

/** Which value of the claim gives which role: "status-owners=owner, status-night=responder". */
export type RoleMap = Map<string, DeskRole>

/** Whether an identity provider is reached safely: by https, or on this machine. */
export function isIssuer(address: string): boolean {
  return /^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(address)
}

/** Reads a mapping; null: it is none. */
export function readRoleMap(text: string): RoleMap | null {
  const pairs = text.split(',').map(pair => pair.trim().split('='))
  const read = pairs.map(([value = '', role = '', ...rest]) => {
    const known = roles.find(each => each === role.trim())
    return rest.length === 0 && value.trim() !== '' && known ? ([value.trim(), known] as const) : null
  })
  return read.every(pair => pair !== null) ? new Map(read) : null
}

/** More values of a claim than this are not looked at. */
const mostValues = 500

/**
 * The highest role that a claim gives; null: none. path: the name of the claim, with dots where it lies within another
 * ("realm_access.roles"). Without a mapping a value counts that is the name of a role itself.
 */
export function claimedRole(
  claims: Record<string, unknown>,
  path: string,
  map: RoleMap | null,
): DeskRole | null {
  const values = valuesAt(claims, path).slice(0, mostValues)
  const given = values.flatMap(value => (map ? map.get(value) : roles.find(role => role === value)) ?? [])
  return roles.findLast(role => given.includes(role)) ?? null
}

function valuesAt(claims: Record<string, unknown>, path: string): string[] {
  // A claim's own name may have dots: "https://example.com/roles".
  const whole = Object.hasOwn(claims, path) ? claims[path] : within(claims, path.split('.'))
  const list = Array.isArray(whole) ? whole : [whole]
  return list.filter(value => typeof value === 'string')
}

function within(claims: unknown, parts: readonly string[]): unknown {
  return parts.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
        ? (inner as Record<string, unknown>)[part]
        : undefined,
    claims,
  )
}

/** What RFC 8176 calls more than one factor, or a key of hardware. */
const strongMethods: readonly string[] = ['mfa', 'hwk']

/** Whether the provider says that more than a password was asked for. What it does not say, it did not do. */
export function isStrongLogin({ amr = [] }: CompanyClaims): boolean {
  return amr.some(method => strongMethods.includes(method))
}

/** The address that the provider vouches for, as we write addresses; or what is wrong with it. */
export function claimedAddress(
  claims: CompanyClaims,
): { email: string } | { problem: 'no-email' | 'unverified' } {
  const read = Email.safeParse(claims.email ?? '')
  if (!read.success) return { problem: 'no-email' }
  return claims.email_verified === true ? { email: read.data } : { problem: 'unverified' }
}
