"""Bucket policies that deny under a condition (such as: without TLS), deleting what is deleted already, and lifecycles."""

import copy
import json

from moto.s3.models import FakeBucket, FakeDeleteMarker
from moto.s3.responses import S3Response

from .patching import adds, around


@around(FakeBucket)
def get_permission(original, self, action, resource):
    if self.policy is None:
        return original(self, action, resource)
    policy = json.loads(self.policy)
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    # moto denies without looking at the condition, so that "no plain HTTP" would deny everything.
    policy["Statement"] = [s for s in statements if not (s["Effect"] == "Deny" and "Condition" in s)]
    judged = copy.copy(self)
    judged.policy = json.dumps(policy).encode()
    return original(judged, action, resource)


@adds(FakeDeleteMarker)
def dispose(self, *_):
    """A marker holds no bytes; emptying a versioned bucket lets go of it like of an object."""


@around(FakeBucket)
def set_lifecycle(original, self, rules):
    original(self, rules)
    for rule, given in zip(self.rules, rules):
        rule.newer_noncurrent_versions = (given.get("NoncurrentVersionExpiration") or {}).get("NewerNoncurrentVersions")


@around(S3Response)
def serialized(original, self, answer):
    """moto forgets how many earlier versions stay whatever their age; the provider waits for what it asked for."""
    if self.data.get("Action") == "GetBucketLifecycleConfiguration":
        for told, rule in zip(answer.result["Rules"], self.backend.get_bucket_lifecycle(self.bucket_name)):
            if rule.newer_noncurrent_versions:
                told["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = rule.newer_noncurrent_versions
    return original(self, answer)
