"""Who is told of a budget, and its tags: both are read back after it was made."""

import json

from moto.budgets.responses import BudgetsResponse

from .patching import adds, around

tags: dict[str, list[dict[str, str]]] = {}

# What tells one notification of a budget from another.
IDENTITY = ("NotificationType", "ComparisonOperator", "Threshold")


@around(BudgetsResponse)
def create_budget(original, self):
    answer = original(self)
    name = self._get_param("Budget")["BudgetName"]
    tags[f"arn:{self.partition}:budgets::{self._get_param('AccountId')}:budget/{name}"] = self._get_param("ResourceTags") or []
    return answer


@adds(BudgetsResponse)
def list_tags_for_resource(self):
    return json.dumps({"ResourceTags": tags.get(self._get_param("ResourceARN"), [])})


@adds(BudgetsResponse)
def describe_subscribers_for_notification(self):
    asked = self._get_param("Notification")
    budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
    found = [n for n in budget.notifications if all(n.details.get(key) == asked.get(key) for key in IDENTITY)]
    return json.dumps({"Subscribers": found[0].subscribers if found else []})
