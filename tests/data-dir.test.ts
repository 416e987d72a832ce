import { chmod, mkdir, mkdtemp, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeDataDir } from '#lib/data-dir.ts'

let parent: string
let dataDir: string
let said: string[]
beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'allclear-data-')))
  dataDir = join(parent, 'data')
  said = []
})
afterEach(() => rm(parent, { recursive: true, force: true }))

const close = (path = dataDir, isPassed = false) => closeDataDir(path, isPassed, line => said.push(line))
const modeOf = async (...path: string[]) => (await stat(join(dataDir, ...path))).mode & 0o777

/** A folder as an earlier version left it: open to every user of the machine. */
async function makeOpen(folder = dataDir): Promise<void> {
  await mkdir(join(folder, 'outbox'), { recursive: true })
  await writeFile(join(folder, 'outbox/letter.eml'), 'a sign-in link')
  await writeFile(join(folder, 'run.sh'), '')
  await chmod(join(folder, 'outbox/letter.eml'), 0o644)
  await chmod(join(folder, 'run.sh'), 0o755)
  for (const path of ['outbox', '']) await chmod(join(folder, path), 0o755)
}

describe('the data directory', () => {
  it('is closed to other users from its creation, with nothing to say', async () => {
    await close()
    expect(await modeOf()).toBe(0o700)
    expect(said).toEqual([])
  })

  it('that was open is closed with all that lies in it, which is said once', async () => {
    await makeOpen()
    await close()
    expect(await Promise.all([modeOf(), modeOf('outbox'), modeOf('outbox', 'letter.eml')])).toEqual([
      0o700, 0o700, 0o600,
    ])
    expect(await modeOf('run.sh')).toBe(0o700)
    expect(said).toEqual([
      `${dataDir} was open to other users of this machine (4 files and folders, such as ${dataDir}) and is closed now.`,
    ])
    await close()
    expect(said).toHaveLength(1)
  })

  it('may be a link, as may the outbox: what they lead to is closed, and no other link is followed', async () => {
    const disk = join(parent, 'disk')
    await makeOpen(disk)
    await symlink(disk, dataDir)
    const mails = join(parent, 'mails')
    await makeOpen(mails)
    await rm(join(disk, 'outbox'), { recursive: true })
    await symlink(mails, join(disk, 'outbox'))
    const foreign = join(parent, 'foreign')
    await writeFile(foreign, '')
    await chmod(foreign, 0o644)
    await symlink(foreign, join(disk, 'foreign'))
    await close()
    expect(await Promise.all([modeOf(), modeOf('outbox'), modeOf('outbox', 'run.sh')])).toEqual([
      0o700, 0o700, 0o700,
    ])
    expect(await modeOf('foreign')).toBe(0o644)
    expect(said).toHaveLength(1)
  })

  it('lets the user of PostgreSQL pass, and nobody read', async () => {
    await makeOpen()
    await close(dataDir, true)
    expect(await modeOf()).toBe(0o711)
    await close(dataDir, true)
    expect(said).toHaveLength(1)
  })
})
