import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PostRows } from '#app/_components/site/post-rows.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { readPostList } from '#db/reads/posts/post-list.ts'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ page?: string | string[] }> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const page = pageOf((await searchParams).page)
  const words = readerWords()
  return {
    title:
      page && page > 1 ? words('posts.list.titleOfPage', { page: String(page) }) : words('posts.list.title'),
  }
}

export default async function PostsPage({ searchParams }: Props) {
  const page = pageOf((await searchParams).page)
  const list = page === null ? null : await readPostList(page)
  if (!list) notFound()
  const words = readerWords()
  return (
    <>
      <div className="pt-8 pb-5">
        <h1 className="headline">{words('posts.list.title')}</h1>
        <p className="mt-2 text-soft">{words('posts.list.what')}</p>
      </div>
      {list.posts.length > 0 ? (
        <PostRows posts={list.posts} now={new Date()} />
      ) : (
        <p>{words('posts.list.none')}</p>
      )}
      {list.pages > 1 ? <Pages page={list.page} pages={list.pages} /> : null}
    </>
  )
}

function Pages({ page, pages }: { page: number; pages: number }) {
  const words = readerWords()
  return (
    <nav
      aria-label={words('posts.list.pages')}
      className="mt-6 flex flex-wrap items-baseline gap-x-6 gap-y-2"
    >
      {page > 1 ? (
        <a href={page === 2 ? '/posts' : `/posts?page=${page - 1}`} rel="prev" className="py-2">
          {words('posts.list.newer')}
        </a>
      ) : null}
      {page < pages ? (
        <a href={`/posts?page=${page + 1}`} rel="next" className="py-2">
          {words('posts.list.older')}
        </a>
      ) : null}
      <p className="text-sm text-soft">
        {words('posts.list.place', { page: String(page), pages: String(pages) })}
      </p>
    </nav>
  )
}

/** A page number from 1, or null for anything else. */
function pageOf(given: string | string[] | undefined): number | null {
  if (given === undefined) return 1
  return typeof given === 'string' && /^[1-9]\d{0,5}$/.test(given) ? Number(given) : null
}
