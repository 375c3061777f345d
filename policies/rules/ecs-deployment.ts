import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isCalled, isDaemon, isRollingUpdate, leastTasks } from '../../lib/facts/containers';

const LOAD_BALANCERS = [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }];
const MINIMUM = 'DeploymentConfiguration.MinimumHealthyPercent';
const MAXIMUM = 'DeploymentConfiguration.MaximumPercent';

export const ecsCircuitBreaker = defineRule({
  id: 'EcsCircuitBreaker',
  appliesTo: 'AWS::ECS::Service',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'essential',
  title: 'A failed deployment of the service is not rolled back',
  why: 'Tasks of a bad version are started again and again, for hours, while the service cannot replace or add good ones. The deployment circuit breaker is off by default.',
  fix: 'Set DeploymentConfiguration.DeploymentCircuitBreaker to { Enable: true, Rollback: true } (CDK: circuitBreaker: { rollback: true }).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
  remedy: { DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } } },
  examples: {
    noncompliant: { DesiredCount: 2 },
    compliant: {
      DesiredCount: 2,
      DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
    },
    at: 'Properties.DeploymentConfiguration.DeploymentCircuitBreaker',
  },
  check: (service) => {
    if (!isRollingUpdate(service)) return notApplicable;
    const breaker = service.at('DeploymentConfiguration.DeploymentCircuitBreaker');
    if (!breaker.at('Enable').isTrue) return nonCompliant(breaker.isPresent ? breaker.at('Enable') : breaker);
    return breaker.at('Rollback').isTrue ? compliant : nonCompliant(breaker.at('Rollback'));
  },
});

export const ecsDeploymentMinimumHealthy = defineRule({
  id: 'EcsDeploymentMinimumHealthy',
  appliesTo: 'AWS::ECS::Service',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'A deployment may stop all tasks of the service that others call',
  why: 'With a minimum of 0 percent, the old tasks may be stopped before new ones answer: each deployment can be an outage, and a bad one is. The default is 100 percent.',
  fix: 'Set DeploymentConfiguration.MinimumHealthyPercent to 100 with a MaximumPercent of 200 (CDK: minHealthyPercent: 100).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
  remedy: { DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200 } },
  examples: {
    noncompliant: { LoadBalancers: LOAD_BALANCERS, DeploymentConfiguration: { MinimumHealthyPercent: 0 } },
    compliant: { LoadBalancers: LOAD_BALANCERS, DeploymentConfiguration: { MinimumHealthyPercent: 100 } },
    at: 'Properties.DeploymentConfiguration.MinimumHealthyPercent',
  },
  check: (service) => {
    if (isDaemon(service) || !isRollingUpdate(service) || !isCalled(service)) return notApplicable;
    return service.number(MINIMUM) === 0 ? nonCompliant(MINIMUM) : compliant;
  },
});

export const ecsDeploymentCapacity = defineRule({
  id: 'EcsDeploymentCapacity',
  appliesTo: 'AWS::ECS::Service',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A deployment may leave only one task of the service that others call',
  why: 'While a deployment runs, one task may carry all requests, with nothing beside it if it fails. The default of Amazon ECS is to keep 100 percent, that of the CDK constructs 50.',
  fix: 'Set DeploymentConfiguration.MinimumHealthyPercent to 100 (CDK: minHealthyPercent: 100).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
  remedy: { DeploymentConfiguration: { MinimumHealthyPercent: 100 } },
  examples: {
    noncompliant: {
      DesiredCount: 2,
      LoadBalancers: LOAD_BALANCERS,
      DeploymentConfiguration: { MinimumHealthyPercent: 50, MaximumPercent: 200 },
    },
    compliant: {
      DesiredCount: 2,
      LoadBalancers: LOAD_BALANCERS,
      DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200 },
    },
    at: 'Properties.DeploymentConfiguration.MinimumHealthyPercent',
  },
  check: (service) => {
    if (isDaemon(service) || !isRollingUpdate(service) || !isCalled(service)) return notApplicable;
    const percent = service.number(MINIMUM) ?? 100;
    if (percent >= 100) return compliant;
    if (percent === 0) return notApplicable;
    const { count } = leastTasks(service);
    // Amazon ECS rounds up.
    const kept = Math.ceil((count * percent) / 100);
    if (count < 2 || kept >= 2) return compliant;
    return nonCompliant(MINIMUM, { detail: `${percent} percent of ${count} tasks, rounded up, is 1.` });
  },
});

export const ecsDeploymentMaximumPercent = defineRule({
  id: 'EcsDeploymentMaximumPercent',
  appliesTo: 'AWS::ECS::Service',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'A deployment of the service can neither start nor stop a task',
  why: 'The limits leave no room for a new task and let no old one go, so deployments hang, rollbacks included. The defaults are a minimum of 100 and a maximum of 200 percent.',
  fix: 'Raise DeploymentConfiguration.MaximumPercent to 200 (CDK: maxHealthyPercent: 200).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
  remedy: { DeploymentConfiguration: { MaximumPercent: 200 } },
  examples: {
    noncompliant: { DesiredCount: 2, DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 100 } },
    compliant: { DesiredCount: 2, DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200 } },
    at: 'Properties.DeploymentConfiguration.MaximumPercent',
  },
  check: (service) => {
    if (isDaemon(service) || !isRollingUpdate(service)) return notApplicable;
    const maximum = service.number(MAXIMUM) ?? 200;
    if (maximum >= 200) return compliant;
    const minimum = service.number(MINIMUM) ?? 100;
    if (minimum === 0) return compliant;
    if (minimum >= 100 && maximum <= 100) {
      return nonCompliant(MAXIMUM, { detail: `The minimum is ${minimum} percent, the maximum ${maximum} percent.` });
    }
    const { count } = leastTasks(service);
    const [most, least] = [Math.floor((count * maximum) / 100), Math.ceil((count * minimum) / 100)];
    if (count === 0 || most > count || least < count) return compliant;
    return nonCompliant(MAXIMUM, {
      detail: `With ${count} ${count === 1 ? 'task' : 'tasks'}, at least ${least} must run and at most ${most} may.`,
    });
  },
});

export const ecsDeploymentAlarms = defineRule({
  id: 'EcsDeploymentAlarms',
  appliesTo: 'AWS::ECS::Service',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'No alarm rolls back a deployment of the service',
  why: 'A version that starts well and then fails its users, with errors or slow answers, stays. Alarms are off by default.',
  fix: 'Name alarms in DeploymentConfiguration.Alarms with Enable and Rollback true (CDK: deploymentAlarms).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
  examples: {
    noncompliant: { LoadBalancers: LOAD_BALANCERS },
    compliant: {
      LoadBalancers: LOAD_BALANCERS,
      DeploymentConfiguration: { Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } },
    },
    at: 'Properties.DeploymentConfiguration.Alarms',
  },
  check: (service) => {
    // CodeDeploy has alarms of its own.
    const isEcs = (service.string('DeploymentController.Type') ?? 'ECS') === 'ECS';
    if (!isEcs || !isCalled(service)) return notApplicable;
    const alarms = service.at('DeploymentConfiguration.Alarms');
    return alarms.at('Enable').isTrue && alarms.at('Rollback').isTrue ? compliant : nonCompliant(alarms);
  },
});
