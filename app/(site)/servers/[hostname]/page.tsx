import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { Badge } from '#app/_components/board/badge.tsx'
import { Days, daysSentence } from '#app/_components/board/days.tsx'
import { lookOf } from '#app/_components/board/look.ts'
import { lookUpAmong } from '#app/_components/board/look-up.ts'
import { isPlanned, upperFirst } from '#app/_components/board/open-look.ts'
import { OpenPosts } from '#app/_components/board/open-posts.tsx'
import { postComponents } from '#app/_components/post/post-components.tsx'
import { dayText, Moment } from '#app/_components/site/moment.tsx'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { historyDays, readServerPage, type ServerPage } from '#db/reads/servers/server-page.ts'
import { renderPost } from '#lib/posts/render.ts'
import { stateWord } from '#lib/rules/servers/banner.ts'
import { dayStart, daysOf, minutesInTrouble } from '#lib/rules/servers/history.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ hostname: string }> }

const load = cache(async (hostname: string): Promise<ServerPage> => {
  const page = await readServerPage(hostname, new Date())
  if (!page) notFound()
  if ('movedTo' in page) redirect(`/servers/${page.movedTo}`)
  return page
})

const hostnameOf = async ({ params }: Props) => decodeURIComponent((await params).hostname).toLowerCase()

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { banner } = await load(await hostnameOf(props))
  return { title: banner.replace(/\.$/, '') }
}

export default async function ServerPageView(props: Props) {
  const page = await load(await hostnameOf(props))
  const { server, now, open, past, changes } = page
  const days = daysOf(changes, server.createdAt, historyDays, now)
  const [firstOurs] = days.filter(day => day.worst !== null)
  const isYounger = firstOurs !== undefined && firstOurs !== days[0]
  const period = isYounger ? `Since ${dayText(firstOurs.date, now)}` : `In the last ${historyDays} days`
  const sums = minutesInTrouble(changes, dayStart(now, historyDays - 1), now)
  const components = postComponents({ lookUpServer: lookUpAmong([server]) })
  return (
    <>
      <div className="pt-8 pb-2">
        <h1 className="headline">{page.banner}</h1>
        <Facts page={page} />
        {server.retiredAt ? null : (
          <p className="mt-5 print:hidden">
            <a href={`/subscribe?server=${server.id}`} className="button">
              <span className="min-w-0 wrap-anywhere">
                Get notices for <span translate="no">{server.label}</span>
              </span>
            </a>
          </p>
        )}
      </div>
      {open.length > 0 ? (
        <section aria-labelledby="open" className="mt-8">
          <h2 id="open" className="section-title mb-3">
            {open.every(isPlanned) ? 'Planned' : 'Open now'}
          </h2>
          <OpenPosts
            posts={open}
            now={now}
            labels={new Map([[server.id, server.label]])}
            renderText={text => renderPost(text, { components, mode: 'light' })}
          />
        </section>
      ) : null}
      <section aria-labelledby="days" className="mt-9">
        <h2 id="days" className="section-title mb-3">
          The last {historyDays} days
        </h2>
        <Days days={days} sentence={daysSentence(server.label, period, sums)} />
      </section>
      <section aria-labelledby="past" className="mt-9">
        <h2 id="past" className="section-title mb-2">
          What was before
        </h2>
        {past.length > 0 ? <PostRows posts={past} now={now} /> : <p className="text-soft">Nothing so far.</p>}
      </section>
    </>
  )
}

/** State, since when, until when, what was promised, and which machine it is. */
function Facts({ page }: { page: ServerPage }) {
  const { server, groupName, now } = page
  return (
    <>
      {server.retiredAt ? <p className="mt-3">It is no longer in service.</p> : <State page={page} />}
      <p className="meta mt-2">
        <span translate="no" className="break-all">
          {server.hostname}
        </span>
        {groupName ? <span>{groupName}</span> : null}
        <span>
          as of <Moment at={now} now={now} />
        </span>
      </p>
    </>
  )
}

function State({ page: { server, now, nextUpdateAt } }: { page: ServerPage }) {
  const { status, maintenanceUntil } = server
  const word = stateWord(status)
  if (word === 'fine') return null
  return (
    <p className="meta mt-3 text-base">
      <Badge {...lookOf(word)} word={upperFirst(word)} />
      {status.since && !status.isWatching ? (
        <span>
          since <Moment at={status.since} now={now} />
        </span>
      ) : null}
      {maintenanceUntil ? (
        <span>
          until about <Moment at={maintenanceUntil} now={now} />
        </span>
      ) : null}
      {nextUpdateAt ? (
        <span>
          {nextUpdateAt < now ? 'next update is late, it was due by ' : 'next update by '}
          <Moment at={nextUpdateAt} now={now} />
        </span>
      ) : null}
    </p>
  )
}
