import { copyFile, link, mkdir, readdir, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files below one folder, each of which is replaced as a whole: who has it open reads it to its end. */
export class Side {
  private readonly folders = new Set<string>()
  private readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** Takes away all that is there. */
  async clear(): Promise<void> {
    this.folders.clear()
    await rm(this.folder, { recursive: true, force: true })
    await mkdir(this.folder, { recursive: true })
  }

  /** bytes: null removes the file. */
  async put(name: string, bytes: Buffer | null): Promise<void> {
    const place = join(this.folder, name)
    if (!bytes) return removeFile(place)
    await this.makeFolder(place)
    await writeFile(`${place}.new`, bytes, { mode: 0o644 })
    await rename(`${place}.new`, place)
  }

  /** Makes a file the same as the one at another side; where there is none, here is none either. */
  async linkFrom(other: Side, name: string): Promise<void> {
    const place = join(this.folder, name)
    await this.makeFolder(place)
    try {
      await sameFile(join(other.folder, name), `${place}.new`)
      await rename(`${place}.new`, place)
      // To rename a file to another name of itself does nothing.
      await removeFile(`${place}.new`)
    } catch (error) {
      if (!['ENOENT', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      await removeFile(place)
    }
  }

  async names(): Promise<string[]> {
    const found = await readdir(this.folder, { recursive: true, withFileTypes: true })
    return found
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(this.folder.length + 1))
  }

  private async makeFolder(place: string): Promise<void> {
    const folder = dirname(place)
    if (this.folders.has(folder)) return
    await mkdir(folder, { recursive: true })
    this.folders.add(folder)
  }
}

/** One file under two names, or a second one where the disk has no such thing. */
async function sameFile(from: string, to: string): Promise<void> {
  await removeFile(to)
  await link(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw error
    return copyFile(from, to)
  })
}

/** A folder of this name has other files, and stays. */
async function removeFile(place: string): Promise<void> {
  await unlink(place).catch((error: NodeJS.ErrnoException) => {
    if (!['ENOENT', 'ENOTDIR', 'EISDIR', 'EPERM'].includes(error.code ?? '')) throw error
  })
}
