import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';

const DOMAINS = ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'];

export const openSearchZoneAwareness = defineRule({
  id: 'OpenSearchZoneAwareness',
  appliesTo: DOMAINS,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The data nodes of the domain are in one Availability Zone',
  why: 'Losing the zone takes the whole domain down and may lose what was written since the last snapshot. The default is no zone awareness.',
  fix: 'Set ClusterConfig.ZoneAwarenessEnabled to true with ZoneAwarenessConfig.AvailabilityZoneCount 3 (CDK: zoneAwareness: { availabilityZoneCount: 3 }).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'cdk-nag:OpenSearchZoneAwareness',
    'config:opensearch-data-node-fault-tolerance',
    'guard:ELASTICSEARCH_DATA_NODE_FAULT_TOLERANCE',
    'guard:OPENSEARCH_DATA_NODE_FAULT_TOLERANCE',
    'prowler:opensearch_service_domains_fault_tolerant_data_nodes',
    'securityhub:ES.6',
    'securityhub:Opensearch.6',
  ],
  docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html',
  examples: {
    noncompliant: { ClusterConfig: { InstanceCount: 3 } },
    compliant: {
      ClusterConfig: {
        InstanceCount: 3,
        ZoneAwarenessEnabled: true,
        ZoneAwarenessConfig: { AvailabilityZoneCount: 3 },
      },
    },
    at: 'Properties.ClusterConfig.ZoneAwarenessEnabled',
  },
  check: (domain) => {
    const config = configOf(domain);
    const standby = `${config}.MultiAZWithStandbyEnabled`;
    if (!domain.at(standby).isUnknown && domain.isTrue(standby)) return compliant;
    const path = `${config}.ZoneAwarenessEnabled`;
    return domain.isTrue(path) || domain.isTrue(standby) ? compliant : nonCompliant(path);
  },
});

export const openSearchDataNodes = defineRule({
  id: 'OpenSearchDataNodes',
  appliesTo: DOMAINS,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The domain has too few data nodes, or they cannot be spread evenly over the zones',
  why: 'With fewer than three nodes there is no majority left, or no room for the replicas, when one fails.',
  fix: 'Set ClusterConfig.InstanceCount to 3 or a multiple of the number of zones (CDK: capacity: { dataNodes: 3 }).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'config:opensearch-data-node-fault-tolerance',
    'guard:OPENSEARCH_DATA_NODE_FAULT_TOLERANCE',
    'prowler:opensearch_service_domains_fault_tolerant_data_nodes',
    'securityhub:ES.6',
    'securityhub:Opensearch.6',
    'trusted-advisor:amazon-opensearch-service-domains-less-than-three-nodes',
  ],
  docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp.html',
  examples: {
    noncompliant: { ClusterConfig: { InstanceCount: 2, ZoneAwarenessEnabled: true } },
    compliant: { ClusterConfig: { InstanceCount: 4, ZoneAwarenessEnabled: true } },
    at: 'Properties.ClusterConfig.InstanceCount',
  },
  check: (domain) => {
    const config = configOf(domain);
    const path = `${config}.InstanceCount`;
    // Low confidence: AWS states no default for an absent count.
    const nodes = domain.number(path) ?? 1;
    const counted = `${nodes} data ${nodes === 1 ? 'node' : 'nodes'}${domain.has(path) ? '' : ', as no number is given'}`;
    if (nodes < 3) return nonCompliant(path, { detail: `The domain has ${counted}.` });
    if (domain.isTrue(`${config}.MultiAZWithStandbyEnabled`)) return compliant;
    if (!domain.isTrue(`${config}.ZoneAwarenessEnabled`)) return compliant;
    const zones = domain.number(`${config}.ZoneAwarenessConfig.AvailabilityZoneCount`) ?? 2;
    return nodes % zones === 0 ? compliant : nonCompliant(path, { detail: `${counted} over ${zones} zones.` });
  },
});

