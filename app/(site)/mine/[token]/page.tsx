import { notFound } from 'next/navigation'
import { OpenSections } from '#app/_components/board/open-sections.tsx'
import { Strip } from '#app/_components/board/strip.tsx'
import { Wall } from '#app/_components/board/wall.tsx'
import { PageAnswer, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { followedPages } from '#app/_components/verdict/followed-pages.ts'
import { type OwnBoard, readOwnBoard } from '#db/reads/readers/own-board.ts'
import { openGrant } from '#lib/identity/readers.ts'
import { siteBanner } from '#lib/rules/servers/banner.ts'
import { siteSentence } from '#lib/words/board.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('readers.mine.title'))
}

/** The servers of one customer. Readers ask for /mine; the token is that of their cookie, which the front puts here. */
export default async function MinePage({ params }: { params: Promise<{ token: string }> }) {
  const now = new Date()
  const grant = await openGrant(decodeURIComponent((await params).token), now)
  if (!grant) notFound()
  const board = await readOwnBoard(grant, now)
  const words = readerWords()
  if (board.servers.length === 0)
    return (
      <PageAnswer headline={words('readers.mine.headline', { count: 0 })}>
        <p>{words('readers.mine.none')}</p>
        <a href="/">{words('readers.mine.board')}</a>
      </PageAnswer>
    )
  return <Own board={board} />
}

function Own({ board: { servers, groups, open, now } }: { board: OwnBoard }) {
  const words = readerWords()
  const banner = siteBanner(
    servers.map(({ status }) => status),
    0,
  )
  return (
    <>
      <div className="pt-8 pb-6" data-follows={followedPages(servers)}>
        <h1 className="headline">{siteSentence(words, banner)}</h1>
        <div className="mt-4">
          <Strip servers={servers} />
        </div>
        <p className="mt-3 text-soft">
          {words.rich('board.asOf', { time: () => <Moment at={now} now={now} /> })}
        </p>
      </div>
      <OpenSections open={open} servers={servers} now={now} />
      <section aria-labelledby="servers" className="mt-9">
        <h2 id="servers" className="section-title mb-2">
          {words('readers.mine.headline', { count: servers.length })}
        </h2>
        <Wall groups={groups} />
      </section>
      <p className="mt-6">
        <a href="/">{words('readers.mine.board')}</a>
      </p>
    </>
  )
}
