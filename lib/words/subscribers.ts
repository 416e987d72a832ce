import { type Preferences, preferenceKinds } from '#lib/rules/subscribers/notice-preferences.ts'
import type { NamedTarget } from '#lib/rules/subscribers/target.ts'
import { listInWords } from './list.ts'
import { titleIn } from './spoken-posts.ts'
import type { Words } from './words.ts'

/** A target as readers call it, after "about": "web07", "all servers", "the server of example.com". */
export function targetWords(words: Words, named: NamedTarget): string {
  const { target, label } = named
  switch (target.is) {
    case 'all':
      return words('subscribers.target.all')
    case 'server':
    case 'group':
      return label ?? words('subscribers.target.goneServer')
    case 'domain':
      return words('subscribers.target.domain', { domain: target.domain })
    case 'post':
      return words('subscribers.target.post', {
        post: calledIn(words, named) ?? words('subscribers.target.anyPost'),
      })
  }
}

/** The same for a mail to somebody who may not have asked: without the domain, which a stranger may have written. */
export function mailedWords(words: Words, named: NamedTarget): string {
  return named.target.is === 'domain' ? words('subscribers.target.anyDomain') : targetWords(words, named)
}

/** The same as a label of its own: "The server of example.com". */
export function targetLabel(words: Words, named: NamedTarget): string {
  const { target } = named
  switch (target.is) {
    case 'all':
      return words('subscribers.targetLabel.all')
    case 'server':
    case 'group':
      return targetWords(words, named)
    case 'domain':
      return words('subscribers.targetLabel.domain', { domain: target.domain })
    case 'post':
      return words('subscribers.targetLabel.post', {
        post: calledIn(words, named) ?? words('subscribers.target.anyPost'),
      })
  }
}

/** The choice as a sentence has it: "outages and the all clear". */
export function preferenceWords(words: Words, { kinds, leastImpact: least }: Preferences): string {
  const isAll = kinds.length === preferenceKinds.length
  const named = kinds.map(kind => words(`subscribers.kind.${kind}`))
  const what = isAll ? words('subscribers.kind.everything') : listInWords(words, named)
  return least === 'degraded' ? what : words('subscribers.kindsFrom', { kinds: what, least })
}

function calledIn(words: Words, { label, titled }: NamedTarget): string | null {
  return titled ? titleIn(words, titled) : label
}
