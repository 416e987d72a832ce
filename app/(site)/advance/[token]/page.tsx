import { notFound, redirect } from 'next/navigation'
import { tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { PostArticle } from '#app/_components/site/post-article.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { findAdvance } from '#lib/flows/posts/find-advance.ts'
import { spokenPart } from '#lib/words/spoken-posts.ts'

export const dynamic = 'force-dynamic'

/** Without the title: an address bar, a history and a picture of the screen may be seen by others. */
export function generateMetadata() {
  return tokenMetadata(readerWords()('posts.advance.title'))
}

/** An advisory before it is public, for who was mailed its link. Then the link leads to its page. */
export default async function AdvancePage({ params }: { params: Promise<{ token: string }> }) {
  const found = await findAdvance((await params).token, new Date())
  if (found === 'nothing') notFound()
  if ('slug' in found) redirect(`/posts/${found.slug}`)
  const words = readerWords()
  return (
    <>
      <p className="mt-4 rounded-lg bg-slow-bg px-4 py-3 text-slow">
        <b>{words('posts.advance.banner')}</b> {words('posts.advance.keep')}
      </p>
      <PostArticle post={found.post} body={spokenPart(words, found.post.body)} servers={found.post.servers} />
    </>
  )
}
