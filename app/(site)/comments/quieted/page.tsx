import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Mails about answers are off', robots: { index: false } }

export default function QuietedPage() {
  return (
    <PageAnswer headline="You get no more mails about answers to this comment.">
      <p>
        The answers are on their page as before. How things are is always on <a href="/">the board</a>.
      </p>
    </PageAnswer>
  )
}
