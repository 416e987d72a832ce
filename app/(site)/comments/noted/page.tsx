import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { CommentAnswer } from '#app/(site)/comments/_parts/comment-answer.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('comments.noted.title'), robots: { index: false } }
}

type Props = { searchParams: Promise<{ post?: string | string[] }> }

export default function Page({ searchParams }: Props) {
  const words = readerWords()
  return (
    <CommentAnswer
      headline={words('comments.noted.headline')}
      text={words('comments.noted.text')}
      searchParams={searchParams}
    />
  )
}
