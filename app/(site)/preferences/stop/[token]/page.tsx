import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { isStopLink } from '#lib/flows/destinations/stop-destination.ts'
import { ourSite } from '#lib/site.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('destinations.stop.title'))
}

type Props = { params: Promise<{ token: string }> }

export default async function StopDestinationPage({ params }: Props) {
  const { token } = await params
  if (!(await isStopLink(token, new Date()))) return <UnknownUnsubscribeLink />
  const words = readerWords()
  return (
    <PageAnswer headline={words('destinations.stop.headline')}>
      <p>{words('destinations.stop.text', { site: ourSite().name })}</p>
      <TokenButton action="/api/destinations/stop" token={token}>
        {words('destinations.stop.button')}
      </TokenButton>
      <p>
        {words.rich('destinations.stop.instead', {
          preferences: text => <a href="/preferences">{text}</a>,
        })}
      </p>
    </PageAnswer>
  )
}
