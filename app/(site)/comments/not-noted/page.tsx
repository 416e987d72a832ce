import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { CommentAnswer } from '#app/(site)/comments/_parts/comment-answer.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('comments.notNoted.title'), robots: { index: false } }
}

type Props = { searchParams: Promise<{ post?: string | string[] }> }

export default function Page({ searchParams }: Props) {
  const words = readerWords()
  return (
    <CommentAnswer
      headline={words('comments.notNoted.headline')}
      text={words('comments.notNoted.text')}
      searchParams={searchParams}
    />
  )
}
