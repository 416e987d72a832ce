import { readerWords } from '#app/_components/site/reader-words.ts'
import { listInWords } from '#lib/words/list.ts'

/** Says that notices about these servers may not arrive, as the reader's own mail is there. Nothing where there is none. */
export function MailWarning({ servers }: { servers: readonly string[] }) {
  if (servers.length === 0) return null
  const words = readerWords()
  return (
    <div data-tone="slow" className="card max-w-[36rem]">
      <p className="font-semibold">
        {words('subscribers.ownMail.headline', { servers: listInWords(words, servers) })}
      </p>
      <p>{words('subscribers.ownMail.text', { count: servers.length })}</p>
    </div>
  )
}
