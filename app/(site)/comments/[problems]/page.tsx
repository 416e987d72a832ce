import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { commentSentences } from '#app/(site)/comments/_parts/comment-sentences.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('comments.wrong.title'), robots: { index: false } }
}

type Props = {
  /** Names of problems, joined by "-". */
  params: Promise<{ problems: string }>
  searchParams: Promise<{ post?: string | string[] }>
}

/** What is wrong with a comment. What was typed stays in the browser's own history. */
export default async function CommentProblemsPage({ params, searchParams }: Props) {
  const words = readerWords()
  const shown = commentSentences(words, (await params).problems.split('-'))
  const { post } = await searchParams
  return (
    <PageAnswer headline={words('comments.wrong.headline')}>
      {shown.length > 0 ? (
        <ul className="list-disc ps-5">
          {shown.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <p>{words('comments.wrong.goBack')}</p>
      {typeof post === 'string' && /^[a-z0-9-]{1,160}$/.test(post) ? (
        <a href={`/posts/${post}`}>{words('comments.wrong.openPost')}</a>
      ) : null}
    </PageAnswer>
  )
}
