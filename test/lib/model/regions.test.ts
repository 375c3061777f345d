import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOf } from '../../../lib/model/regions';

test('the partition of every Region is the one that CDK knows', () => {
  const regions = RegionInfo.regions.filter(({ partition }) => partition !== undefined);
  expect(regions.length).toBeGreaterThan(30);
  const wrong = regions.filter(({ name, partition, domainSuffix }) => {
    const own = partitionOf(name);
    return own.name !== partition || own.urlSuffix !== domainSuffix;
  });
  expect(wrong.map(({ name, partition, domainSuffix }) => [name, partition, domainSuffix, partitionOf(name)])).toEqual(
    [],
  );
});

test('a Region that is not known is of the standard partition', () => {
  expect(partitionOf('mars-north-1')).toEqual({ name: 'aws', urlSuffix: 'amazonaws.com' });
});
