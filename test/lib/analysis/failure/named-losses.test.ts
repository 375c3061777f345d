import { lossesNamed } from '../../../../lib/analysis/failure/named-losses';
import { declaring, network, systemOfResources, webService } from '../templates';

const journeys = [{ name: 'Buy', owner: 'shop', entryPoints: ['Balancer'], dependsOn: ['Clearing'] }];
const system = systemOfResources(
  { ...network(1), ...webService(1) },
  declaring({ journeys, externalDependencies: [{ name: 'Clearing' }] }),
);
const named = (asked: string): string[] => lossesNamed(system, asked).map(({ kind, name }) => `${kind} ${name}`);

describe('lossesNamed', () => {
  it.each([
    ['az:a', ['ZONE eu-west-1a']],
    ['zone:eu-west-1b', ['ZONE eu-west-1b']],
    ['region', ['REGION eu-west-1']],
    ['region:eu-west-1', ['REGION eu-west-1']],
    ['Service', ['RESOURCE S/Service']],
    ['S/Service', ['RESOURCE S/Service']],
    ['Clearing', ['EXTERNAL Clearing']],
  ])('finds %s', (asked, found) => {
    expect(named(asked)).toEqual(found);
  });

  it('stands for any zone where no template names one', () => {
    const anywhere = systemOfResources(
      { Nat: { Type: 'AWS::EC2::NatGateway' } },
      declaring({
        journeys: [{ name: 'Out', owner: 'net', entryPoints: ['Nat'] }],
      }),
    );
    expect(lossesNamed(anywhere, 'az:a').map(({ name }) => name)).toEqual(['any Availability Zone of eu-west-1']);
  });

  it.each([
    ['az:z', "--lose: nothing here is called 'az:z'. There are eu-west-1a, eu-west-1b"],
    ['region:mars-1', "--lose: nothing here is called 'region:mars-1'. There are eu-west-1"],
    ['servic', "--lose: nothing that can be lost is called 'servic'. There are S/Service"],
    ['Listener', /^--lose: nothing that can be lost is called 'Listener'. There are S\/NatA, S\/Balancer, S\/Service/],
  ])('refuses %s', (asked, message) => {
    expect(() => named(asked)).toThrow(message);
  });
});
