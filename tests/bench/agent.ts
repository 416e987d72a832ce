import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openScanBox, type ScanBox } from '#tests/agent/scan-box.ts'
import { printTable } from './table.ts'

const packages = 2000
const filesEach = 100
/** Own files of the hoster, which no package owns and the baseline has. */
const ownFiles = 500

/** What a scan by the agent costs on 200,000 files, beside a bare walk through them. */
export async function benchAgent(): Promise<void> {
  // Memory, so that the disk of the machine is not measured.
  if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm'
  const box = openScanBox()
  try {
    console.log(`Making ${packages * filesEach} files of ${packages} packages in ${box.root} …`)
    fill(box)
    const walk = await measured(box, 'find usr -xdev -type f >/dev/null')
    const scan = `CONF_TEXT='mode=report'; mkdir -p "$STATE"; open_run; scan_all >/dev/null; cp "$RUN/findings" "$STATE/findings"`
    const first = await measuredScan(box, scan)
    const usual = await measuredScan(box, scan)
    box.put('usr/lib64/libns2.so', 'planted')
    const found = await measuredScan(box, scan)
    box.putPackage('upgraded', { 'usr/bin/upgraded': 'x' })
    const upgraded = await measuredScan(box, scan)
    const row = (name: string, { cpu, largest, together }: Cost) => [
      name,
      `${cpu.toFixed(2)} s`,
      `${(cpu / walk.cpu).toFixed(1)}×`,
      `${largest.toFixed(1)} MB`,
      `${together.toFixed(1)} MB`,
    ]
    printTable(`The agent on ${packages * filesEach} files (to be under 2 s and 20 MB a run)`, [
      ['', 'CPU', 'of a walk', 'largest process', 'all at once'],
      row('find, bare', walk),
      row('first scan: the baseline', first),
      row('scan', usual),
      row('scan with a finding', found),
      row('scan after packages changed', upgraded),
    ])
  } finally {
    box.close()
  }
}

function fill(box: ScanBox) {
  for (let at = 0; at < packages; at++) {
    const folder = `usr/lib/x86_64-linux-gnu/package-${at}`
    mkdirSync(join(box.root, folder), { recursive: true })
    const names = Array.from({ length: filesEach }, (_, file) => `${folder}/lib-of-it-${file}.so.1.0.${file}`)
    for (const name of names) writeFileSync(join(box.root, name), '')
    const info = join(box.root, `var/lib/dpkg/info/package-${at}`)
    writeFileSync(`${info}.list`, names.map(name => `/${name}\n`).join(''))
    writeFileSync(
      `${info}.md5sums`,
      names.map(name => `d41d8cd98f00b204e9800998ecf8427e  ${name}\n`).join(''),
    )
  }
  for (let at = 0; at < ownFiles; at++) box.put(`usr/lib/own/${at}`, String(at))
}

type Cost = { cpu: number; largest: number; together: number }

async function measuredScan(box: ScanBox, text: string): Promise<Cost> {
  const cost = { cpu: 0, largest: 0, together: 0 }
  const ran = await box.call(`${text}\ntimes`, { onStart: pid => watch(pid, cost) })
  if (ran.code !== 0) throw new Error(`The scan failed: ${ran.err}`)
  return { ...cost, cpu: cpuOf(ran.out) }
}

function measured(box: ScanBox, command: string): Promise<Cost> {
  const child = spawn('dash', ['-c', `${command}\ntimes`], { cwd: box.root })
  const cost = { cpu: 0, largest: 0, together: 0 }
  if (child.pid) watch(child.pid, cost)
  let out = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  return new Promise(resolve => child.once('close', () => resolve({ ...cost, cpu: cpuOf(out) })))
}

/** The seconds of `times`: user and system of the shell, then of what it called. */
function cpuOf(out: string): number {
  const times = [...out.matchAll(/(\d+)m([\d.]+)s/g)].slice(-4)
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}

/** Looks every few milliseconds how much memory of its own each process below this one has, until it ends. */
function watch(pid: number, cost: Cost) {
  const timer = setInterval(() => {
    const own = descendantsOf(pid).map(memoryOf)
    if (!existsSync(`/proc/${pid}`)) clearInterval(timer)
    cost.largest = Math.max(cost.largest, ...own)
    cost.together = Math.max(
      cost.together,
      own.reduce((sum, each) => sum + each, 0),
    )
  }, 10)
}

function descendantsOf(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(name => [Number(name), parentOf(name)]),
  )
  const isBelow = (at: number | undefined): boolean =>
    at !== undefined && at > 1 && (at === pid || isBelow(parents.get(at)))
  return [...parents.keys()].filter(isBelow)
}

function parentOf(pid: string): number {
  return Number(/\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? 0)
}

/** MB that are in no file. */
function memoryOf(pid: number): number {
  return Number(/RssAnon:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
