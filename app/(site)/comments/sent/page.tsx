import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { commentHours } from '#lib/rules/comments/comment.ts'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Look into your mailbox', robots: { index: false } }

export default function CommentSentPage() {
  return (
    <PageAnswer headline="One more step: look into your mailbox.">
      <p>
        A mail with a link is there in a minute. Your comment appears when you confirm it there, and not
        before. The link works for {commentHours / 24} days. Your address is never shown.
      </p>
      <p>
        No mail? Look where your mailbox keeps spam, or go back and check the address: your text is still
        there.
      </p>
    </PageAnswer>
  )
}
