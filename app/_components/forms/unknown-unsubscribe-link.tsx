import { readerWords } from '#app/_components/site/reader-words.ts'
import { Answer } from './token-page.tsx'

export function UnknownUnsubscribeLink() {
  const words = readerWords()
  return (
    <Answer headline={words('subscribers.unknownLink.headline')}>
      <p>{words('subscribers.unknownLink.text')}</p>
    </Answer>
  )
}
