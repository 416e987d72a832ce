import { afterAll } from 'vitest'
import { dropDatabases } from '#tests/support/database.ts'

// Registered before a file's own, so it runs last: what a test file does not drop itself is dropped here.
afterAll(dropDatabases)
