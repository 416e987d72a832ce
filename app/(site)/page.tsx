import type { Metadata } from 'next'
import { cache } from 'react'
import { lookUpAmong } from '#app/_components/board/look-up.ts'
import { isPlanned } from '#app/_components/board/open-look.ts'
import { OpenPosts } from '#app/_components/board/open-posts.tsx'
import { Strip } from '#app/_components/board/strip.tsx'
import { Wall } from '#app/_components/board/wall.tsx'
import { postComponents } from '#app/_components/post/post-components.tsx'
import { DomainBox } from '#app/_components/site/domain-box.tsx'
import { Moment } from '#app/_components/site/moment.tsx'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { type Board, readBoard } from '#db/reads/servers/board.ts'
import { env } from '#lib/env.ts'
import { renderPost } from '#lib/posts/render.ts'
import { nameServers } from '#lib/rules/servers/wording.ts'

export const dynamic = 'force-dynamic'

const loadBoard = cache(() => readBoard(new Date()))

export async function generateMetadata(): Promise<Metadata> {
  const { banner } = await loadBoard()
  return {
    title: banner.replace(/\.$/, ''),
    description: `How the servers of ${env.SITE_NAME} are right now. ${banner}`,
  }
}

export default async function BoardPage() {
  const board = await loadBoard()
  const { banner, servers, groups, open, recent, now } = board
  if (servers.length === 0) return <EmptyBoard banner={banner} />
  const components = postComponents({ lookUpServer: lookUpAmong(servers) })
  const labels = labelsOf(servers)
  const lists = [
    { id: 'open', title: 'Open now', posts: open.filter(post => !isPlanned(post)) },
    { id: 'planned', title: 'Planned', posts: open.filter(isPlanned) },
  ].filter(list => list.posts.length > 0)
  return (
    <>
      <div className="pt-8 pb-6">
        <h1 className="headline">{banner}</h1>
        <div className="mt-4">
          <Strip servers={servers} />
        </div>
        <p className="mt-3 text-soft">
          As of <Moment at={now} now={now} />. <Asides board={board} />
        </p>
      </div>
      <DomainBox />
      {lists.map(({ id, title, posts }) => (
        <section key={id} aria-labelledby={id} className="mt-9">
          <h2 id={id} className="section-title mb-3">
            {title}
          </h2>
          <OpenPosts
            posts={posts}
            now={now}
            labels={labels}
            renderText={text => renderPost(text, { components, mode: 'light' })}
          />
        </section>
      ))}
      <section aria-labelledby="servers" className="mt-9">
        <h2 id="servers" className="section-title mb-2">
          All servers
        </h2>
        <Wall groups={groups} />
      </section>
      {recent.length > 0 ? (
        <section aria-labelledby="recent" className="mt-9">
          <h2 id="recent" className="section-title mb-2">
            Recent posts
          </h2>
          <PostRows posts={recent} now={now} />
        </section>
      ) : null}
    </>
  )
}

function labelsOf(servers: Board['servers']): Map<string, string> {
  return new Map(servers.map(server => [server.id, server.label]))
}

/** What is neither trouble nor quite fine: who has recovered, and planned work. */
function Asides({ board: { servers, open } }: { board: Board }) {
  const labels = labelsOf(servers)
  const watched = servers.filter(server => server.status.isWatching).map(server => server.label)
  const planned = open.filter(isPlanned).flatMap(post => post.serverIds.flatMap(id => labels.get(id) ?? []))
  const sentences = [
    watched.length > 0
      ? `${nameServers(watched)} ${watched.length === 1 ? 'has' : 'have'} recovered, we keep watching.`
      : null,
    planned.length > 0 ? `Work is planned on ${nameServers([...new Set(planned)])}.` : null,
  ]
  return sentences.filter(sentence => sentence !== null).join(' ')
}

function EmptyBoard({ banner }: { banner: string }) {
  return (
    <div className="py-10">
      <h1 className="headline">{banner}</h1>
      <p className="mt-4 max-w-[60ch]">
        As soon as there are some, this page says in one sentence how they are, and shows each of them. If you
        look after this site, go on at <a href="/desk">the desk</a>.
      </p>
    </div>
  )
}
