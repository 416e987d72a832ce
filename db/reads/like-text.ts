/** A pattern for LIKE: the text anywhere, in which the pattern's own signs stand for themselves. */
export function likeText(text: string): string {
  return `%${text.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
}
