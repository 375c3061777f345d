import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';

export const elastiCacheBackups = defineRule({
  id: 'ElastiCacheBackups',
  appliesTo: [
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::ElastiCache::CacheCluster',
    'AWS::ElastiCache::ServerlessCache',
  ],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The cache is never backed up',
  why: 'After a loss it starts empty. Where it holds more than copies (sessions, counters, queues) that is a loss of data. By default no snapshot is kept.',
  fix: 'Set SnapshotRetentionLimit to 1 or more, or acknowledge the finding for a cache that can be filled again.',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:ElastiCacheRedisClusterAutomaticBackup',
    'checkov:CKV_AWS_134',
    'config:elasticache-automatic-backup-check-enabled',
    'config:elasticache-redis-cluster-automatic-backup-check',
    'guard:ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK',
    'prowler:elasticache_redis_cluster_backup_enabled',
    'securityhub:ElastiCache.1',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  remedy: { SnapshotRetentionLimit: 7 },
  examples: {
    noncompliant: { ReplicationGroupDescription: 'Sessions', Engine: 'valkey', NumCacheClusters: 2 },
    compliant: {
      ReplicationGroupDescription: 'Sessions',
      Engine: 'valkey',
      NumCacheClusters: 2,
      SnapshotRetentionLimit: 7,
    },
    at: 'Properties.SnapshotRetentionLimit',
  },
  check: (cache) => {
    if (cache.string('Engine')?.toLowerCase() === 'memcached') return notApplicable;
    return (cache.number('SnapshotRetentionLimit') ?? 0) > 0 ? compliant : nonCompliant('SnapshotRetentionLimit');
  },
});

export const elastiCacheAutoMinorVersion = defineRule({
  id: 'ElastiCacheAutoMinorVersion',
  appliesTo: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster', 'AWS::MemoryDB::Cluster'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Minor versions of the cache engine are not installed',
  why: 'Minor versions carry the fixes for crashes and for lost data; here their automatic installation is switched off.',
  fix: 'Set AutoMinorVersionUpgrade to true.',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'checkov:CKV_AWS_322',
    'config:elasticache-auto-minor-version-upgrade-check',
    'prowler:elasticache_redis_cluster_auto_minor_version_upgrades',
    'prowler:memorydb_cluster_auto_minor_version_upgrades',
    'securityhub:ElastiCache.2',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html',
  remedy: { AutoMinorVersionUpgrade: true },
  examples: {
    noncompliant: { ReplicationGroupDescription: 'Sessions', Engine: 'valkey', AutoMinorVersionUpgrade: false },
    compliant: { ReplicationGroupDescription: 'Sessions', Engine: 'valkey', AutoMinorVersionUpgrade: true },
    at: 'Properties.AutoMinorVersionUpgrade',
  },
  check: (cache) => {
    return cache.isFalse('AutoMinorVersionUpgrade') ? nonCompliant('AutoMinorVersionUpgrade') : compliant;
  },
});
