import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { askForBill, readBill } from './packages/bill.ts'

// What the product is made of, in CycloneDX, for who has to know it: all platforms, without what only its tests use.
const path = process.argv[2] ?? 'sbom.cdx.json'
const { stdout, stderr, status } = spawnSync('npm', askForBill, {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 ** 2,
})
if (status !== 0) {
  console.error(`npm could not make the bill of materials: ${stderr}`)
  process.exit(1)
}
const { name } = JSON.parse(readFileSync('package.json', 'utf8'))
const bill = readBill(stdout, name, JSON.parse(readFileSync('package-lock.json', 'utf8')))
writeFileSync(path, `${JSON.stringify(bill, null, 2)}\n`)
console.log(`${path}: ${bill.components.length} packages.`)
