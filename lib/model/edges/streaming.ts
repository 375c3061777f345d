import { handsOver, ignored, inSubnets, needs, observes, permits, permittedBy, runsIn, uses } from './rows';
import type { EdgeRows, EdgeTable } from './types';

const KINESIS: EdgeTable = {
  // Reads and writes fail with KMSDisabledException.
  'AWS::Kinesis::Stream': [needs('StreamEncryption.KeyId')],
  // An own read channel: what is mapped to it reads the stream.
  'AWS::Kinesis::StreamConsumer': [needs('StreamARN', '@'), runsIn('StreamARN')],
  'AWS::Kinesis::ResourcePolicy': [permits('ResourceArn'), permits('ResourcePolicy')],
};

/** Where Firehose delivers, and what it asks on the way. What it cannot deliver is tried again for up to 24 hours. */
function destination(name: string): EdgeRows {
  const path = `${name}DestinationConfiguration`;
  return [
    handsOver(path),
    observes(`${path}.CloudWatchLoggingOptions`),
    // Redshift copies from this bucket; elsewhere it takes what could not be delivered.
    ...(name === 'Redshift' ? [observes(`${path}.S3Configuration.CloudWatchLoggingOptions`)] : []),
    ...(name === 'Redshift' ? ignored(`${path}.S3BackupConfiguration`) : ignored(`${path}.S3Configuration`)),
    ...(name === 'Splunk' ? [] : [permittedBy(`${path}.RoleARN`)]),
  ];
}

/** A destination in a VPC. */
function inVpc(name: string): EdgeRows {
  const path = `${name}DestinationConfiguration.VpcConfiguration`;
  return [inSubnets(`${path}.SubnetIds[]`), permittedBy(`${path}.RoleARN`), ...ignored(`${path}.SecurityGroupIds`)];
}

const SEARCH = ['Amazonopensearchservice', 'AmazonOpenSearchServerless', 'Elasticsearch'];

const FIREHOSE: EdgeTable = {
  'AWS::KinesisFirehose::DeliveryStream': [
    handsOver('KinesisStreamSourceConfiguration.KinesisStreamARN', '@'),
    handsOver('MSKSourceConfiguration.MSKClusterARN', '@'),
    permittedBy('KinesisStreamSourceConfiguration.RoleARN'),
    permittedBy('MSKSourceConfiguration.AuthenticationConfiguration.RoleARN'),
    needs('DeliveryStreamEncryptionConfigurationInput.KeyARN'),
    ...['S3', 'ExtendedS3'].flatMap((name) => [
      handsOver(`${name}DestinationConfiguration`),
      observes(`${name}DestinationConfiguration.CloudWatchLoggingOptions`),
      permittedBy(`${name}DestinationConfiguration.RoleARN`),
    ]),
    ...ignored('ExtendedS3DestinationConfiguration.S3BackupConfiguration'),
    ...[...SEARCH, 'HttpEndpoint', 'Iceberg', 'Redshift', 'Snowflake', 'Splunk'].flatMap(destination),
    ...SEARCH.flatMap(inVpc),
  ],
};

/** Kafka. The volumes of a broker stay attached, and readable, without their KMS key. */
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
