"""Services of ECS: what moto does not keep of them, and tasks that run as soon as they are wanted.

No container runs anywhere; the numbers say that they do, so that Terraform's wait for a steady service ends.
"""

from moto.core.utils import camelcase_to_underscores
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from .patching import around

KEPT = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
    "serviceConnectConfiguration",
)


def keep(service, request):
    for name in KEPT:
        value = request._get_param(name)
        if value is not None:
            setattr(service, camelcase_to_underscores(name), value)
    if request._get_param("capacityProviderStrategy"):
        # A service has either; moto assumes EC2 where it is told neither.
        service.launch_type = None
    if not hasattr(service, "availability_zone_rebalancing"):
        service.availability_zone_rebalancing = "DISABLED"
    service.running_count, service.pending_count = service.desired_count, 0
    for deployment in service.deployments:
        deployment.update(desiredCount=service.desired_count, runningCount=service.desired_count, pendingCount=0)
        deployment.update(rolloutState="COMPLETED", rolloutStateReason="")


@around(EC2ContainerServiceResponse)
def create_service(original, self):
    answer = original(self)
    keep(self.ecs_backend._get_service(self._get_param("cluster", "default"), self._get_param("serviceName")), self)
    return answer


@around(EC2ContainerServiceResponse)
def update_service(original, self):
    answer = original(self)
    keep(self.ecs_backend._get_service(self._get_param("cluster", "default"), self._get_param("service")), self)
    return answer


@around(EC2ContainerServiceBackend)
def list_clusters(original, self):
    # A cluster that was deleted can be described for a while; listed it is no more.
    return [arn for arn in original(self) if self.describe_clusters([arn])[0][0].status == "ACTIVE"]
