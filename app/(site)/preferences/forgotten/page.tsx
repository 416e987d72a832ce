import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Deleted', robots: { index: false } }

export default function ForgottenPage() {
  return (
    <PageAnswer headline="We have deleted your address.">
      <p>
        You get no more notices, and we have no list with you on it. How things are is always on{' '}
        <a href="/">the board</a>.
      </p>
    </PageAnswer>
  )
}
