import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { commentHours } from '#lib/rules/comments/comment.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('comments.sent.title'), robots: { index: false } }
}

export default function CommentSentPage() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('comments.sent.headline')}>
      <p>{words('comments.sent.text', { days: commentHours / 24 })}</p>
      <p>{words('comments.sent.noMail')}</p>
    </PageAnswer>
  )
}
