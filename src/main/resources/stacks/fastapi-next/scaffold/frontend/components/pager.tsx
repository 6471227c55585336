import { PAGE_SIZE } from '@/lib/use-kept'

type Props = { offset: number; total: number; turnTo: (offset: number) => void }

/** Nothing where everything fits on one page. */
export function Pager({ offset, total, turnTo }: Props) {
  if (offset === 0 && total <= PAGE_SIZE) return null
  return (
    <div className="pager">
      <button className="button quiet" disabled={offset === 0} onClick={() => turnTo(offset - PAGE_SIZE)}>
        Newer
      </button>
      <button className="button quiet" disabled={offset + PAGE_SIZE >= total} onClick={() => turnTo(offset + PAGE_SIZE)}>
        Older
      </button>
    </div>
  )
}
