console.log('scripts/docs.ts', process.argv.slice(2));
