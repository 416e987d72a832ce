import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { ExaminedFor } from '#db/reads/agents/examined.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'

type Props = { examined: readonly ExaminedFor[]; label: string; now: Date }

/** What staff have published of a server that a post does not name: where it was looked for there, and not found. */
export function Examined({ examined, label, now }: Props) {
  const words = readerWords()
  return examined.map(({ slug, titled, sinceAt, lastAt }) => (
    <p key={slug} className="mt-3 max-w-[60ch] wrap-anywhere">
      {words.rich('servers.examined.page', {
        title: titleIn(words, titled),
        server: label,
        post: chunk => <a href={`/posts/${slug}`}>{chunk}</a>,
        since: () => <Moment at={sinceAt} now={now} />,
        last: () => <Moment at={lastAt} now={now} />,
      })}
    </p>
  ))
}
