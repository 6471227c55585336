/** A link that leads out of the product; only http and https addresses become one. */
export function Address({ value }: { value: string | null }) {
  return value && /^https?:\/\//i.test(value) ? (
    <a href={value} rel="noopener noreferrer nofollow">
      {value}
    </a>
  ) : (
    value
  )
}

export function YesNo({ value }: { value: boolean }) {
  return value ? <span className="tag yes">Yes</span> : <span className="tag">No</span>
}
