// Shows what is wrong with the catalogues of the languages that are named: node look.ts de fr [--staff]
import { englishOf, faultsOf, readFilled } from '#tests/words/languages/look-at-catalogue.ts'
import { isLanguage } from '#lib/rules/languages/language.ts'
const file = process.argv.includes('--staff') ? 'staff' : 'readers'
for (const code of process.argv.slice(2).filter(isLanguage)) {
  const english = englishOf(file); const own = readFilled(code, file); const faults: string[] = []
  for (const key of english.keys()) if (!own.has(key)) faults.push(`${key} is missing`)
  for (const [key, message] of own) if (!english.has(key)) faults.push(`${key} is said by nobody`); else faults.push(...faultsOf(code, key, english.get(key) ?? '', message).map(f => `${key} ${f}\n     ${message}`))
  console.log(`${code}: ${own.size} messages, ${faults.length} faults`); for (const f of faults) console.log('  ' + f)
}
