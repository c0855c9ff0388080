import { faultMatrix } from './cells.ts'

faultMatrix(({ how }) => how === 'own-request')
