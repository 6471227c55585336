import Link from 'next/link'

export default function NotFound() {
  return (
    <div className="card empty">
      <strong>Not found</strong>There is nothing at this address. <Link href="/">Go home</Link>
    </div>
  )
}
