import type { Metadata } from 'next'
import { {{class}}View } from '@/features/{{kebab}}/view'

export const metadata: Metadata = { title: '{{title}}' }

export default function Page() {
  return <{{class}}View />
}
