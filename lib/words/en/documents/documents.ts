import { badge } from './badge.ts'
import { embed } from './embed.ts'
import { feeds } from './feeds.ts'
import { markdown } from './markdown.ts'
import { plain } from './plain.ts'

/** What programs read. */
export const documents = {
  nothing: 'There is nothing at this address. Look at the spelling of the name in it.',
  wrongField: 'The value of "{field}" in the address has a form that is not read here.',
  closed: 'This status site is not public. Open it from your customer panel.',
  badge,
  embed,
  feeds,
  markdown,
  plain,
} as const
