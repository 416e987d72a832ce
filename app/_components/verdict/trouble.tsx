import type { ReactNode } from 'react'
import { lookUpAmong } from '#app/_components/board/look-up.ts'
import { MaintenanceEnd } from '#app/_components/board/maintenance-end.tsx'
import { postComponents } from '#app/_components/post/post-components.tsx'
import { Moment } from '#app/_components/site/moment.tsx'
import { NextUpdate } from '#app/_components/site/next-update.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import type { FoundServer } from '#db/reads/servers/findable.ts'
import { renderPost } from '#lib/posts/render.ts'
import { adviceFor, whyOf } from '#lib/rules/servers/verdict.ts'
import { updateText } from '#lib/words/posts.ts'

type Props = { server: FoundServer; posts: readonly OpenPost[]; now: Date }

/** Of a server that is not fine: since when, why, what we do, what its customers can do, and when they hear next. */
export function Trouble({ server, posts, now }: Props) {
  const words = readerWords()
  const { banner, status } = server
  const post = posts.find(each => each.id === status.postId) ?? null
  return (
    <dl className="verdict">
      {status.since && !status.isWatching ? (
        <Fact name={words('find.verdict.since')}>
          <Moment at={status.since} now={now} />
        </Fact>
      ) : null}
      <Fact name={words('find.verdict.reason')}>
        <Why banner={banner} post={post} />
      </Fact>
      <Fact name={words('find.verdict.weDo')}>
        <Doing server={server} post={post} now={now} />
      </Fact>
      <Fact name={words('find.verdict.youCan')}>{words(`find.advice.${adviceFor(banner.state)}`)}</Fact>
      {post?.kind === 'incident' ? (
        <Fact name={words('find.verdict.next')}>
          {post.nextUpdateAt ? (
            <NextUpdate at={post.nextUpdateAt} now={now} place="verdict" />
          ) : (
            words('find.promise.none')
          )}
        </Fact>
      ) : null}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 max-w-[60ch]">{children}</dd>
    </>
  )
}

function Why({ banner, post }: { banner: FoundServer['banner']; post: OpenPost | null }) {
  const words = readerWords()
  const reason = whyOf(banner)
  return (
    <>
      {reason ? words(`find.reason.${reason}`) : null}{' '}
      {post?.slug ? (
        <a href={`/posts/${post.slug}`} className="inline-block py-1">
          {post.title}
        </a>
      ) : null}
    </>
  )
}

/** The last word that a person wrote on it; what was noted by itself says what is the matter, not what we do: then how far we are. */
function Doing({ server, post, now }: { server: FoundServer; post: OpenPost | null; now: Date }) {
  const words = readerWords()
  const { banner } = server
  const written = post?.latest?.facts === null ? post.latest : null
  const said = written ? updateText(words, written) : (post?.summary ?? null)
  const isMore = said !== null && said !== '' && said !== `${post?.title}.`
  const reason = whyOf(banner)
  const doing = reason === 'unknown' && banner.care === 'taken' ? 'taken' : reason
  return (
    <>
      {isMore ? (
        <div className="words">
          {renderPost(said, {
            components: postComponents({ lookUpServer: lookUpAmong([server]) }),
            mode: 'light',
          })}
        </div>
      ) : (
        doing && words(`find.doing.${doing}`)
      )}
      {post?.maintenance?.isRunning ? (
        <p>
          <MaintenanceEnd {...post.maintenance} now={now} />
        </p>
      ) : null}
    </>
  )
}
