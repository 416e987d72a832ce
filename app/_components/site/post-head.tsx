import { Badge } from '#app/_components/board/badge.tsx'
import { MaintenanceEnd } from '#app/_components/board/maintenance-end.tsx'
import type { PostPage } from '#db/reads/posts/post-page.ts'
import { endOf, isOverrun, type Maintenance, maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { minutesFrom } from '#lib/rules/servers/history.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { inDuration } from '#lib/words/time.ts'
import { Moment, Period } from './moment.tsx'
import { NextUpdate } from './next-update.tsx'
import { readerWords } from './reader-words.ts'
import { LanguageMark, PostTitle, titleForReader } from './spoken.tsx'

/** What the post is, its title, and where it stands. */
export function PostHead({ post }: { post: PostPage }) {
  const { language } = titleForReader(post.titled)
  return (
    <div className="pt-8">
      <p className="mb-1.5 text-sm font-semibold text-soft">{readerWords()(`posts.kind.${post.kind}`)}</p>
      <h1 className="headline">
        <PostTitle post={post.titled} />
      </h1>
      {language ? (
        <p className="mt-1">
          <LanguageMark language={language} />
        </p>
      ) : null}
      <StateLine post={post} />
    </div>
  )
}

function StateLine({ post }: { post: PostPage }) {
  switch (post.kind) {
    case 'incident':
      return <IncidentState post={post} />
    case 'maintenance':
      return <MaintenanceState post={post} />
    case 'advisory':
      return <AdvisoryState post={post} />
  }
}

function IncidentState({ post }: { post: PostPage }) {
  const { phase, startedAt, overAt, nextUpdateAt, now } = post
  const words = readerWords()
  if (overAt)
    return (
      <p className="meta mt-3 text-base">
        <Badge tone="fine" shape="tick" word={phaseLabel(words, 'resolved')} />
        <span>
          {words.rich('posts.head.lasted', {
            period: () => <Period from={startedAt} to={overAt} now={now} />,
            duration: inDuration(words, minutesFrom(startedAt, overAt)),
          })}
        </span>
      </p>
    )
  return (
    <p className="meta mt-3 text-base">
      {phase ? <b>{phaseLabel(words, phase)}</b> : null}
      <span>{words.rich('time.since', { time: () => <Moment at={startedAt} now={now} /> })}</span>
      {nextUpdateAt ? (
        <span>
          <NextUpdate at={nextUpdateAt} now={now} place="line" />
        </span>
      ) : null}
    </p>
  )
}

function MaintenanceState({ post: { maintenance, phase, now } }: { post: PostPage }) {
  const words = readerWords()
  if (!maintenance) return phase ? <p className="meta mt-3 text-base">{phaseLabel(words, phase)}</p> : null
  const state = maintenancePhase(maintenance, now)
  // Of what is over the true end is said, else the planned one.
  const end = state === 'completed' ? endOf(maintenance) : maintenance.endsAt
  const period = <Period from={maintenance.startsAt} to={end} now={now} />
  if (isOverrun(maintenance, now)) return <OverrunState maintenance={maintenance} now={now} />
  return (
    <p className="meta mt-3 text-base">
      <Badge
        tone={state === 'in_progress' ? 'work' : 'plain'}
        shape="diamond"
        word={phaseLabel(words, state)}
      />
      <span>
        {state === 'cancelled' ? words.rich('posts.head.wasPlanned', { period: () => period }) : period}
      </span>
    </p>
  )
}

function OverrunState({ maintenance, now }: { maintenance: Maintenance; now: Date }) {
  const { startsAt, endsAt, firstEndsAt } = maintenance
  const words = readerWords()
  return (
    <p className="meta mt-3 text-base">
      <Badge tone="work" shape="diamond" word={phaseLabel(words, 'in_progress')} />
      <span>{words.rich('time.since', { time: () => <Moment at={startsAt} now={now} /> })}</span>
      <span>
        <MaintenanceEnd endsAt={endsAt} wasToEndAt={firstEndsAt ?? endsAt} now={now} />
      </span>
    </p>
  )
}

function AdvisoryState({ post: { publishedAt, updatedAt, now } }: { post: PostPage }) {
  return (
    <p className="meta mt-3 text-base">
      <span>
        <Moment at={publishedAt} now={now} />
      </span>
      {updatedAt > publishedAt ? (
        <span>
          {readerWords().rich('posts.head.edited', { time: () => <Moment at={updatedAt} now={now} /> })}
        </span>
      ) : null}
    </p>
  )
}
