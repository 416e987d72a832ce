import Page, { generateMetadata as metadataOf } from '#app/(site)/preferences/sent/page.tsx'

export const dynamic = 'force-dynamic'

export const generateMetadata = metadataOf

/** The same as at the hoster's own site: it names nobody. */
export default function BrandLinkSent() {
  return <Page />
}
