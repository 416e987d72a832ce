import type { ReactNode } from 'react'
import { lookUpAmong } from '#app/_components/board/look-up.ts'
import { postComponents } from '#app/_components/post/post-components.tsx'
import type { PostPage } from '#db/reads/posts/post-page.ts'
import { renderPost } from '#lib/posts/render.ts'
import type { Spoken } from '#lib/rules/languages/translation.ts'
import { isCancelled } from '#lib/rules/maintenance/maintenance.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { MaintenanceTurns } from './maintenance-turns.tsx'
import { PointNotes } from './point-notes.tsx'
import { PostHead } from './post-head.tsx'
import { PostServers } from './post-servers.tsx'
import { ProgressNote } from './progress-note.tsx'
import { readerWords } from './reader-words.ts'
import { ReviewSection } from './review-section.tsx'
import { SpokenBox } from './spoken.tsx'
import { Timeline } from './timeline.tsx'
import './post-columns.css'
import './permalink.css'

type Props = {
  post: PostPage
  body: Spoken | null
  servers: readonly BoardServer[]
  /** What stands between the head and the text. */
  box?: ReactNode
  /** Readers may ask about its points. */
  isAskable?: boolean
  /** What readers can do, and what they wrote. */
  children?: ReactNode
}

/** A post as readers see it: what it is, its servers, its text, and what happened. */
export function PostArticle({ post, body, servers, box, isAskable = false, children }: Props) {
  const components = postComponents({
    lookUpServer: lookUpAmong([...post.known, ...servers]),
    notesOf: names => <PointNotes post={post} names={names} isAskable={isAskable} />,
    live: post.live,
  })
  // What work means for customers is typed into a form, as an update is.
  const mode = post.kind === 'maintenance' ? 'light' : 'full'
  const hasTimeline = post.updates.length + post.notices.length > 0
  return (
    <article>
      <PostHead post={post} />
      {box ? <div className="mt-5">{box}</div> : null}
      <div className="post-columns mt-6">
        <PostServers servers={servers} isOpen={post.resolvedAt === null} />
        <div className="min-w-0">
          {post.progress ? <ProgressNote progress={post.progress} /> : null}
          {body ? (
            <div className="mb-9">
              <SpokenBox spoken={body}>{renderPost(body.text, { components, mode })}</SpokenBox>
            </div>
          ) : null}
          {post.maintenance ? (
            <MaintenanceTurns maintenance={post.maintenance} servers={servers} now={post.now} />
          ) : null}
          {post.review ? <ReviewSection review={post.review} now={post.now} components={components} /> : null}
          {hasTimeline ? (
            <section aria-labelledby="timeline" className="mb-9">
              <h2 id="timeline" className="section-title mb-2">
                {readerWords()('posts.page.happened')}
              </h2>
              <Timeline
                updates={post.updates}
                notices={post.notices}
                now={post.now}
                askPath={isAskable ? `/posts/${post.slug}/ask` : null}
                isCancelled={post.maintenance !== null && isCancelled(post.maintenance)}
                renderText={text => renderPost(text, { components, mode: 'light' })}
              />
            </section>
          ) : null}
          {children}
        </div>
      </div>
    </article>
  )
}
