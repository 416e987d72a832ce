import type { PostKind } from './post.ts'

/** When what a post is about took place or is to: an advisory stands at the time of its publication. */
export function happenedAt(post: { kind: PostKind; startedAt: Date; publishedAt: Date }): Date {
  return post.kind === 'advisory' ? post.publishedAt : post.startedAt
}
