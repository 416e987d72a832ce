import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { textOfPost } from '#app/_components/site/text-of-post.ts'
import { CommentForm } from '#app/(site)/posts/[slug]/_parts/comment-form.tsx'
import { type PostPage, readPostPage } from '#db/reads/posts/post-page.ts'
import { plainPoints, plainText } from '#lib/posts/plain-text.ts'
import { quoteOf, readAskedPoint } from '#lib/rules/comments/quote.ts'
import { shownIn } from '#lib/rules/time/clock.ts'
import { ourSite } from '#lib/site.ts'
import { shortMoment } from '#lib/words/moment.ts'
import { updateText } from '#lib/words/posts.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ about?: string | string[] }> }

const load = cache(async (slug: string) => {
  const post = await readPostPage(slug, new Date())
  if (!post) notFound()
  return post
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { titled } = await load((await params).slug)
  const words = readerWords()
  return { title: words('posts.ask.title', { post: titleIn(words, titled) }), robots: { index: false } }
}

/** The form of a comment that begins with the point or entry that it is about. */
export default async function AskPage({ params, searchParams }: Props) {
  const post = await load((await params).slug)
  const { about } = await searchParams
  const quote = await quoteFrom(post, about)
  if (quote === null) redirect(`/posts/${post.slug}#comments`)
  const words = readerWords()
  const [, anchor] = /^((?:point|update)-[a-z0-9]+)$/.exec(String(about)) ?? []
  const place = `/posts/${post.slug}#${anchor ?? 'comments'}`
  if (post.isClosed || !ourSite().shows.comments)
    return (
      <PageAnswer headline={words('posts.ask.closed')}>
        <a href={place}>{words('posts.ask.back')}</a>
      </PageAnswer>
    )
  return (
    <div className="grid gap-5 py-8">
      <h1 className="headline">{words('posts.ask.headline')}</h1>
      <p className="max-w-[68ch]">
        {words.rich('posts.ask.text', {
          title: titleIn(words, post.titled),
          post: text => <a href={place}>{text}</a>,
        })}
      </p>
      <CommentForm postId={post.id} slug={post.slug} typed={{ name: '', email: '', body: `${quote}\n\n` }} />
    </div>
  )
}

/** What is asked about as a line of a comment; null: the post has no such point or entry. */
async function quoteFrom(post: PostPage, about: unknown): Promise<string | null> {
  const words = readerWords()
  const asked = readAskedPoint(about)
  if (asked?.is === 'point') {
    const { body } = await textOfPost(post)
    const text = body ? plainPoints(body.text).get(asked.number) : undefined
    return text ? words('posts.ask.quotePoint', { number: String(asked.number), text: quoteOf(text) }) : null
  }
  const update = asked && post.updates.find(each => each.id === asked.id)
  if (!update) return null
  const { local, label } = shownIn(ourSite().zone, update.createdAt)
  const time = shortMoment(words, local, new Date(0))
  return words('posts.ask.quoteUpdate', {
    time: words('time.inZone', { time, zone: label }),
    text: quoteOf(plainText(updateText(words, update), 'light')),
  })
}
