import { Checkbox } from '@mantine/core'

import type { MixedPairState } from './use-mixed-pair.ts'

/** The tick that a mixed pair asks for; draws nothing for any other. */
export const MixedPair = ({ pair }: { readonly pair: MixedPairState }) =>
  pair.isMixed ? (
    <Checkbox
      mt="sm"
      label="One of the two services is production and the other is not. I mean to write to this pair, for this session."
      checked={pair.isConfirmed}
      disabled={pair.isConfirmed}
      onChange={pair.confirm}
    />
  ) : null
