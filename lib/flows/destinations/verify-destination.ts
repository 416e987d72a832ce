import { type Database, getDatabase } from '#db/client.ts'
import { ownerOf } from '#db/keys/destination.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { activate, changeDestination, lockDestination } from '#db/writes/destinations/destinations.ts'
import { hashCode } from '#lib/identity/codes.ts'
import { type CodeProblem, codeProblem } from '#lib/rules/destinations/verification.ts'

/** Proves a destination by the code that was sent there. Spaces do not count. Twice is as good as once. */
export function verifyDestination(
  ownerId: string,
  destinationId: string,
  typed: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<'active' | 'gone' | CodeProblem> {
  return db.transaction(async tx => {
    const destination = await lockDestination(tx, destinationId)
    if (!destination || ownerOf(destination) !== ownerId) return 'gone'
    if (destination.state !== 'pending') return 'active'
    const { codeHash: hash, codeExpiresAt: expiresAt, codeTries: tries } = destination
    const { present } = await readSecret(tx)
    const given = hashCode(present, destinationId, typed.replace(/\s/g, ''))
    const problem = codeProblem({ hash, expiresAt, tries }, given, now)
    if (problem === 'wrong') await changeDestination(tx, destinationId, { codeTries: tries + 1 })
    if (problem) return problem
    await activate(tx, destinationId, now)
    return 'active'
  })
}
