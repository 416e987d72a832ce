import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { kitFiles, readKitFile } from '#lib/documents/kit/kit-files.ts'
import { env } from '#lib/env.ts'
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
    { piece: 'line' as const, code: `<script src="${env.SITE_URL}/embed/script.js"></script>` },
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

const badgeCode = () => `[![${ourSite().name}](${env.SITE_URL}/badge/site.svg)](${env.SITE_URL}/)
${env.SITE_URL}/badge/servers/web07.example.com.svg?style=flat-square
${env.SITE_URL}/badge/groups/web.svg?style=for-the-badge
https://img.shields.io/endpoint?url=${encodeURIComponent(`${env.SITE_URL}/badge/site.json`)}`

const relationCode = `<link rel="status" href="${env.SITE_URL}/">
Link: <${env.SITE_URL}/>; rel="status"`
