import { faultMatrix } from './cells.ts'

faultMatrix(({ how }) => how === 'session-ends' || how === 'second-person' || how === 'native-flow')
