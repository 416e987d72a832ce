import { shapes } from '#lib/mail/look.ts'
import type { Telling } from './channel.ts'

/** The text cut to so many UTF-16 units, by which most services count, with "…" where something is missing. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  // Half of a pair of surrogates is no letter.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`
}

/** The first sentence with the sign of its impact, so that colour is never alone. */
export function signed({ kind, headline, impact }: Telling): string {
  return kind === 'trial' ? headline : `${shapes[impact]} ${headline}`
}

/** What the link to the post is called. */
export function linkLabel({ kind }: Telling): string {
  switch (kind) {
    case 'trial':
      return 'Open the status page'
    case 'held':
      return 'Open the desk'
    case 'ended':
      return 'Read what happened'
    case 'began':
    case 'worsened':
    case 'intermittent':
      return 'Follow this incident'
    case 'planned':
    case 'starting':
      return 'Read about this work'
    case 'done':
      return 'Read what was done'
    case 'update':
    case 'advisory':
      return 'Read the whole post'
  }
}
