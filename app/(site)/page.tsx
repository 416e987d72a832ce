import { isCalledOff, isPlanned } from '#app/_components/board/open-look.ts'
import { OpenSections } from '#app/_components/board/open-sections.tsx'
import { Strip } from '#app/_components/board/strip.tsx'
import { Wall } from '#app/_components/board/wall.tsx'
import { DomainBox } from '#app/_components/site/domain-box.tsx'
import type { DrawnMetadata } from '#app/_components/site/drawn-metadata.ts'
import { alternatesOf } from '#app/_components/site/feed-addresses.ts'
import { JsonLd } from '#app/_components/site/json-ld.tsx'
import { linkCard } from '#app/_components/site/link-card.ts'
import { Moment } from '#app/_components/site/moment.tsx'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { perRender } from '#app/_drawn/per-render.ts'
import { type Board, readBoard } from '#db/reads/servers/board.ts'
import { env } from '#lib/env.ts'
import { ourSite } from '#lib/site.ts'
import { siteSentence } from '#lib/words/board.ts'
import { inARow } from '#lib/words/notices.ts'
import { nameServers } from '#lib/words/servers.ts'

export const dynamic = 'force-dynamic'

const loadBoard = perRender(() => readBoard(new Date()))

export async function generateMetadata(): Promise<DrawnMetadata> {
  const words = readerWords()
  const banner = siteSentence(words, (await loadBoard()).banner)
  return {
    title: banner.replace(/\.$/, ''),
    description: words('board.description', { site: ourSite().name, banner }),
    alternates: alternatesOf({ markdown: '/index.md' }),
    openGraph: linkCard('site'),
  }
}

export default async function BoardPage() {
  const board = await loadBoard()
  const { servers, groups, open, recent, now } = board
  const words = readerWords()
  const banner = siteSentence(words, board.banner)
  if (servers.length === 0) return <EmptyBoard banner={banner} />
  return (
    <>
      <JsonLd facts={{ '@type': 'WebSite', name: ourSite().name, url: env.SITE_URL }} />
      <div className="pt-8 pb-6">
        <h1 className="headline">{banner}</h1>
        <div className="mt-4">
          <Strip servers={servers} />
        </div>
        <p className="mt-3 text-soft">
          {words.rich('board.asOf', { time: () => <Moment at={now} now={now} /> })} <Asides board={board} />
        </p>
      </div>
      <DomainBox />
      <OpenSections open={open} servers={servers} now={now} />
      <section aria-labelledby="servers" className="mt-9">
        <h2 id="servers" className="section-title mb-2">
          {words('board.servers')}
        </h2>
        <Wall groups={groups} />
      </section>
      {recent.length > 0 ? (
        <section aria-labelledby="recent" className="mt-9">
          <h2 id="recent" className="section-title mb-2">
            {words('board.recent')}
          </h2>
          <PostRows posts={recent} now={now} />
        </section>
      ) : null}
      <script type="module" src="/board.js" />
    </>
  )
}

function labelsOf(servers: Board['servers']): Map<string, string> {
  return new Map(servers.map(server => [server.id, server.label]))
}

/** What is neither trouble nor quite fine: who has recovered, and maintenance. */
function Asides({ board: { servers, open } }: { board: Board }) {
  const words = readerWords()
  const labels = labelsOf(servers)
  const watched = servers.filter(server => server.status.isWatching).map(server => server.label)
  const toCome = open.filter(post => isPlanned(post) && !isCalledOff(post))
  const planned = toCome.flatMap(post => post.serverIds.flatMap(id => labels.get(id) ?? []))
  const sentences = [
    watched.length > 0
      ? words('board.watched', { names: nameServers(words, watched), count: watched.length })
      : null,
    planned.length > 0 ? words('board.planned', { names: nameServers(words, [...new Set(planned)]) }) : null,
  ]
  return inARow(
    words,
    sentences.filter(sentence => sentence !== null),
  )
}

function EmptyBoard({ banner }: { banner: string }) {
  return (
    <div className="py-10">
      <h1 className="headline">{banner}</h1>
      <p className="mt-4 max-w-[60ch]">
        {readerWords().rich('board.empty', { desk: text => <a href="/desk">{text}</a> })}
      </p>
    </div>
  )
}
