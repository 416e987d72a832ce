import { Badge } from '#app/_components/board/badge.tsx'
import type { PostPage } from '#db/reads/posts/post-page.ts'
import { endOf, workPhase } from '#lib/rules/maintenance/maintenance.ts'
import { phaseWord } from '#lib/rules/posts/post.ts'
import { inDuration, minutesFrom } from '#lib/rules/servers/history.ts'
import { Moment, Period } from './moment.tsx'
import { kindWord } from './post-rows.tsx'

/** What the post is, its title, and where it stands. */
export function PostHead({ post }: { post: PostPage }) {
  return (
    <div className="pt-8">
      <p className="mb-1.5 text-sm font-semibold text-soft">{kindWord(post.kind)}</p>
      <h1 className="headline">{post.title}</h1>
      <Standing post={post} />
    </div>
  )
}

function Standing({ post }: { post: PostPage }) {
  switch (post.kind) {
    case 'incident':
      return <IncidentStanding post={post} />
    case 'maintenance':
      return <WorkStanding post={post} />
    case 'advisory':
      return <AdvisoryStanding post={post} />
  }
}

function IncidentStanding({ post }: { post: PostPage }) {
  const { phase, startedAt, overAt, nextUpdateAt, now } = post
  if (overAt)
    return (
      <p className="meta mt-3 text-base">
        <Badge tone="fine" shape="tick" word="Resolved" />
        <span>
          <Period from={startedAt} to={overAt} now={now} /> ({inDuration(minutesFrom(startedAt, overAt))})
        </span>
      </p>
    )
  return (
    <p className="meta mt-3 text-base">
      {phase ? <b>{phaseWord(phase)}</b> : null}
      <span>
        since <Moment at={startedAt} now={now} />
      </span>
      {nextUpdateAt ? (
        <span>
          {nextUpdateAt < now ? 'next update is late, it was due by ' : 'next update by '}
          <Moment at={nextUpdateAt} now={now} />
        </span>
      ) : null}
    </p>
  )
}

function WorkStanding({ post: { work, phase, now } }: { post: PostPage }) {
  if (!work) return phase ? <p className="meta mt-3 text-base">{phaseWord(phase)}</p> : null
  const state = workPhase(work, now)
  // Of what never took place the plan is said.
  const end = state === 'cancelled' ? work.endsAt : endOf(work)
  return (
    <p className="meta mt-3 text-base">
      <Badge tone={state === 'in_progress' ? 'work' : 'plain'} shape="diamond" word={phaseWord(state)} />
      <span>
        {state === 'cancelled' ? 'was planned ' : null}
        <Period from={work.startsAt} to={end} now={now} />
      </span>
    </p>
  )
}

function AdvisoryStanding({ post: { publishedAt, updatedAt, now } }: { post: PostPage }) {
  return (
    <p className="meta mt-3 text-base">
      <span>
        <Moment at={publishedAt} now={now} />
      </span>
      {updatedAt > publishedAt ? (
        <span>
          edited <Moment at={updatedAt} now={now} />
        </span>
      ) : null}
    </p>
  )
}
