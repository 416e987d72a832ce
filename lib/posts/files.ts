import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type CheckedPost, checkPost } from './check.ts'
import type { CheckOptions } from './text.ts'

/** Where the hoster keeps posts as files, from the directory that the process was started in. */
function postsFolder(): string {
  return path.join(/*turbopackIgnore: true*/ process.cwd(), 'content', 'posts')
}

/** Where those of the demo hoster are: a new installation says nothing that its hoster has not written. */
export function demoPostsFolder(): string {
  return path.join(/*turbopackIgnore: true*/ process.cwd(), 'content', 'demo', 'posts')
}

/** The path of the post that is kept as a file of this name; null: it is gone. */
export async function findPostFile(fileName: string): Promise<string | null> {
  const paths = [...(await listPostFiles()), ...(await listPostFiles(demoPostsFolder()))]
  return paths.find(candidate => path.basename(candidate) === fileName) ?? null
}

/** The paths of all posts in a folder, newest first by their names. Empty when the folder does not exist. */
export async function listPostFiles(folder: string = postsFolder()): Promise<string[]> {
  const names = await readdir(/*turbopackIgnore: true*/ folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const posts = names.filter(name => name.endsWith('.mdx')).sort()
  return posts.reverse().map(name => path.join(/*turbopackIgnore: true*/ folder, name))
}

/** Reads and checks one post. Throws when there is no such file. */
export async function readPostFile(file: string, options: CheckOptions = {}): Promise<CheckedPost> {
  const source = await readFile(/*turbopackIgnore: true*/ file, 'utf8')
  return checkPost(source, path.basename(file), options)
}
