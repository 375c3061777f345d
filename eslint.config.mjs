import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', 'dist-jsii/', '**/cdk.out/', 'coverage/']),
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommended],
    rules: {
      // The compiler knows better: noUnusedLocals and noUnusedParameters.
      '@typescript-eslint/no-unused-vars': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['lib/**/*.ts', 'policies/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['cdk-resilience', 'cdk-resilience/*'], message: 'Inside the package, import by relative path.' },
            {
              regex: '^(\\.\\./)+lib(/index)?$',
              message: 'Import the file that declares it: going through the index makes a circle.',
            },
          ],
        },
      ],
    },
  },
);
