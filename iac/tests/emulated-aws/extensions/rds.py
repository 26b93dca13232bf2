"""Instances of RDS: an id of their own, what the provider reads back, the owner's name; parameters that are ours."""

import json
import uuid

from moto.core.responses import ActionResult
from moto.rds.models import DBInstance, MasterUserSecret
from moto.rds.responses import RDSResponse

from .patching import around

# AWS keeps insights for a week where it is told nothing else.
INSIGHT_DAYS = 7
KEPT = (
    "database_insights_mode",
    "monitoring_interval",
    "monitoring_role_arn",
    "performance_insights_kms_key_id",
    "performance_insights_retention_period",
)


@around(DBInstance)
def __init__(original, self, *arguments, **options):
    original(self, *arguments, **options)
    # moto gives every instance the same, and the provider finds them by it.
    self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
    for name in KEPT:
        if options.get(name) is not None:
            setattr(self, name, options[name])
    if options.get("enable_performance_insights"):
        self.performance_insights_enabled = True
        self.performance_insights_retention_period = options.get("performance_insights_retention_period") or INSIGHT_DAYS


@around(RDSResponse)
def describe_db_parameters(original, self):
    parameters = original(self).result["Parameters"]
    # Without a source the provider takes them for defaults of the engine and sees ours as missing.
    return ActionResult({"Parameters": [{"Source": "user", **parameter} for parameter in parameters]})


@around(MasterUserSecret)
def _generate_secret_string(original, self):
    # moto calls every owner admin.
    return json.dumps({**json.loads(original(self)), "username": self.resource.master_username})
