import { postComponents } from '#app/_components/post/post-components.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { renderPost } from '#lib/posts/render.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { lookUpAmong } from './look-up.ts'
import { openLists } from './open-lists.ts'
import { OpenPosts } from './open-posts.tsx'

type Props = { open: readonly OpenPost[]; servers: readonly BoardServer[]; now: Date }

/** What is open on these servers, in a section for each kind of it. */
export function OpenSections({ open, servers, now }: Props) {
  const components = postComponents({ lookUpServer: lookUpAmong(servers) })
  const labels = new Map(servers.map(server => [server.id, server.label]))
  return openLists(readerWords(), open).map(({ id, title, posts }) => (
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
  ))
}
