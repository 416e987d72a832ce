import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Notices are off', robots: { index: false } }

export default function UnsubscribedPage() {
  return (
    <PageAnswer headline="You get no more notices.">
      <p>
        It counts from now on. How things are is always on <a href="/">the board</a>, and if this was a
        mistake you can <a href="/subscribe">ask for notices again</a>.
      </p>
    </PageAnswer>
  )
}
