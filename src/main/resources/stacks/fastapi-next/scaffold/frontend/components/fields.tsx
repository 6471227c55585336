type Labelled = { name: string; label: string; error?: string }

type TextProps = Labelled & {
  kind?: 'text' | 'textarea' | 'email' | 'url' | 'number' | 'date'
  required?: boolean
  step?: string
}

/** An input with its label, and what is wrong with it. */
export function TextField({ name, label, error, kind = 'text', required = false, step }: TextProps) {
  return (
    <label className={error ? 'field invalid' : 'field'}>
      <span>
        {label}
        {!required && <em> (optional)</em>}
      </span>
      {kind === 'textarea' ? (
        <textarea name={name} required={required} aria-invalid={!!error} />
      ) : (
        <input type={kind} name={name} required={required} step={step} aria-invalid={!!error} />
      )}
      {error && <small className="error">{error}</small>}
    </label>
  )
}

/** A box to tick. */
export function ToggleField({ name, label, error }: Labelled) {
  return (
    <label className={error ? 'toggle invalid' : 'toggle'}>
      <input type="checkbox" name={name} />
      {label}
      {error && <small className="error">{error}</small>}
    </label>
  )
}
