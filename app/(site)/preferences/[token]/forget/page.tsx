import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'
import { isPreferencesLink } from '#lib/flows/subscribers/forget-subscriber.ts'

export const dynamic = 'force-dynamic'

export const metadata = tokenMetadata('Delete my address')

type Props = { params: Promise<{ token: string }> }

export default async function ForgetPage({ params }: Props) {
  const { token } = await params
  if (!(await isPreferencesLink(token, new Date()))) return <PreferencesClosed reason="expired" />
  return (
    <PageAnswer headline="Shall we delete your address?">
      <p>
        Your notices end, and your address, what you watched and what we sent you are deleted. Comments that
        were published stay, without your address. If our mail to you came back, we keep a note not to write
        to you again, and nothing else.
      </p>
      <TokenButton action="/api/preferences/forget" token={token}>
        Delete my address
      </TokenButton>
      <a href={`/preferences/${token}`} className="inline-block py-1">
        Keep it
      </a>
    </PageAnswer>
  )
}
