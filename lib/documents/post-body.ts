import { findPostFile, readPostFile } from '#lib/posts/files.ts'

/** The text of a post, from its file when it is kept as one; null: it has none, or the file is gone or has a mistake. */
export async function bodyOfPost({
  filePath,
  body,
}: {
  filePath: string | null
  body: string | null
}): Promise<string | null> {
  if (!filePath) return body
  const path = await findPostFile(filePath)
  return path ? ((await readPostFile(path)).post?.body ?? null) : null
}
