import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { joinAgent } from '../../scripts/build-agent.ts'

const programs = (process.env.PATH ?? '').split(':')
/** Where a program is; undefined: it is not installed. */
export const whereIs = (name: string) =>
  programs.map(folder => join(folder, name)).find(file => existsSync(file))

export type Shell = 'dash' | 'busybox' | 'bash'
/** The shells that servers have as sh, as far as they are installed here: scripts/setup.mjs does that for the suite. */
export const shells = (['dash', 'busybox', 'bash'] as const).filter(shell => whereIs(shell))

const commandOf: Record<Shell, readonly string[]> = {
  dash: ['dash'],
  busybox: ['busybox', 'ash'],
  bash: ['bash', '--posix'],
}

export type Ran = { code: number | null; out: string; err: string }

type How = {
  shell?: Shell
  input?: string | Buffer
  env?: Record<string, string>
  onStart?: (pid: number) => void
}

/** A throw-away root with the agent beside it. `run` never waits between tries. */
export function openAgentBox() {
  const root = mkdtempSync(join(tmpdir(), 'allclear-agent-'))
  const script = join(root, 'allclear-agent')
  writeFileSync(script, joinAgent())
  for (const folder of ['etc', 'proc', 'test-bin', 'tmp', 'var/lib'])
    mkdirSync(join(root, folder), { recursive: true })

  /** A file of the root, with its folders. */
  function put(path: string, contents: string | Buffer, mode = 0o644): string {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    // Through a link it would write to what that leads to, which may be a program of this machine.
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(file)
    writeFileSync(file, contents)
    chmodSync(file, mode)
    return file
  }

  /** Runs the agent; busybox with its own awk, sed and so on, as where there are no others. */
  function run(args: readonly string[], how: How = {}, file = script) {
    const { shell = 'dash', input = '', env = {}, onStart } = how
    const link = shell === 'busybox' ? linkApplets : unlinkApplets
    link(join(root, 'test-bin'))
    const [command = 'sh', ...before] = commandOf[shell]
    const child = spawn(command, [...before, file, ...args], {
      cwd: root,
      env: {
        NODE_ENV: 'test',
        PATH: process.env.PATH,
        ALLCLEAR_ROOT: root,
        ALLCLEAR_INSECURE_LOOPBACK: '1',
        ALLCLEAR_TEST_NO_PAUSE: '1',
        ...env,
      },
    })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', chunk => out.push(chunk))
    child.stderr.on('data', chunk => err.push(chunk))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    if (child.pid) onStart?.(child.pid)
    return new Promise<Ran>(resolve =>
      child.once('close', code =>
        resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
      ),
    )
  }

  let calls = 0
  /** The agent with shell text in place of its last line, which is main "$@": to call or to replace its functions. */
  function call(text: string, how: How = {}, args: readonly string[] = []) {
    calls++
    const file = join(root, `call-${calls}`)
    writeFileSync(
      file,
      joinAgent().replace(/\nmain "\$@"\n$/, () => `\n${text}\n`),
    )
    return run(args, how, file)
  }

  return { root, script, put, run, call, close: () => rmSync(root, { recursive: true, force: true }) }
}

/** What busybox has of the programs that the agent calls. */
const applets = [
  'awk',
  'base64',
  'cat',
  'chmod',
  'chown',
  'cmp',
  'cp',
  'cut',
  'date',
  'dd',
  'df',
  'du',
  'find',
  'grep',
  'head',
  'id',
  'ln',
  'ls',
  'md5sum',
  'mkdir',
  'mktemp',
  'mv',
  'od',
  'readlink',
  'rm',
  'sed',
  'sha1sum',
  'sha256sum',
  'sleep',
  'sort',
  'stat',
  'tail',
  'touch',
  'tr',
  'uniq',
  'wc',
  'xargs',
]

function unlinkApplets(folder: string) {
  for (const name of applets)
    if (lstatSync(join(folder, name), { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(join(folder, name))
}

function linkApplets(folder: string) {
  for (const name of applets)
    if (!existsSync(join(folder, name))) symlinkSync(whereIs('busybox') ?? '', join(folder, name))
}
