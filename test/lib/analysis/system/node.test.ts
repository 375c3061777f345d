import { SystemNode } from '../../../../lib/analysis/system/node';
import { applicationOf, systemOfResources } from '../templates';

describe('SystemNode', () => {
  it('is read once, where it can fail by itself', () => {
    const { nodes } = systemOfResources({ Db: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres' } } });
    const [node] = nodes;
    expect(node?.component).toMatchObject({ service: 'rds', redundancy: 'SINGLE' });
    expect(node?.component).toBe(node?.component);
  });

  it.each(['AWS::IAM::Role', 'AWS::EC2::Subnet', 'Custom::Thing', 'toString'])('is no component as %s', (Type) => {
    expect(systemOfResources({ It: { Type } }).nodes[0]?.component).toBeUndefined();
  });

  it('is no component as the way out of a subnet, whatever the resource', () => {
    const [queue] = applicationOf({ resources: { Queue: { Type: 'AWS::SQS::Queue' } } }).allResources;
    expect(new SystemNode(0, 'WAY_OUT', 'the way out', queue).component).toBeUndefined();
  });

  it('is in the Region of its resource, else in its own', () => {
    const [queue] = applicationOf({ resources: { Queue: { Type: 'AWS::SQS::Queue' } } }).allResources;
    const [open] = applicationOf({ region: undefined, resources: { Queue: { Type: 'AWS::SQS::Queue' } } }).allResources;
    expect([
      new SystemNode(0, 'RESOURCE', 'a', queue).region,
      new SystemNode(0, 'RESOURCE', 'b', open).region,
      new SystemNode(0, 'LIMIT', 'c', undefined, 'eu-central-1').region,
      new SystemNode(0, 'EXTERNAL', 'd').region,
    ]).toEqual(['eu-west-1', undefined, 'eu-central-1', undefined]);
  });
});
