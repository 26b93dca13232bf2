"""Which digest a topic signs its messages with: moto takes it and says nothing of it."""

from moto.sns.responses import SNSResponse

from .patching import around


@around(SNSResponse)
def create_topic(original, self):
    answer = original(self)
    topic = self.backend.get_topic(answer.result["TopicArn"])
    topic.signature_version = self._get_attributes().get("SignatureVersion")
    return answer


@around(SNSResponse)
def get_topic_attributes(original, self):
    answer = original(self)
    version = getattr(self.backend.get_topic(self._get_param("TopicArn")), "signature_version", None)
    if version:
        answer.result["Attributes"]["SignatureVersion"] = version
    return answer
