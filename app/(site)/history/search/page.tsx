import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { SearchForm } from '#app/(site)/history/_parts/search-form.tsx'
import type { Hit } from '#db/reads/posts/hits.ts'
import { type FoundPosts, searchPosts } from '#db/reads/posts/search.ts'
import { env } from '#lib/env.ts'
import { clientAddress, createRateLimit } from '#lib/limits/rate-limit.ts'
import { type PostSearch, readPostSearch } from '#lib/rules/posts/search.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('history.search.title'), robots: { index: false } }
}

/** Each search looks through all posts. An office shares one network. */
const limit = createRateLimit({
  name: 'searches',
  address: { burst: 20, perMinute: 20 },
  network: { burst: 60, perMinute: 60 },
})

type Fields = Record<'q' | 'kind' | 'server' | 'page', string | string[] | undefined>
type Props = { searchParams: Promise<Partial<Fields>> }

export default async function SearchPage({ searchParams }: Props) {
  const search = readPostSearch(await searchParams)
  const now = new Date()
  const words = readerWords()
  const from = clientAddress(await headers(), env.TRUSTED_PROXIES)
  const found = limit.take(from, now) ? await searchPosts(search, now) : null
  return (
    <>
      <div className="pt-8 pb-6">
        <h1 className="headline">{words('history.search.headline')}</h1>
        <div className="mt-5">
          <SearchForm typed={search} />
        </div>
      </div>
      {found ? <Found found={found} search={search} now={now} /> : <p>{words('history.search.often')}</p>}
      <p className="mt-6">
        <a href="/history" className="inline-block py-2">
          {words('history.search.all')}
        </a>
      </p>
    </>
  )
}

function Found({ found, search, now }: { found: FoundPosts; search: PostSearch; now: Date }) {
  const words = readerWords()
  if (found.is === 'unknown-server')
    return (
      <p>
        {words.rich('history.search.unknownServer', {
          server: search.server,
          board: text => <a href="/">{text}</a>,
        })}
      </p>
    )
  return (
    <>
      <p className="mb-3" role="status">
        {words('history.search.found', { count: found.total })}
      </p>
      {found.posts.length > 0 ? (
        <PostRows
          posts={found.posts}
          now={now}
          renderBelow={({ id }) => <Excerpt hit={found.hits.get(id) ?? []} />}
        />
      ) : null}
      {found.pages > 1 ? <Pages search={search} page={found.page} pages={found.pages} /> : null}
    </>
  )
}

/** Where a post says what was looked for. */
function Excerpt({ hit }: { hit: Hit }) {
  if (hit.length === 0) return null
  return (
    <p className="min-w-0 text-sm text-soft wrap-anywhere sm:col-start-2">
      {hit.map(({ text, isFound }, index) => {
        const key = `${index}`
        return isFound ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>
      })}
    </p>
  )
}

function Pages({ search, page, pages }: { search: PostSearch; page: number; pages: number }) {
  const words = readerWords()
  const { text, kind, server } = search
  const at = (number: number) =>
    `/history/search?${new URLSearchParams({ q: text, kind: kind ?? '', server, page: String(number) })}`
  return (
    <nav
      aria-label={words('history.search.pages')}
      className="mt-6 flex flex-wrap items-baseline gap-x-6 gap-y-2"
    >
      {page > 1 ? (
        <a href={at(page - 1)} rel="prev" className="py-2">
          {words('history.search.newer')}
        </a>
      ) : null}
      {page < pages ? (
        <a href={at(page + 1)} rel="next" className="py-2">
          {words('history.search.older')}
        </a>
      ) : null}
      <p className="text-sm text-soft">
        {words('history.search.place', { page: String(page), pages: String(pages) })}
      </p>
    </nav>
  )
}
