"""Distributions of CloudFront as they were given: moto drops origin access controls, functions and policies of theirs."""

from moto.cloudfront import models, urls
from moto.cloudfront.exceptions import OriginDoesNotExist
from moto.cloudfront.responses import CloudFrontResponse

from .patching import around

# moto routes the paths that it knows; the operation is found by AWS's own description of the service.
urls.url_paths["{0}/2020-05-31/(?P<entity>.+)$"] = CloudFrontResponse.dispatch

NONE = {"Quantity": 0}
DEFAULTS = {
    "Aliases": NONE,
    "CacheBehaviors": NONE,
    "CustomErrorResponses": NONE,
    "DefaultRootObject": "",
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "OriginGroups": NONE,
    "WebACLId": "",
}
ORIGIN_DEFAULTS = {"CustomHeaders": NONE, "OriginPath": "", "OriginShield": {"Enabled": False}}


class GivenConfig(dict):
    """A distribution's configuration, complete with what AWS fills in."""

    def __init__(self, config):
        super().__init__({**DEFAULTS, **config})
        self.caller_reference = config["CallerReference"]
        origins = [{**ORIGIN_DEFAULTS, **origin} for origin in config["Origins"]["Items"]]
        self["Origins"] = {**config["Origins"], "Items": origins}
        behaviours = [config["DefaultCacheBehavior"], *self["CacheBehaviors"].get("Items", [])]
        if {behaviour["TargetOriginId"] for behaviour in behaviours} - {origin["Id"] for origin in origins}:
            raise OriginDoesNotExist


models.DistributionConfig = GivenConfig


@around(models.Distribution)
def __init__(original, self, *arguments, **options):
    original(self, *arguments, **options)
    # CloudFront is in no region, so its ARNs have nothing there; moto leaves the colon out as well.
    self.arn = self.arn.replace(":cloudfront:", ":cloudfront::")