export const openSearchDedicatedMasters = defineRule({
  id: 'OpenSearchDedicatedMasters',
  appliesTo: DOMAINS,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The domain has no quorum of dedicated master nodes',
  why: 'A data node under heavy load then also manages the cluster, and its failure stops both. With an even number, or fewer than three, losing one can leave no majority. The default is none.',
  fix: 'Set ClusterConfig.DedicatedMasterEnabled to true and DedicatedMasterCount to 3 (CDK: capacity: { masterNodes: 3 }).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'cdk-nag:OpenSearchDedicatedMasterNode',
    'checkov:CKV2_AWS_59',
    'checkov:CKV_AWS_318',
    'config:opensearch-primary-node-fault-tolerance',
    'guard:ELASTICSEARCH_PRIMARY_NODE_FAULT_TOLERANCE',
    'prowler:opensearch_service_domains_fault_tolerant_master_nodes',
    'securityhub:ES.7',
    'securityhub:Opensearch.11',
  ],
  docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html',
  examples: {
    noncompliant: { ClusterConfig: { InstanceCount: 3 } },
    compliant: { ClusterConfig: { InstanceCount: 3, DedicatedMasterEnabled: true, DedicatedMasterCount: 3 } },
    at: 'Properties.ClusterConfig.DedicatedMasterEnabled',
  },
  check: (domain) => {
    const [enabled, path] = ['DedicatedMasterEnabled', 'DedicatedMasterCount'].map(
      (name) => `${configOf(domain)}.${name}`,
    );
    if (!domain.isTrue(enabled as string)) return nonCompliant(enabled);
    const masters = domain.number(path as string);
    if (masters === undefined) return undetermined(path, 'no default is documented');
    if (masters >= 3 && masters % 2 === 1) return compliant;
    return nonCompliant(path, { detail: `It has ${masters} dedicated master ${masters === 1 ? 'node' : 'nodes'}.` });
  },
});

export const openSearchMultiAzWithStandby = defineRule({
  id: 'OpenSearchMultiAzWithStandby',
  appliesTo: 'AWS::OpenSearchService::Domain',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The domain has no zone in standby',
  why: 'After the loss of a zone the other zones have to carry its load, and shards move. With a standby zone the capacity is there already; only this option has an SLA of 99.99 %.',
  fix: 'Set ClusterConfig.MultiAZWithStandbyEnabled to true (CDK: capacity: { multiAzWithStandbyEnabled: true }).',
  wellArchitected: ['REL11-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html',
  examples: {
    noncompliant: { ClusterConfig: { InstanceCount: 3, ZoneAwarenessEnabled: true } },
    compliant: { ClusterConfig: { InstanceCount: 3, MultiAZWithStandbyEnabled: true } },
    at: 'Properties.ClusterConfig.MultiAZWithStandbyEnabled',
  },
  check: (domain) => {
    const path = 'ClusterConfig.MultiAZWithStandbyEnabled';
    return domain.isTrue(path) ? compliant : nonCompliant(path);
  },
});

export const openSearchServerlessStandby = defineRule({
  id: 'OpenSearchServerlessStandby',
  appliesTo: 'AWS::OpenSearchServerless::Collection',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The OpenSearch Serverless collection has no standby replicas',
  why: 'Losing a zone takes the collection down. Standby replicas are the default, and cannot be added later.',
  fix: 'Leave StandbyReplicas out or set it to ENABLED; the collection has to be created anew.',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['config:opensearchserverless-collection-standbyreplicas-enabled'],
  docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-overview.html',
  remedy: { StandbyReplicas: 'ENABLED' },
  examples: {
    noncompliant: { Name: 'products', StandbyReplicas: 'DISABLED' },
    compliant: { Name: 'products' },
    at: 'Properties.StandbyReplicas',
  },
  check: (collection) => {
    if (!collection.has('StandbyReplicas')) return notApplicable;
    return collection.string('StandbyReplicas') === 'DISABLED' ? nonCompliant('StandbyReplicas') : compliant;
  },
});

function configOf(domain: Resource): string {
  return domain.type === 'AWS::Elasticsearch::Domain' ? 'ElasticsearchClusterConfig' : 'ClusterConfig';
}
