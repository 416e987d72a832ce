const mostQuoted = 280

/**
 * The beginning of a comment, without its links:
 * anybody may write a comment under anybody's address, and our mail must not carry their advertising.
 */
export function quotedComment(body: string): string {
  const plain = body.replace(/\b(?:https?:\/\/|www\.)\S+/gi, '[link]').trim()
  return plain.length > mostQuoted ? `${plain.slice(0, mostQuoted).trimEnd()} …` : plain
}
