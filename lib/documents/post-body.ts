import { findPostFile, readPostFile } from '#lib/posts/files.ts'
import type { WrittenText } from '#lib/rules/languages/translation.ts'
import { writtenIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'

/** The text of a post, from its file when it is kept as one; null: it has none, or the file is gone or has a mistake. */
export async function bodyOfPost(
  words: Words,
  { filePath, body }: { filePath: string | null; body: WrittenText | null },
): Promise<string | null> {
  if (!filePath) return body && writtenIn(words, body)
  const path = await findPostFile(filePath)
  return path ? ((await readPostFile(path)).post?.body ?? null) : null
}
