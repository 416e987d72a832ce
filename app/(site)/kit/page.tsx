import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { kitFiles, readKitFile } from '#lib/documents/kit/kit-files.ts'
import { env } from '#lib/env.ts'
import { currentLanguage, documentIn, offeredLanguages, pageIn } from '#lib/language.ts'
import { ourSite } from '#lib/site.ts'
import { KitPiece } from './_parts/kit-piece.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('kit.title') }
}

export default async function KitPage() {
  const words = readerWords()
  const files = await Promise.all(
    kitFiles.map(async ({ piece, file }) => ({ piece, file, code: await readKitFile(file) })),
  )
  const pieces = [
    { piece: 'line' as const, code: lineCode() },
    ...files,
    { piece: 'badge' as const, code: badgeCode() },
    { piece: 'relation' as const, code: relationCode },
  ]
  return (
    <>
      <div className="pt-8 pb-2">
        <h1 className="headline">{words('kit.title')}</h1>
        <p className="mt-4 max-w-[68ch]">{words('kit.what')}</p>
      </div>
      {pieces.map(each => (
        <KitPiece key={each.piece} {...each} />
      ))}
    </>
  )
}

/** In the language of who reads this; in English, which needs no word for it, with another one beside it. */
function lineCode(): string {
  const current = currentLanguage()
  const [other] = offeredLanguages().filter(language => language !== 'en')
  const line = (attribute: string) => `<script src="${env.SITE_URL}/embed/script.js"${attribute}></script>`
  const spoken = (language: string) => line(` data-language="${language}"`)
  if (current !== 'en') return spoken(current)
  return [line(''), ...(other ? [spoken(other)] : [])].join('\n')
}

const documentAt = (path: string) => env.SITE_URL + documentIn(currentLanguage(), path)

const badgeCode =
  () => `[![${ourSite().name}](${documentAt('/badge/site.svg')})](${env.SITE_URL}${pageIn(currentLanguage(), '/')})
${documentAt('/badge/servers/web07.example.com.svg')}?style=flat-square
${documentAt('/badge/groups/web.svg')}?style=for-the-badge
https://img.shields.io/endpoint?url=${encodeURIComponent(documentAt('/badge/site.json'))}`

const relationCode = `<link rel="status" href="${env.SITE_URL}/">
Link: <${env.SITE_URL}/>; rel="status"`
