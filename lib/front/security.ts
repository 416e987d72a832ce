import { env } from '#lib/env.ts'

/** Headers as a flat list of names and values, as Node takes them. */
export type Head = readonly string[]

/** How long a browser that has seen the site by https asks for it by nothing else: a year. */
const transportSeconds = 31_536_000

/** What every answer says, whatever was asked for. siteUrl: only a site by https may insist on it. */
export function everywhereOf(siteUrl: string): Record<string, string> {
  const common = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
  if (!siteUrl.startsWith('https:')) return common
  return { ...common, 'Strict-Transport-Security': `max-age=${transportSeconds}` }
}

function policy(scripts: string, frames: string): string {
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-src ${frames}`,
    "frame-ancestors 'none'",
  ].join('; ')
}

const everywhere = everywhereOf(env.SITE_URL)

/** Public pages carry no inline script, so none may run. */
const pages = { ...everywhere, 'Content-Security-Policy': policy("'self'", "'none'") }

/** What an endpoint answers is no page: nothing in it may run. */
const answers = {
  ...everywhere,
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'private, no-store',
}

/** Any page and any program may read a document, which runs nothing. */
const documents = {
  ...everywhere,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

/** What is made to stand in pages of others, with a script of ours that speaks to them. */
const frames = {
  ...documents,
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
}

/** What people of the desk gave, such as a drawing: it is shown, and does nothing. */
const given = {
  ...documents,
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}

export const documentSecurity: Head = Object.entries(documents).flat()
export const givenSecurity: Head = Object.entries(given).flat()
export const frameSecurity: Head = Object.entries(frames).flat()
export const fileSecurity: Head = Object.entries(everywhere).flat()
export const pageSecurity: Head = Object.entries(pages).flat()
export const answerSecurity: Head = Object.entries(answers).flat()

/**
 * The desk is a full React application, whose framework writes inline scripts: those run that carry the nonce of this very
 * answer. Mails are shown in a frame without scripts.
 */
export function deskSecurity(nonce: string): Head {
  const desk = {
    ...everywhere,
    'Content-Security-Policy': deskPolicy(nonce),
    'Cache-Control': 'private, no-store',
  }
  return Object.entries(desk).flat()
}

/** In development React tells by eval where in the source something happened. */
const evaluated = env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''

/** Next looks for the nonce in the policy that the request carries. */
export function deskPolicy(nonce: string): string {
  return policy(`'self' 'nonce-${nonce}'${evaluated}`, "'self'")
}
