import { handsOver, ignored, inSubnets, needs, observes, permits, permittedBy, routesTo, runsIn, uses } from './rows';
import type { EdgeTable } from './types';

const KINESIS: EdgeTable = {
  // Reads and writes fail with KMSDisabledException.
  'AWS::Kinesis::Stream': [needs('StreamEncryption.KeyId')],
  // An own read channel: what is mapped to it reads the stream.
  'AWS::Kinesis::StreamConsumer': [routesTo('StreamARN', '@'), runsIn('StreamARN')],
  'AWS::Kinesis::ResourcePolicy': [permits('ResourceArn'), permits('ResourcePolicy')],
};

const DESTINATIONS = [
  'AmazonOpenSearchServerless',
  'Amazonopensearchservice',
  'Elasticsearch',
  'ExtendedS3',
  'HttpEndpoint',
  'Iceberg',
  'Redshift',
  'S3',
  'Snowflake',
  'Splunk',
];

/** Firehose keeps what it cannot deliver for up to 24 hours: buckets, search domains, functions that transform. */
const FIREHOSE: EdgeTable = {
  'AWS::KinesisFirehose::DeliveryStream': [
    handsOver('KinesisStreamSourceConfiguration.KinesisStreamARN', '@'),
    handsOver('MSKSourceConfiguration.MSKClusterARN', '@'),
    permittedBy('KinesisStreamSourceConfiguration.RoleARN'),
    permittedBy('MSKSourceConfiguration.AuthenticationConfiguration.RoleARN'),
    needs('DeliveryStreamEncryptionConfigurationInput.KeyARN'),
    ...DESTINATIONS.map((name) => handsOver(`${name}DestinationConfiguration`)),
    // The bucket of what could not be delivered; Redshift alone is loaded from its `S3Configuration`.
    ...ignored(
      'AmazonOpenSearchServerlessDestinationConfiguration.S3Configuration',
      'AmazonopensearchserviceDestinationConfiguration.S3Configuration',
      'ElasticsearchDestinationConfiguration.S3Configuration',
      'ExtendedS3DestinationConfiguration.S3BackupConfiguration',
      'HttpEndpointDestinationConfiguration.S3Configuration',
      'IcebergDestinationConfiguration.S3Configuration',
      'RedshiftDestinationConfiguration.S3BackupConfiguration',
      'SnowflakeDestinationConfiguration.S3Configuration',
      'SplunkDestinationConfiguration.S3Configuration',
    ),
  ],
};

/** Kafka. The volumes of a broker stay attached, and so readable, without their KMS key. */
const MSK: EdgeTable = {
  'AWS::MSK::Cluster': [
    inSubnets('BrokerNodeGroupInfo.ClientSubnets[]'),
    uses('EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId'),
    // Client certificates are checked against it without asking it.
    uses('ClientAuthentication.Tls.CertificateAuthorityArnList[]'),
    observes('LoggingInfo'),
    ...ignored('BrokerNodeGroupInfo.SecurityGroups', 'ConfigurationInfo'),
  ],
  'AWS::MSK::ServerlessCluster': [inSubnets('VpcConfigs[].SubnetIds[]'), ...ignored('VpcConfigs[].SecurityGroups')],
  'AWS::MSK::BatchScramSecret': [uses('ClusterArn', 'SecretArnList[]')],
  'AWS::MSK::ClusterPolicy': [permits('ClusterArn'), permits('Policy')],
  'AWS::MSK::VpcConnection': [
    needs('TargetClusterArn'),
    runsIn('VpcId'),
    inSubnets('ClientSubnets[]'),
    ...ignored('SecurityGroups'),
  ],
  'AWS::MSK::Replicator': [
    needs('KafkaClusters[].AmazonMskCluster.MskClusterArn'),
    needs('ReplicationInfoList[].SourceKafkaClusterArn'),
    needs('ReplicationInfoList[].TargetKafkaClusterArn'),
    inSubnets('KafkaClusters[].VpcConfig.SubnetIds[]'),
    observes('LogDelivery'),
    permittedBy('ServiceExecutionRoleArn'),
    ...ignored('KafkaClusters[].VpcConfig.SecurityGroupIds'),
  ],
  'AWS::KafkaConnect::Connector': [
    needs('KafkaCluster.ApacheKafkaCluster.BootstrapServers'),
    inSubnets('KafkaCluster.ApacheKafkaCluster.Vpc.Subnets[]'),
    observes('LogDelivery'),
    permittedBy('ServiceExecutionRoleArn'),
    ...ignored('KafkaCluster.ApacheKafkaCluster.Vpc.SecurityGroups', 'Plugins', 'WorkerConfiguration'),
  ],
  'AWS::KafkaConnect::CustomPlugin': ignored('*'),
};

const FLINK: EdgeTable = {
  'AWS::KinesisAnalyticsV2::Application': [
    inSubnets('ApplicationConfiguration.VpcConfigurations[].SubnetIds[]'),
    handsOver('ApplicationConfiguration.SqlApplicationConfiguration.Inputs[].KinesisStreamsInput.ResourceARN', '@'),
    handsOver('ApplicationConfiguration.SqlApplicationConfiguration.Inputs[].KinesisFirehoseInput.ResourceARN', '@'),
    needs('ApplicationConfiguration.SqlApplicationConfiguration.Inputs[].InputProcessingConfiguration'),
    permittedBy('ServiceExecutionRole'),
    ...ignored(
      'ApplicationConfiguration.ApplicationCodeConfiguration',
      'ApplicationConfiguration.VpcConfigurations[].SecurityGroupIds',
    ),
  ],
  'AWS::KinesisAnalyticsV2::ApplicationOutput': [
    needs('ApplicationName', 'Output.KinesisStreamsOutput.ResourceARN'),
    needs('ApplicationName', 'Output.KinesisFirehoseOutput.ResourceARN'),
    needs('ApplicationName', 'Output.LambdaOutput.ResourceARN'),
  ],
  'AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption': [
    observes('ApplicationName', 'CloudWatchLoggingOption.LogStreamARN'),
  ],
};

/** Streams, and what moves data along them. */
export const STREAMING: EdgeTable = { ...KINESIS, ...FIREHOSE, ...MSK, ...FLINK };
