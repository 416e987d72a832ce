import { lookOf } from '#app/_components/board/look.ts'
import { Shape } from '#app/_components/board/shape.tsx'
import { Moment } from '#app/_components/site/moment.tsx'
import { NextUpdate } from '#app/_components/site/next-update.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { ServerPage } from '#db/reads/servers/server-page.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'

type Props = { page: ServerPage; sentence: string }

/** What yours.js shows on top of each page of a reader who has said that this server is theirs. */
export function Yours({ page: { server, nextUpdateAt, now }, sentence }: Props) {
  const words = readerWords()
  const { status, hostname, label } = server
  const { tone, shape } = lookOf(stateOf(status))
  return (
    <aside
      hidden
      aria-label={words('find.yours.title')}
      data-tone={tone}
      data-path={`/servers/${hostname}`}
      className="yours"
    >
      <div className="frame flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
        <p className="min-w-0 flex-1">
          <Shape name={shape} /> <a href={`/is/${hostname}`}>{sentence}</a>{' '}
          {status.since && !status.isWatching ? (
            <>
              {words.rich('find.yours.since', {
                time: () => <Moment at={status.since ?? now} now={now} />,
              })}{' '}
            </>
          ) : null}
          {nextUpdateAt ? <NextUpdate at={nextUpdateAt} now={now} place="card" /> : null}
        </p>
        <form action="/api/yours" method="post">
          <input type="hidden" name="server" value={hostname} />
          <button name="do" value="forget" type="submit" className="underline py-1">
            {words('find.yours.forget', { server: label })}
          </button>
        </form>
      </div>
    </aside>
  )
}
