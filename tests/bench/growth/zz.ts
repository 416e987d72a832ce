import { growSubscribers } from './of-subscribers.ts'
await growSubscribers()
process.exit(0)
