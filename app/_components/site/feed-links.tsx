import { Fragment } from 'react'
import { readerWords } from './reader-words.ts'

type Kind = 'rss' | 'atom' | 'json' | 'calendar'

/** "RSS, Atom, JSON Feed", each a link. */
export function FeedLinks({ addresses }: { addresses: Partial<Record<Kind, string>> }) {
  const words = readerWords()
  return Object.entries(addresses).map(([kind, address], place) => (
    <Fragment key={kind}>
      {place > 0 ? ', ' : ''}
      <a href={address}>{words(`feeds.${kind as Kind}`)}</a>
    </Fragment>
  ))
}
