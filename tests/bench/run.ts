import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Product, startProduct } from '#tests/support/product.ts'
import { benchAgent } from './agent.ts'
import { benchAudience } from './audience.ts'
import { benchBoard } from './board.ts'
import { benchBombs } from './bombs.ts'
import { benchCalm } from './calm.ts'
import { benchDeliver } from './deliver.ts'
import { benchDoors } from './doors.ts'
import { benchExport } from './export.ts'
import { benchFlood } from './flood.ts'
import { benchForms } from './forms.ts'
import { benchGrowth } from './growth/growth.ts'
import { benchHeartbeats } from './heartbeats.ts'
import { benchIdle } from './idle.ts'
import { benchIntake } from './intake.ts'
import { benchLanguages } from './languages.ts'
import { benchLive } from './live.ts'
import { benchMirror } from './mirror.ts'
import { benchProcesses } from './processes.ts'
import { benchProxy } from './proxy.ts'
import { benchStorm } from './storm.ts'
import { benchVisible } from './visible.ts'

let running: Promise<Product> | undefined

/** The product with the demo hoster: started when the first bench asks for it. */
function product(): Promise<Product> {
  running ??= start()
  return running
}

async function start(): Promise<Product> {
  build()
  console.log('Starting the product with the demo hoster …')
  return startProduct()
}

function build(): void {
  if (existsSync('.next/BUILD_ID')) return
  console.log('Building the site …')
  spawnSync('npm', ['run', 'build'], { stdio: 'inherit' })
}

const benches: Record<string, () => Promise<unknown>> = {
  calm: async () => benchCalm(),
  agent: async () => benchAgent(),
  board: async () => benchBoard(await product()),
  proxy: async () => {
    build()
    await benchProxy()
  },
  forms: async () => benchForms(await product()),
  intake: async () => {
    build()
    await benchIntake()
  },
  heartbeats: async () => benchHeartbeats(await product()),
  visible: async () => {
    build()
    await benchVisible()
  },
  bombs: async () => {
    build()
    await benchBombs()
  },
  doors: async () => {
    build()
    await benchDoors()
  },
  idle: async () => {
    build()
    await benchIdle()
  },
  languages: async () => {
    build()
    await benchLanguages()
  },
  live: async () => {
    build()
    await benchLive()
  },
  processes: async () => {
    build()
    await benchProcesses()
  },
  storm: async () => {
    build()
    await benchStorm()
  },
  flood: async () => {
    build()
    await benchFlood()
  },
  growth: async () => {
    build()
    await benchGrowth()
  },
  export: async () => benchExport(),
  mirror: async () => {
    build()
    await benchMirror()
  },
  audience: async () => benchAudience(await product()),
  deliver: async () => {
    build()
    await benchDeliver()
  },
}

const names = Object.keys(benches)
const asked = process.argv.slice(2)
const unknown = asked.find(name => !names.includes(name))
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". There are: ${names.join(', ')}.`)
  process.exit(1)
}
try {
  for (const name of asked.length > 0 ? asked : names) await benches[name]?.()
} finally {
  await (await running)?.stop()
}
