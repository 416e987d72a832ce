import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { CommentExpired } from '#app/(site)/comments/_parts/comment-expired.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('comments.expired.title'), robots: { index: false } }
}

export default function CommentExpiredPage() {
  return <CommentExpired />
}
