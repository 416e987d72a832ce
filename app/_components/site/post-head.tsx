import { Badge } from '#app/_components/board/badge.tsx'
import type { PostPage } from '#db/reads/posts/post-page.ts'
import { endOf, maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
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

function MaintenanceState({ post: { maintenance, phase, now } }: { post: PostPage }) {
  if (!maintenance) return phase ? <p className="meta mt-3 text-base">{phaseWord(phase)}</p> : null
  const state = maintenancePhase(maintenance, now)
  // Of what never took place the plan is said.
  const end = state === 'cancelled' ? maintenance.endsAt : endOf(maintenance)
  return (
    <p className="meta mt-3 text-base">
      <Badge tone={state === 'in_progress' ? 'work' : 'plain'} shape="diamond" word={phaseWord(state)} />
      <span>
        {state === 'cancelled' ? 'was planned ' : null}
        <Period from={maintenance.startsAt} to={end} now={now} />
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
          edited <Moment at={updatedAt} now={now} />
        </span>
      ) : null}
    </p>
  )
}
