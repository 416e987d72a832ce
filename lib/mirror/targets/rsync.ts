import { spawn } from 'node:child_process'
import type { CopyTarget } from '#lib/mirror/target.ts'
import { CopyDirectory } from './directory.ts'

/** A transfer that has moved nothing for so long has failed. */
const silentSeconds = 20
/** One that lasts longer, too. */
const longestMs = 120_000

const common = ['--archive', '--no-owner', '--no-group', '--mkpath', `--timeout=${silentSeconds}`]

/**
 * A copy on another machine: a directory here with its two sides, which rsync carries there, first the side that readers do not
 * see, then the link. So readers there, too, have the copy of before or the whole new one.
 */
export function openRsync(to: string, root: string, program = 'rsync'): CopyTarget {
  const place = to.endsWith('/') ? to : `${to}/`
  const here = new CopyDirectory(root)
  /** Sides that are there as they are here, but for what was touched since. */
  const known = new Set<string>()

  return {
    name: `rsync to ${to}`,
    lock: `rsync ${to}`,
    begin() {
      known.clear()
      return here.begin()
    },
    stage: change => here.stage(change),
    async publish() {
      await here.publish()
      const { shown, touched } = here
      const ends = [`${root}/${shown}/`, `${place}${shown}/`]
      if (touched && known.has(String(shown)))
        await run(program, [...common, '--files-from=-', '--delete-missing-args', '--', ...ends], touched)
      else await run(program, [...common, '--delete', '--', ...ends])
      known.add(String(shown))
      await run(program, [...common, '--', `${root}/current`, place])
    },
  }
}

/** Rejects with what the program said when it fails. names: the files it is to carry, by its standard input. */
function run(program: string, args: readonly string[], names: Iterable<string> = []): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'], timeout: longestMs })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-500)
    })
    child.stdin.on('error', () => {})
    child.stdin.end([...names].map(name => `${name}\n`).join(''))
    child.once('error', reject)
    child.once('close', code => {
      if (code === 0) resolve()
      else reject(new Error(said.trim().split('\n')[0] || `rsync ended with ${code}`))
    })
  })
}
