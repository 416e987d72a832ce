import type { ReactNode } from 'react'
import { SiteFrame } from '#app/_components/brand/site-frame.tsx'
import { ourSite } from '#lib/site.ts'
import { readerWords } from './reader-words.ts'

/** The document of a public page of the hoster's own site. */
export function SiteDocument({ children }: { children: ReactNode }) {
  const words = readerWords()
  const nav = (
    <a href="/history" className="nav-link">
      {words('site.history')}
    </a>
  )
  const foot = (
    <>
      <a href="/api/yours">{words('find.yours.link')}</a>
      <a href="/subscribe#feeds">{words('feeds.link')}</a>
      <a href="/history">{words('site.allPosts')}</a>
    </>
  )
  return (
    <SiteFrame site={ourSite()} nav={nav} foot={foot}>
      {children}
    </SiteFrame>
  )
}
