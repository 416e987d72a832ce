import { PageAnswer, TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { ZoneField } from '#app/_components/forms/zone-field.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { brandOfPage } from '#app/(brand)/at/[brand]/_parts/brand-of.ts'
import {
  ConfirmationExpired,
  SubscriptionConfirmed,
} from '#app/(site)/confirm/_parts/subscription-answers.tsx'
import { readBrandAsk } from '#lib/flows/brands/brand-preferences.ts'
import { listInWords } from '#lib/words/list.ts'
import { targetWords } from '#lib/words/subscribers.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('subscribers.confirm.title'))
}

type Props = { params: Promise<{ brand: string; token: string }> }

export default async function BrandConfirmPage(props: Props) {
  const { id } = await brandOfPage(props)
  const { token } = await props.params
  const ask = await readBrandAsk(id, token, new Date())
  if (ask.is === 'already') return <SubscriptionConfirmed />
  if (ask.is !== 'confirm') return <ConfirmationExpired />
  const words = readerWords()
  const targets = listInWords(
    words,
    ask.waiting.map(each => targetWords(words, each)),
  )
  return (
    <PageAnswer headline={words('subscribers.confirm.headline', { targets })}>
      <p>{words('brands.subscribe.intro')}</p>
      <TokenButton action="/api/confirm" token={token} fields={<ZoneField />}>
        {words('subscribers.confirm.button')}
      </TokenButton>
      <p className="text-sm text-soft">{words('subscribers.confirm.notAsked')}</p>
    </PageAnswer>
  )
}
