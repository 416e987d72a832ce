export const dynamic = 'force-dynamic'

export { default, generateMetadata } from '#app/(site)/preferences/sent/page.tsx'
