import { and, like, ne } from 'drizzle-orm'
import { staff } from '#db/schema/staff.ts'

/** One of the staff who has not been removed: whoever was has an id in place of an address. */
export const isOnStaff = like(staff.email, '%@%')

/** One of the staff who may do something about what waits: readers are told of nothing. */
export const isAnswering = and(isOnStaff, ne(staff.role, 'reader'))
