import type { alternatesOf } from './feed-addresses.ts'
import type { linkCard } from './link-card.ts'

/** What a page that we draw ourselves may say of itself: anything else would be missing in its head. */
export type DrawnMetadata = {
  title: string
  description?: string | undefined
  alternates?: ReturnType<typeof alternatesOf>
  openGraph?: ReturnType<typeof linkCard>
  robots?: { index: false }
}
