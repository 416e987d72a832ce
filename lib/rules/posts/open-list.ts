/** How many open posts are shown whole; of more, only the first few are, and the rest are lines of a table. */
const mostWhole = 5
const firstWhole = 3

/** Splits what is open, the worst first, into what is shown whole and what has a line. What is pinned is shown whole. */
export function splitOpen<Post extends { isPinned: boolean }>(
  posts: readonly Post[],
): { whole: Post[]; lines: Post[] } {
  if (posts.length <= mostWhole) return { whole: [...posts], lines: [] }
  const isWhole = (post: Post, index: number) => index < firstWhole || post.isPinned
  return {
    whole: posts.filter(isWhole),
    lines: posts.filter((post, index) => !isWhole(post, index)),
  }
}
