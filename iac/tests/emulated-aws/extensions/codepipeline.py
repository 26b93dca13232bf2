"""Pipelines: times as numbers, as this protocol has them; projects of CodeBuild whose source is a pipeline."""

import json
from datetime import datetime

from moto.codebuild import responses as codebuild
from moto.codepipeline.responses import CodePipelineResponse

from .patching import around


def with_epochs(value):
    if isinstance(value, dict):
        return {key: seconds(item) if key in ("created", "updated") else with_epochs(item) for key, item in value.items()}
    return [with_epochs(item) for item in value] if isinstance(value, list) else value


def seconds(time):
    return datetime.fromisoformat(time).timestamp() if isinstance(time, str) else time


@around(CodePipelineResponse)
def get_pipeline(original, self):
    return json.dumps(with_epochs(json.loads(original(self))))


@around(CodePipelineResponse)
def list_pipelines(original, self):
    return json.dumps(with_epochs(json.loads(original(self))))


@around(codebuild)
def _validate_required_params_source(original, source):
    if source.get("type") == "CODEPIPELINE":
        # The pipeline brings the sources; there is no place to name.
        source.setdefault("location", "")
    else:
        original(source)


@around(codebuild)
def _validate_required_params_artifacts(original, artifacts):
    if artifacts.get("type") != "CODEPIPELINE":
        original(artifacts)
