"""Tags of scalable targets: the provider reads them after each registration."""

import json
from collections import defaultdict

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from .patching import adds, around

tags: dict[str, dict[str, str]] = defaultdict(dict)


@around(ApplicationAutoScalingResponse)
def register_scalable_target(original, self):
    answer = original(self)
    tags[json.loads(answer)["ScalableTargetARN"]].update(self._get_param("Tags") or {})
    return answer


@adds(ApplicationAutoScalingResponse)
def list_tags_for_resource(self):
    return json.dumps({"Tags": tags[self._get_param("ResourceARN")]})


@adds(ApplicationAutoScalingResponse)
def tag_resource(self):
    tags[self._get_param("ResourceARN")].update(self._get_param("Tags"))
    return "{}"


@adds(ApplicationAutoScalingResponse)
def untag_resource(self):
    for key in self._get_param("TagKeys"):
        tags[self._get_param("ResourceARN")].pop(key, None)
    return "{}"
