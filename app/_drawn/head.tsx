import { siteIcons } from '#app/_components/brand/site-icons.ts'
import type { DrawnMetadata } from '#app/_components/site/drawn-metadata.ts'
import { env } from '#lib/env.ts'
import { ourSite } from '#lib/site.ts'

type Given = { metadata: DrawnMetadata; styles: readonly string[]; isTitledAlone: boolean }

/** The head of a public page, as the framework writes it of the same metadata and of that of the site. */
export function DrawnHead({ metadata, styles, isTitledAlone }: Given) {
  const { description, alternates, openGraph, robots } = metadata
  const title = isTitledAlone ? metadata.title : `${metadata.title} · ${ourSite().name}`
  const { icon } = siteIcons(ourSite())
  return (
    <>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {styles.map(style => (
        <link key={style} rel="stylesheet" href={style} precedence="next" />
      ))}
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      {description ? <meta name="description" content={description} /> : null}
      {robots ? <meta name="robots" content="noindex" /> : null}
      {alternates ? <Alternates {...alternates} /> : null}
      <meta name="format-detection" content="telephone=no, address=no, email=no" />
      {openGraph ? <Preview title={title} description={description} card={openGraph} /> : null}
      <link rel="icon" href={icon.url} type={icon.type} />
    </>
  )
}

/** The page in forms for programs. */
function Alternates({ types }: NonNullable<DrawnMetadata['alternates']>) {
  const all = Object.entries(types).flatMap(([type, named]) =>
    (typeof named === 'string' ? [{ url: named, title: undefined }] : named).map(each => ({ type, ...each })),
  )
  return all.map(({ type, url, title }) => (
    <link key={url} rel="alternate" type={type} href={whole(url)} title={title} />
  ))
}

type PreviewGiven = {
  title: string
  description: string | undefined
  card: NonNullable<DrawnMetadata['openGraph']>
}

/** What other sites show of a link to the page. */
function Preview({ title, description, card: { siteName, type, images } }: PreviewGiven) {
  return (
    <>
      <meta property="og:title" content={title} />
      {description ? <meta property="og:description" content={description} /> : null}
      <meta property="og:site_name" content={siteName} />
      {images.map(({ url, width, height }) => [
        <meta key="url" property="og:image" content={whole(url)} />,
        <meta key="width" property="og:image:width" content={String(width)} />,
        <meta key="height" property="og:image:height" content={String(height)} />,
      ])}
      <meta property="og:type" content={type} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

function whole(path: string): string {
  return new URL(path, env.SITE_URL).href
}
