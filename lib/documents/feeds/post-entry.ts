import type { PostRecord } from '#db/reads/posts/post-records.ts'

/** One thing that was said of a post, for good. */
export type PostEntry = {
  /** Part of a tag URI: it stays when words are corrected. */
  key: string
  at: Date
  changedAt: Date
  /** "Resolved" */
  label: string
  html: string
  /** Its address. */
  url: string
}

export type PostWithBody = PostRecord & { text: string | null }
