import type { Metadata } from 'next'
import { CommentExpired } from '#app/(site)/comments/_parts/comment-expired.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Link expired', robots: { index: false } }

export default function CommentExpiredPage() {
  return <CommentExpired />
}
