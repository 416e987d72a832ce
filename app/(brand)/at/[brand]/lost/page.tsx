import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { readerWords } from '#app/_components/site/reader-words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('brands.lost.title'), robots: { index: false } }
}

export default function BrandLostPage() {
  notFound()
}
