import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

/** Where a link leads of which we have taken the post back. Its words are not repeated: they may be what was wrong. */
export function Withdrawn({ at, now }: { at: Date; now: Date }) {
  const words = readerWords()
  return (
    <div className="grid gap-4 pt-8">
      <h1 className="headline">{words('posts.withdrawn.headline')}</h1>
      <p className="max-w-prose">
        {words.rich('posts.withdrawn.text', {
          time: () => <Moment at={at} now={now} />,
          board: text => <a href="/">{text}</a>,
          posts: text => <a href="/history">{text}</a>,
        })}
      </p>
    </div>
  )
}
