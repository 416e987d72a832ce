import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Removes the lock file of a PostgreSQL that was killed, when its process id is taken by another program.
 * PostgreSQL itself only sees that the id lives, and would refuse to start: the rule in containers, where ids begin
 * anew, and where nobody reaps what was killed. Linux only, since it looks at the processes' folders.
 */
export async function removeStaleLock(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return
  const path = join(cluster, 'postmaster.pid')
  const content = await readLock(path)
  const pid = Number(content.split('\n')[0])
  if (!pid || !isAlive(pid) || (await isInUse(cluster))) return
  // Between the two looks another process may have started the server.
  if ((await readLock(path)) === content) await rm(path, { force: true })
}

function readLock(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether any process works in the cluster's folder, as the server and all its parts do. */
async function isInUse(cluster: string): Promise<boolean> {
  const folder = await realpath(cluster)
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const folders = await Promise.all(pids.map(pid => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return folders.includes(folder)
}
