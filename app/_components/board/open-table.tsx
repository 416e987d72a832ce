import { NextUpdate } from '#app/_components/site/next-update.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PostTitle } from '#app/_components/site/spoken.tsx'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { nameServers } from '#lib/words/servers.ts'
import { Badge } from './badge.tsx'
import { openLook } from './open-look.ts'
import { OpenTimes } from './open-times.tsx'

type Props = {
  posts: readonly OpenPost[]
  now: Date
  /** What the servers are called, by id. */
  labels: ReadonlyMap<string, string>
}

/** What is open, a line each. On a narrow screen time and promise stand below the title. */
export function OpenTable({ posts, ...rest }: Props) {
  const words = readerWords()
  return (
    <table className="open-table">
      <caption className="sr-only">{words('board.table.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{words('board.table.state')}</th>
          <th scope="col">{words('board.table.what')}</th>
          <th scope="col" className="max-sm:hidden">
            {words('board.table.when')}
          </th>
          <th scope="col" className="max-sm:hidden">
            {words('board.table.next')}
          </th>
        </tr>
      </thead>
      <tbody>
        {posts.map(post => (
          <Line key={post.id} post={post} {...rest} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ post, now, labels }: { post: OpenPost } & Omit<Props, 'posts'>) {
  const words = readerWords()
  const names = post.serverIds.flatMap(id => labels.get(id) ?? [])
  const times = <OpenTimes post={post} now={now} />
  const next = post.nextUpdateAt ? <NextUpdate at={post.nextUpdateAt} now={now} place="verdict" /> : null
  return (
    <tr>
      <td>
        <Badge {...openLook(words, post)} />
      </td>
      <td>
        {post.slug ? (
          <a href={`/posts/${post.slug}`} className="font-semibold">
            <PostTitle post={post.titled} />
          </a>
        ) : (
          <PostTitle post={post.titled} />
        )}
        {names.length > 0 ? (
          <span className="text-soft"> {words('posts.open.on', { names: nameServers(words, names) })}</span>
        ) : null}
        <span className="block text-soft sm:hidden">
          {times} {next}
        </span>
      </td>
      <td className="max-sm:hidden">{times}</td>
      <td className="max-sm:hidden">{next}</td>
    </tr>
  )
}
