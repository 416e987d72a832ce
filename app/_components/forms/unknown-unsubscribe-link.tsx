import { readerWords } from '#app/_components/site/reader-words.ts'
import { PageAnswer } from './token-page.tsx'

export function UnknownUnsubscribeLink() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('subscribers.unknownLink.headline')}>
      <p>{words('subscribers.unknownLink.text')}</p>
    </PageAnswer>
  )
}
