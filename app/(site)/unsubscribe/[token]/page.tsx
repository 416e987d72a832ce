import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'
import { env } from '#lib/env.ts'
import { isUnsubscribeLink } from '#lib/flows/subscribers/unsubscribe.ts'

export const dynamic = 'force-dynamic'

export const metadata = tokenMetadata('End notices')

type Props = { params: Promise<{ token: string }> }

export default async function UnsubscribePage({ params }: Props) {
  const { token } = await params
  if (!(await isUnsubscribeLink(token, new Date()))) return <UnknownUnsubscribeLink />
  return (
    <PageAnswer headline="Shall we stop writing to you?">
      <p>
        {env.SITE_NAME} then sends no more notices to this address, about no server. It takes effect at once.
      </p>
      <TokenButton action="/api/unsubscribe" token={token}>
        Stop all notices
      </TokenButton>
    </PageAnswer>
  )
}
