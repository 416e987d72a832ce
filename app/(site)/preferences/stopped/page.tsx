import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Messages are off', robots: { index: false } }

export default function StoppedPage() {
  return (
    <PageAnswer headline="We send no more messages there.">
      <p>
        It counts from now on. How things are is always on <a href="/">the board</a>, and if this was a
        mistake you can <a href="/preferences">add it again</a>.
      </p>
    </PageAnswer>
  )
}
