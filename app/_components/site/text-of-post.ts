import type { PostPage } from '#db/reads/posts/post-page.ts'
import { currentLanguage } from '#lib/language.ts'
import { findPostFile, readPostFile } from '#lib/posts/files.ts'
import { type Spoken, spokenIn } from '#lib/rules/languages/translation.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { spokenPart } from '#lib/words/spoken-posts.ts'
import { readerWords } from './reader-words.ts'

/** A post's text and servers: from its file when it is kept as one, from the database otherwise. */
export async function textOfPost(post: PostPage): Promise<{ body: Spoken | null; servers: BoardServer[] }> {
  if (!post.filePath) return { body: spokenPart(readerWords(), post.body), servers: post.servers }
  const file = await readFiled(post.filePath)
  const named = new Set(file?.servers)
  const servers = [...post.servers, ...post.known.filter(server => named.has(server.hostname))]
  return {
    body: file
      ? spokenIn(currentLanguage(), {
          text: file.body,
          language: post.titled.language,
          translations: {},
        })
      : null,
    servers: [...new Map(servers.map(server => [server.id, server])).values()],
  }
}

/** The post that is kept as the file of this name; null: it is gone, or has a mistake. */
export async function readFiled(filePath: string) {
  const path = await findPostFile(filePath)
  return path ? ((await readPostFile(path)).post ?? null) : null
}
