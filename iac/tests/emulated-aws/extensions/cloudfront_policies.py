"""Policies of CloudFront for caching, for what origins are told and for headers of answers; those that AWS manages too."""

import uuid

from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult, EmptyResult

from .patching import adds

MADE = "2024-01-01T00:00:00Z"

# Kind => the operations' names for one and several, and the managed policies by name.
KINDS = {
    "CachePolicy": (
        "cache_policy",
        "cache_policies",
        {
            "Managed-CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
            "Managed-CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
    ),
    "OriginRequestPolicy": (
        "origin_request_policy",
        "origin_request_policies",
        {
            "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
            "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        },
    ),
    "ResponseHeadersPolicy": ("response_headers_policy", "response_headers_policies", {}),
}


def add_operations(kind, one, several, managed):
    config = f"{kind}Config"
    policies = {}

    def keep(identifier, settings, owner):
        policies[identifier] = {
            "owner": owner,
            "etag": random_id(),
            "public": {"Id": identifier, config: settings, "LastModifiedTime": MADE},
        }
        return answer(identifier)

    def answer(identifier):
        if identifier not in policies:
            raise CloudFrontException(f"NoSuch{kind}", f"There is no {kind} {identifier}.")
        return ActionResult({kind: policies[identifier]["public"], "ETag": policies[identifier]["etag"]})

    def create(self):
        return keep(str(uuid.uuid4()), self._get_param(config), "custom")

    def get(self):
        return answer(self._get_param("Id"))

    def update(self):
        answer(self._get_param("Id"))
        return keep(self._get_param("Id"), self._get_param(config), "custom")

    def delete(self):
        answer(self._get_param("Id"))
        del policies[self._get_param("Id")]
        return EmptyResult()

    def list_all(self):
        owner = self._get_param("Type")
        items = [{"Type": p["owner"], kind: p["public"]} for p in policies.values() if owner in (None, p["owner"])]
        return ActionResult({f"{kind}List": {"MaxItems": 100, "Quantity": len(items), "Items": items}})

    for name, identifier in managed.items():
        keep(identifier, {"Name": name, "MinTTL": 0}, "managed")
    for verb, operation in {"create": create, "get": get, "update": update, "delete": delete}.items():
        operation.__name__ = f"{verb}_{one}"
        adds(CloudFrontResponse)(operation)
    list_all.__name__ = f"list_{several}"
    adds(CloudFrontResponse)(list_all)


for kind, names in KINDS.items():
    add_operations(kind, *names)
