import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'
import { takePreferences } from '#app/api/preferences/take-preferences.ts'

export const POST = forBrand(takePreferences)
