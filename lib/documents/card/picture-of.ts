/** What stands for the picture of a page among the paths that change: it changes after its page, because it takes longer. */
export function pictureOf(path: string): string {
  return `/picture-of${path}`
}
