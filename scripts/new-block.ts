/** `npm run new:block -- <Name>`: a block with its test and export, to be filled in. */
import { blockScaffold } from './block-scaffold';
import { readRepository, scaffold } from './scaffold';

const [name] = process.argv.slice(2);
void scaffold(
  () => blockScaffold(readRepository, name),
  'Fill in the block and its test until `npm test -- test/lib/blocks` passes; then `npm run build && npm run docs:api`.',
);
