import type { ReactNode } from 'react'
import { lookUpAmong } from '#app/_components/board/look-up.ts'
import { MaintenanceEnd } from '#app/_components/board/maintenance-end.tsx'
import { postComponents } from '#app/_components/post/post-components.tsx'
import { Moment } from '#app/_components/site/moment.tsx'
import { NextUpdate } from '#app/_components/site/next-update.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PostTitle, SpokenBox } from '#app/_components/site/spoken.tsx'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import type { FoundServer } from '#db/reads/servers/findable.ts'
import { type ServerTrouble, troubleOf } from '#lib/flows/servers/ask-verdict.ts'
import { renderPost } from '#lib/posts/render.ts'

type Props = { server: FoundServer; posts: readonly OpenPost[]; now: Date }

/** Of a server that is not fine: since when, why, what we do, what its customers can do, and when they hear next. */
export function Trouble({ server, posts, now }: Props) {
  const words = readerWords()
  const trouble = troubleOf(words, server, posts)
  const { post, since, advice } = trouble
  return (
    <dl className="verdict">
      {since ? (
        <Fact name={words('find.verdict.since')}>
          <Moment at={since} now={now} />
        </Fact>
      ) : null}
      <Fact name={words('find.verdict.reason')}>
        <Why {...trouble} />
      </Fact>
      <Fact name={words('find.verdict.weDo')}>
        <Doing server={server} trouble={trouble} now={now} />
      </Fact>
      <Fact name={words('find.verdict.youCan')}>{words(`find.advice.${advice}`)}</Fact>
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

function Why({ why, post }: Pick<ServerTrouble, 'why' | 'post'>) {
  const words = readerWords()
  return (
    <>
      {why ? words(`find.reason.${why}`) : null}{' '}
      {post?.slug ? (
        <a href={`/posts/${post.slug}`} className="inline-block py-1">
          <PostTitle post={post.titled} />
        </a>
      ) : null}
    </>
  )
}

type DoingProps = { server: FoundServer; trouble: ServerTrouble; now: Date }

function Doing({ server, trouble: { post, said, doing }, now }: DoingProps) {
  const words = readerWords()
  return (
    <>
      {said === null ? (
        doing && words(`find.doing.${doing}`)
      ) : (
        <SpokenBox spoken={said}>
          {renderPost(said.text, {
            components: postComponents({ lookUpServer: lookUpAmong([server]) }),
            mode: 'light',
          })}
        </SpokenBox>
      )}
      {post?.maintenance?.isRunning ? (
        <p>
          <MaintenanceEnd {...post.maintenance} now={now} />
        </p>
      ) : null}
    </>
  )
}
