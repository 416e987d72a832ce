import { basename } from 'node:path'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { lookUpAmong } from '#app/_components/board/look-up.ts'
import { EndForm } from '#app/_components/forms/end-form.tsx'
import { postComponents } from '#app/_components/post/post-components.tsx'
import { CommentThread } from '#app/_components/site/comment-thread.tsx'
import { PostHead } from '#app/_components/site/post-head.tsx'
import { PostServers } from '#app/_components/site/post-servers.tsx'
import { Timeline } from '#app/_components/site/timeline.tsx'
import { type PostPage, readPostPage } from '#db/reads/post-page.ts'
import { listPostFiles, readPostFile } from '#lib/posts/files.ts'
import { pointNumbers } from '#lib/posts/points.ts'
import { renderPost } from '#lib/posts/render.ts'
import type { BoardServer } from '#lib/rules/board.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ slug: string }> }

const load = cache(async (slug: string) => {
  const post = await readPostPage(slug, new Date())
  if (!post) notFound()
  return { post, ...(await textOf(post)) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { post } = await load((await params).slug)
  return { title: post.title, description: post.summary ?? undefined }
}

export default async function PostPageView({ params }: Props) {
  const { post, body, servers } = await load((await params).slug)
  const components = postComponents({ lookUpServer: lookUpAmong([...post.known, ...servers]) })
  const hasTimeline = post.updates.length + post.notices.length > 0
  return (
    <article>
      <PostHead post={post} />
      <div className="post-columns mt-6">
        <PostServers servers={servers} isOpen={post.resolvedAt === null} />
        <div className="min-w-0">
          {body ? <div className="words mb-9">{renderPost(body, { components })}</div> : null}
          {hasTimeline ? (
            <section aria-labelledby="timeline" className="mb-9">
              <h2 id="timeline" className="section-title mb-2">
                What happened, latest first
              </h2>
              <Timeline
                updates={post.updates}
                notices={post.notices}
                now={post.now}
                renderText={text => renderPost(text, { components, mode: 'light' })}
              />
            </section>
          ) : null}
          {post.resolvedAt === null && post.kind !== 'advisory' ? (
            <section aria-labelledby="end" className="mb-9 print:hidden">
              <h2 id="end" className="section-title mb-2">
                Tell me when this is over
              </h2>
              <EndForm postId={post.id} />
            </section>
          ) : null}
          <CommentThread
            postId={post.id}
            slug={post.slug}
            comments={post.comments}
            points={body ? pointNumbers(body) : 0}
            now={post.now}
          />
        </div>
      </div>
    </article>
  )
}

/** The post's text and servers: from its file when it is kept as one, from the database otherwise. */
async function textOf(post: PostPage): Promise<{ body: string | null; servers: BoardServer[] }> {
  if (!post.filePath) return { body: post.body, servers: post.servers }
  const path = (await listPostFiles()).find(candidate => basename(candidate) === post.filePath)
  const file = path ? (await readPostFile(path)).post : null
  const named = new Set(file?.servers)
  const servers = [...post.servers, ...post.known.filter(server => named.has(server.hostname))]
  return {
    body: file?.body ?? null,
    servers: [...new Map(servers.map(server => [server.id, server])).values()],
  }
}
