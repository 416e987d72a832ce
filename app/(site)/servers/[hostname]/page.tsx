import { notFound, permanentRedirect } from 'next/navigation'
import { Badge } from '#app/_components/board/badge.tsx'
import { lookOf } from '#app/_components/board/look.ts'
import { isPlanned } from '#app/_components/board/open-look.ts'
import { OpenSections } from '#app/_components/board/open-sections.tsx'
import type { DrawnMetadata } from '#app/_components/site/drawn-metadata.ts'
import { alternatesOf, feedAddresses } from '#app/_components/site/feed-addresses.ts'
import { FeedLinks } from '#app/_components/site/feed-links.tsx'
import { linkCard } from '#app/_components/site/link-card.ts'
import { DayOf, Moment } from '#app/_components/site/moment.tsx'
import { NextUpdate } from '#app/_components/site/next-update.tsx'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { PrintNote } from '#app/_components/site/print-note.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { Examined } from '#app/_components/verdict/examined.tsx'
import { perRender } from '#app/_drawn/per-render.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { historyDays, readServerPage, type ServerPage } from '#db/reads/servers/server-page.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import { ourSite } from '#lib/site.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { LastDays } from './_parts/last-days.tsx'
import { Readings } from './_parts/readings.tsx'
import { Uptime } from './_parts/uptime.tsx'
import { Yours } from './_parts/yours.tsx'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ hostname: string }> }

const load = perRender(async (hostname: string): Promise<ServerPage> => {
  const page = await readServerPage(hostname, new Date())
  if (!page) notFound()
  if ('movedTo' in page) permanentRedirect(`/servers/${page.movedTo}`)
  return page
})

const hostnameOf = async ({ params }: Props) => decodeURIComponent((await params).hostname).toLowerCase()

export async function generateMetadata(props: Props): Promise<DrawnMetadata> {
  const page = await load(await hostnameOf(props))
  const { label, hostname } = page.server
  return {
    title: sentenceOf(page).replace(/\.$/, ''),
    alternates: alternatesOf({
      of: { name: label, path: `/servers/${hostname}` },
      markdown: `/servers/${hostname}.md`,
    }),
    openGraph: linkCard(`servers/${hostname}`),
  }
}

export default async function ServerPageView(props: Props) {
  const page = await load(await hostnameOf(props))
  const { server, now, open, past } = page
  const words = readerWords()
  return (
    <>
      <div className="pt-8 pb-2">
        <h1 className="headline">{sentenceOf(page)}</h1>
        <Facts page={page} />
        {server.note ? <p className="mt-4 max-w-[68ch]">{server.note}</p> : null}
        <Examined examined={page.examined} label={server.label} now={now} />
        {server.retiredAt ? null : (
          <p className="mt-5 print:hidden">
            <a href={`/subscribe?server=${server.id}`} className="button">
              <span className="min-w-0 wrap-anywhere">
                {words.rich('servers.page.notices', {
                  server: () => <span translate="no">{server.label}</span>,
                })}
              </span>
            </a>
          </p>
        )}
        <p className="mt-2 text-sm text-soft print:hidden">
          {words.rich('feeds.ofServer', { links: () => <FeedLinks addresses={addressesOf(server)} /> })}
        </p>
      </div>
      <OpenSections open={open} servers={[server]} now={now} />
      <section aria-labelledby="days" className="mt-9">
        <h2 id="days" className="section-title mb-3">
          {words('servers.page.days', {
            days: String(historyDays),
            isRetired: server.retiredAt ? 'yes' : 'no',
          })}
        </h2>
        <LastDays page={page} />
      </section>
      {ourSite().shows.uptime ? <Uptime page={page} /> : null}
      {page.readings ? <Readings page={page} readings={page.readings} /> : null}
      <Yours page={page} sentence={sentenceOf(page)} />
      <section aria-labelledby="past" className="mt-9">
        <h2 id="past" className="section-title mb-2">
          {words('servers.page.past')}
        </h2>
        {past.length > 0 ? (
          <PostRows posts={past} now={now} />
        ) : (
          <p className="text-soft">{words('servers.page.noPast')}</p>
        )}
      </section>
      <PrintNote path={`/servers/${server.hostname}`} now={now} />
    </>
  )
}

/** Enough to choose from: the others are named where readers subscribe. */
function addressesOf({ hostname }: ServerPage['server']) {
  const { history, work } = feedAddresses(`/servers/${hostname}`)
  return { ...history, ...work }
}

/** How it is; of one that is out of service nobody knows. */
function sentenceOf({ server, banner }: ServerPage): string {
  const words = readerWords()
  return server.retiredAt
    ? words('servers.banner.retired', { server: server.label })
    : serverSentence(words, banner)
}

/** State, since when, until when and what was promised, where no post below says so; and which machine it is. */
function Facts({ page }: { page: ServerPage }) {
  const { server, groupName, now } = page
  const { retiredAt } = server
  const words = readerWords()
  return (
    <>
      {retiredAt ? (
        <p className="mt-3">
          {words.rich('servers.page.retired', { time: () => <DayOf at={retiredAt} now={now} /> })}
        </p>
      ) : null}
      {server.retiredAt || page.open.some(isCurrent) ? null : <State page={page} />}
      <p className="meta mt-2">
        <span translate="no" className="break-all">
          {server.hostname}
        </span>
        {groupName ? <span>{groupName}</span> : null}
        <span>{words.rich('servers.page.asOf', { time: () => <Moment at={now} now={now} /> })}</span>
      </p>
    </>
  )
}

/** A post about what the server is in now: its own lines say the state. */
function isCurrent(post: OpenPost): boolean {
  return post.kind !== 'advisory' && !isPlanned(post)
}

function State({ page: { server, now, nextUpdateAt } }: { page: ServerPage }) {
  const { status, maintenanceUntil } = server
  const words = readerWords()
  const state = stateOf(status)
  if (state === 'fine') return null
  const { since } = status
  return (
    <p className="meta mt-3 text-base">
      <Badge {...lookOf(state)} word={words(`servers.badge.${state}`)} />
      {since && !status.isWatching ? (
        <span>{words.rich('time.since', { time: () => <Moment at={since} now={now} /> })}</span>
      ) : null}
      {maintenanceUntil ? (
        <span>
          {words.rich('time.untilAbout', { time: () => <Moment at={maintenanceUntil} now={now} /> })}
        </span>
      ) : null}
      {nextUpdateAt ? (
        <span>
          <NextUpdate at={nextUpdateAt} now={now} place="line" />
        </span>
      ) : null}
    </p>
  )
}
