import { feedAddresses } from '#app/_components/site/feed-addresses.ts'
import { FeedLinks } from '#app/_components/site/feed-links.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'

type Of = { name: string; path: string }

/** The same without an address of mail: feeds and calendars of all servers and of each group. chosen: of what the reader came from. */
export function Feeds({ groups, chosen }: { groups: Targets['groups']; chosen: Of | null }) {
  const words = readerWords()
  const places = groups.map(({ name, slug }) => ({ name, path: `/groups/${slug}` }))
  return (
    <section aria-labelledby="feeds" className="mt-10 max-w-[60ch]">
      <h2 id="feeds" className="section-title mb-2 scroll-mt-4">
        {words('feeds.headline')}
      </h2>
      <p>{words('feeds.intro')}</p>
      {chosen ? <FeedsOf name={chosen.name} path={chosen.path} /> : null}
      <FeedsOf name={words('feeds.all')} path={null} />
      {places.map(({ name, path }) => (
        <details key={path} className="border-t border-line">
          <summary className="cursor-pointer py-2.5 text-sm font-semibold">{name}</summary>
          <FeedList path={path} />
        </details>
      ))}
      <p className="mt-3">{words('feeds.server')}</p>
    </section>
  )
}

function FeedsOf({ name, path }: { name: string; path: string | null }) {
  return (
    <>
      <h3 className="mt-4 font-semibold">{name}</h3>
      <FeedList path={path} />
    </>
  )
}

function FeedList({ path }: { path: string | null }) {
  const words = readerWords()
  const { history, updates, work } = feedAddresses(path)
  return (
    <ul className="grid list-disc gap-1 pt-1 pb-4 ps-5">
      <li>{words.rich('feeds.history', { links: () => <FeedLinks addresses={history} /> })}</li>
      <li>{words.rich('feeds.updates', { links: () => <FeedLinks addresses={updates} /> })}</li>
      <li>{words.rich('feeds.work', { links: () => <FeedLinks addresses={work} /> })}</li>
    </ul>
  )
}
