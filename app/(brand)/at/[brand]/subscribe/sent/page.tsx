export const dynamic = 'force-dynamic'

export { default, generateMetadata } from '#app/(site)/subscribe/sent/page.tsx'
