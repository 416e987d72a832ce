import { DomainBox } from './domain-box.tsx'
import { readerWords } from './reader-words.ts'

/** What to do where there is no page. */
export function Lost() {
  const words = readerWords()
  return (
    <div className="py-8">
      <h1 className="headline">{words('site.lost.headline')}</h1>
      <p className="mt-4 mb-6 max-w-[60ch]">
        {words.rich('site.lost.text', {
          board: text => <a href="/">{text}</a>,
          posts: text => <a href="/history">{text}</a>,
        })}
      </p>
      <DomainBox />
    </div>
  )
}
