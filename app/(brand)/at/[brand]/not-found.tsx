import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

/** For what a brand does not have, whoever else has it. */
export default function BrandLost() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('site.lost.headline')}>
      <p>{words.rich('brands.lost.text', { board: text => <a href="/">{text}</a> })}</p>
    </PageAnswer>
  )
}
