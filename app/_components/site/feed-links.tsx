import { Fragment } from 'react'
import { betweenOf } from '#lib/words/list.ts'
import { readerWords } from './reader-words.ts'

type Kind = 'rss' | 'atom' | 'json' | 'calendar'

/** "RSS, Atom, JSON Feed", each a link. */
export function FeedLinks({ addresses }: { addresses: Partial<Record<Kind, string>> }) {
  const words = readerWords()
  const between = betweenOf(words)
  return Object.entries(addresses).map(([kind, address], place) => (
    <Fragment key={kind}>
      {place > 0 ? between : null}
      <a href={address}>{words(`feeds.${kind as Kind}`)}</a>
    </Fragment>
  ))
}
