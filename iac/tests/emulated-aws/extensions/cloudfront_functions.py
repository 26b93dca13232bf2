"""Functions of CloudFront and the key value stores they read. A function is edited in one stage and published to the other."""

import base64
import binascii

from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult, EmptyResult

from .patching import adds

MADE = "2024-01-01T00:00:00Z"

functions: dict[str, dict] = {}
stores: dict[str, dict] = {}


def find(kept, name, error):
    if name not in kept:
        raise CloudFrontException(error, f"There is no {name}.")
    return kept[name]


def summary(request, function, stage):
    return {
        "Name": function["name"],
        "Status": "UNASSOCIATED",
        "FunctionConfig": function["config"],
        "FunctionMetadata": {
            "FunctionARN": f"arn:{request.partition}:cloudfront::{request.current_account}:function/{function['name']}",
            "Stage": stage,
            "CreatedTime": MADE,
            "LastModifiedTime": MADE,
        },
    }


def given_function(request, name):
    return {
        "name": name,
        "config": request._get_param("FunctionConfig"),
        "code": request._get_param("FunctionCode"),
        "etag": random_id(),
    }


def asked_function(request):
    return find(functions, request._get_param("Name"), "NoSuchFunctionExists")


@adds(CloudFrontResponse)
def create_function(self):
    name = self._get_param("Name")
    functions[name] = given_function(self, name)
    return ActionResult({"FunctionSummary": summary(self, functions[name], "DEVELOPMENT"), "ETag": functions[name]["etag"]})


@adds(CloudFrontResponse)
def update_function(self):
    published = asked_function(self).get("published")
    function = given_function(self, self._get_param("Name"))
    functions[function["name"]] = {**function, "published": published}
    return ActionResult({"FunctionSummary": summary(self, function, "DEVELOPMENT"), "ETag": function["etag"]})


@adds(CloudFrontResponse)
def publish_function(self):
    function = asked_function(self)
    function["published"] = {key: function[key] for key in ("name", "config", "code", "etag")}
    return ActionResult({"FunctionSummary": summary(self, function, "LIVE")})


def in_stage(request):
    function, stage = asked_function(request), request._get_param("Stage") or "DEVELOPMENT"
    if stage == "LIVE":
        function = function.get("published")
        if function is None:
            raise CloudFrontException("NoSuchFunctionExists", "The function was not published.")
    return function, stage


@adds(CloudFrontResponse)
def describe_function(self):
    function, stage = in_stage(self)
    return ActionResult({"FunctionSummary": summary(self, function, stage), "ETag": function["etag"]})


@adds(CloudFrontResponse)
def get_function(self):
    function, _ = in_stage(self)
    code = function["code"]
    try:
        code = base64.b64decode(code, validate=True)
    except binascii.Error:
        pass
    return ActionResult({"FunctionCode": code, "ETag": function["etag"], "ContentType": "application/octet-stream"})


@adds(CloudFrontResponse)
def delete_function(self):
    del functions[asked_function(self)["name"]]
    return EmptyResult()


def store_answer(store):
    return ActionResult({"KeyValueStore": {key: value for key, value in store.items() if key != "etag"}, "ETag": store["etag"]})


@adds(CloudFrontResponse)
def create_key_value_store(self):
    name, identifier = self._get_param("Name"), random_id()
    stores[name] = {
        "Name": name,
        "Id": identifier,
        "Comment": self._get_param("Comment") or "",
        "ARN": f"arn:{self.partition}:cloudfront::{self.current_account}:key-value-store/{identifier}",
        "Status": "READY",
        "LastModifiedTime": MADE,
        "etag": random_id(),
    }
    return store_answer(stores[name])


@adds(CloudFrontResponse)
def describe_key_value_store(self):
    return store_answer(find(stores, self._get_param("Name"), "EntityNotFound"))


@adds(CloudFrontResponse)
def update_key_value_store(self):
    store = find(stores, self._get_param("Name"), "EntityNotFound")
    store.update(Comment=self._get_param("Comment") or "", etag=random_id())
    return store_answer(store)


@adds(CloudFrontResponse)
def delete_key_value_store(self):
    del stores[find(stores, self._get_param("Name"), "EntityNotFound")["Name"]]
    return EmptyResult()
