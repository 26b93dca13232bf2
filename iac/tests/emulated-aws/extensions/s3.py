"""Bucket policies that deny under a condition (such as: without TLS), and deleting what is deleted already."""

import copy
import json

from moto.s3.models import FakeBucket, FakeDeleteMarker

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
