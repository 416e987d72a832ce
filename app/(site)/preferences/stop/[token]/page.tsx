import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'
import { env } from '#lib/env.ts'
import { isStopLink } from '#lib/flows/destinations/stop-destination.ts'

export const dynamic = 'force-dynamic'

export const metadata = tokenMetadata('Stop these messages')

type Props = { params: Promise<{ token: string }> }

export default async function StopDestinationPage({ params }: Props) {
  const { token } = await params
  if (!(await isStopLink(token, new Date()))) return <UnknownUnsubscribeLink />
  return (
    <PageAnswer headline="Shall we stop writing there?">
      <p>
        {env.SITE_NAME} then sends no more messages to where you read this link. Whoever asked for them hears
        by his other ways, or by mail.
      </p>
      <TokenButton action="/api/destinations/stop" token={token}>
        Stop these messages
      </TokenButton>
      <p>
        To choose what is told instead, <a href="/preferences">change what you get</a>.
      </p>
    </PageAnswer>
  )
}
