import Page, { generateMetadata as metadataOf } from '#app/(site)/unsubscribe/done/page.tsx'

export const dynamic = 'force-dynamic'

export const generateMetadata = metadataOf

/** The same as at the hoster's own site: it names nobody. */
export default function BrandUnsubscribed() {
  return <Page />
}
