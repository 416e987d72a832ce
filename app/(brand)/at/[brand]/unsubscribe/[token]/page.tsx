import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { UnknownUnsubscribeLink } from '#app/_components/forms/unknown-unsubscribe-link.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { brandOfPage } from '#app/(brand)/at/[brand]/_parts/brand-of.ts'
import { isUnsubscribeLink } from '#lib/flows/subscribers/unsubscribe.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('subscribers.leave.title'))
}

type Props = { params: Promise<{ brand: string; token: string }> }

export default async function BrandUnsubscribePage(props: Props) {
  const { id, site } = await brandOfPage(props)
  const { token } = await props.params
  if (!(await isUnsubscribeLink(token, new Date(), undefined, id))) return <UnknownUnsubscribeLink />
  const words = readerWords()
  return (
    <PageAnswer headline={words('subscribers.leave.headline')}>
      <p>{words('subscribers.leave.text', { site: site.name })}</p>
      <TokenButton action="/api/unsubscribe" token={token}>
        {words('subscribers.leave.button')}
      </TokenButton>
    </PageAnswer>
  )
}
